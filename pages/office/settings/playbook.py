"""Tab Pedoman: apa yang berlaku, usulan yang terbuka, dan apa yang pernah diubah."""

import streamlit as st

from data import playbooks
from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.errors import NotReady
from models.governance import shipped_rules, trying_rules
from models.governance.proposing_rules import read
from models.governance.rule_proposals import ProposalOrigin, RuleProposal
from models.issues import Issue
from models.playbooks import load
from models.playbooks.toml_text import written
from models.programmes import Programme
from pages.office.settings import proposal, uploading
from pages.ui import blocks, formats, rule_words
from pages.ui.session import attempt, db, signed_in


def show_playbook(programme: Programme, actor: Actor) -> None:
    assert programme.playbook is not None, "a programme always starts with a playbook"
    version = programme.playbook
    since = formats.full_day(version.adopted_at.astimezone(LOCAL).date())
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        with st.container(gap=None, width="stretch"):
            blocks.heading("Pedoman", icon="menu_book")
            st.caption(blocks.plain(say("rules.caption", number=version.number, since=since)))  # a badge would be cut on a phone
        st.download_button(
            "Unduh TOML", data=text_of(programme), file_name=f"{say('rules.file_name')}-{programme.key}-v{version.number}.toml",
            mime="application/toml", icon=":material/download:", key="rules-download", on_click="ignore",
        )  # fmt: skip
    st.caption(say("rules.help"))
    show_running(programme)
    found = RuleProposal.open_one(programme.pk, actor, db())
    if found:
        proposal.show_proposal(found, actor)
    elif not RuleProposal.objections_to_beginning(programme, actor):
        show_ways_to_begin(programme)
    else:
        blocks.empty(say("rules.none_open"))
    show_past(programme, actor)


def show_running(programme: Programme) -> None:
    """Whose contents follow which version; said only once there are two."""
    found = trying_rules.running_versions(programme, db())
    if any(number != programme.playbook.number for number, _ in found if programme.playbook):
        told = (say("rules.running_one", count=formats.number(count), number=number) for number, count in found)
        st.caption(f":material/conversion_path: {say('rules.running', versions=formats.listing(told))}")


def show_ways_to_begin(programme: Programme) -> None:
    show_shipped(programme)
    st.caption(f":material/upload_file: {say('rules.by_file')}")
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Mulai usulan perubahan", key="rules-begin", type="primary", icon=":material/edit:", on_click=begin, args=(programme.pk,))
        with st.popover("Unggah TOML", icon=":material/upload:", key="rules-upload-ask"):
            given = st.file_uploader("Berkas TOML", key="rules-file")
            st.button("Jadikan usulan", key="rules-upload", disabled=given is None, on_click=upload, args=(programme.pk,))


def show_shipped(programme: Programme) -> None:
    """The file that came with the program says something new: never in force by itself."""
    text = playbooks.texts().get(programme.key)
    found = shipped_rules.offered(programme, load(text, f"{programme.key}.toml") if text else None, db())
    if found is None:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":blue[:material/update: {say('rules.fresh_file')}]")
        if found.conflicts:
            paths = ", ".join(one.path for one in found.conflicts)
            st.caption(blocks.plain(say("rules.fresh_conflicts", count=len(found.conflicts), paths=paths)))
        st.button("Jadikan usulan", key="rules-shipped", icon=":material/difference:", on_click=take_shipped, args=(programme.pk,))


def show_past(programme: Programme, actor: Actor) -> None:
    adopted = RuleProposal.past(programme.pk, actor, db())
    blocks.heading(say("rules.past"), len(adopted) or None, icon="history")
    if not adopted:
        st.caption(say("rules.no_past"))
    for one in adopted:
        who = one.decided_by.name if one.decided_by else "Simpul"
        number = one.adopted.number if one.adopted else ""
        title = say("rules.adopted_by", who=who, at=formats.short_moment(one.decided_at or one.changed_at), number=number)
        with st.expander(blocks.plain(title), icon=":material/gavel:", key=f"rules-past-{one.pk}"):
            if one.reason:
                st.text(one.reason.text)
            rule_words.show_changes(one.changes, one.rules, one.base.rules)


def text_of(programme: Programme) -> str:
    version = programme.playbook
    number, digest = (version.number, version.digest[:16]) if version else (1, "")
    return written(programme.rules, say("rules.file_heading", name=programme.name, number=number, digest=digest))


def begin(programme_id: int) -> None:
    with attempt(say("rules.begun")) as session:
        RuleProposal.begin(Programme.find(programme_id, session), signed_in(session), session)


def upload(programme_id: int) -> None:
    with attempt(say("rules.uploaded")) as session:
        rules = read(uploading.uploaded("rules-file"), "pedoman")
        RuleProposal.begin(Programme.find(programme_id, session), signed_in(session), session, rules, ProposalOrigin.FILE)


def take_shipped(programme_id: int) -> None:
    with attempt(say("rules.begun")) as session:
        programme = Programme.find(programme_id, session)
        text = playbooks.texts().get(programme.key, "")
        found = shipped_rules.offered(programme, load(text, f"{programme.key}.toml"), session)
        if found is None:
            raise NotReady(Issue("page", "changed_meanwhile"))
        RuleProposal.begin(programme, signed_in(session), session, found.rules, ProposalOrigin.SHIPPED)
