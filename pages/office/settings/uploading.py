"""Berkas TOML: diunduh, diubah di luar, dan diunggah kembali ke usulan yang masih konsep, sesudah perbedaannya ditampilkan."""

import streamlit as st

from data.wording import say
from models.errors import NotReady
from models.governance.proposing_rules import read
from models.governance.rule_proposals import RuleProposal
from models.issues import Issue
from models.playbooks.paths import differences
from models.playbooks.toml_text import written
from pages.ui import blocks, rule_words
from pages.ui.session import attempt, signed_in

MOST_BYTES = 1_000_000


def show_upload(one: RuleProposal) -> None:
    """For who writes the draft: its text as a file, and another one in its place."""
    with st.expander("Berkas TOML usulan ini", icon=":material/upload_file:", key=f"rules-file-{one.pk}"):
        st.caption(say("rules.file_in_draft"))
        st.download_button(
            "Unduh TOML usulan", data=text_of(one), file_name=f"{say('rules.file_name')}-{one.programme.key}-usulan-{one.number}.toml",
            mime="application/toml", icon=":material/download:", key="rules-draft-download", on_click="ignore",
        )  # fmt: skip
        if st.file_uploader("Ganti isi usulan dengan berkas TOML", key=place(one)) is not None:
            show_difference(one)


def show_difference(one: RuleProposal) -> None:
    """Of the file from the draft as it stands; every fault with its place where it is no lawful playbook."""
    try:
        rules = read(uploaded(place(one)), "pedoman")
    except NotReady as refused:
        blocks.issues_list(refused.issues)
        return
    changes = differences(one.values, rules.model_dump(mode="json"))
    if not changes:
        st.caption(say("rules.file_same"))
        return
    st.markdown(f"**{say('rules.file_changes')}** :gray-badge[{len(changes)}]")
    rule_words.show_changes(changes, rules, one.rules)
    seen = one.pk, one.version
    st.button("Ganti isi usulan", key="rules-replace", type="primary", icon=":material/swap_horiz:", on_click=replace, args=seen)


def place(one: RuleProposal) -> str:
    """By version: what was taken in isn't offered again."""
    return f"rules-draft-file-{one.pk}-{one.version}"


def text_of(one: RuleProposal) -> str:
    return written(one.rules, say("rules.draft_heading", name=one.programme.name, number=one.number, digest=one.digest[:16]))


def replace(proposal_id: int, seen: int) -> None:
    with attempt(say("rules.replaced")) as session:
        by = signed_in(session)
        one = RuleProposal.current(proposal_id, seen, by, session)
        one.replace(by, uploaded(place(one)), "pedoman")


def uploaded(key: str) -> str:
    """The text of an uploaded file; NotReady for what is too big or no text."""
    given = st.session_state.get(key)
    data = given.getvalue() if given else b""
    if not data or len(data) > MOST_BYTES:
        raise NotReady(Issue("file", "rule_file_size"))
    try:
        return str(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotReady(Issue("file", "rule_file_no_text")) from None
