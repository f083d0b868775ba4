"""Konsep kebijakan: bagian demi bagian, disimpan belum lengkap, diajukan lengkap."""

import streamlit as st

from data.wording import say
from models.governance.policies import HEADING, TEXT, Policy
from pages.office.policies import text
from pages.ui import blocks
from pages.ui.session import attempt, me, signed_in


def show_draft(policy: Policy) -> None:
    st.subheader(f"{say(f'policy_kinds.{policy.kind}')} · konsep versi {policy.number}", anchor=False)
    st.caption(say("policies.not_in_force"))
    if policy.note:
        text.show_note(policy)
    added = st.session_state.get(f"policy-more-{policy.pk}", 0)
    count = len(policy.sections) + max(added, 0 if policy.sections else 1)
    for place in range(count):
        section = policy.sections[place] if place < len(policy.sections) else {}
        with st.container(border=True, gap="xsmall"):
            st.text_input(
                f"Judul bagian {place + 1}",
                value=section.get("heading", ""),
                max_chars=HEADING,
                key=_key(policy.pk, policy.version, place, "h"),
            )
            st.text_area(
                f"Isi bagian {place + 1}", value=section.get("text", ""), max_chars=TEXT, height=160,
                key=_key(policy.pk, policy.version, place, "t"),
            )  # fmt: skip
    st.caption("Kosongkan judul dan isi untuk menghapus sebuah bagian.")
    seen = policy.pk, policy.version, count
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Simpan draf", key="policy-save", icon=":material/save:", on_click=save, args=seen)
        st.button("Ajukan", key="policy-submit", type="primary", icon=":material/send:", on_click=submit, args=seen)
        st.button("Tambah bagian", key="policy-more", icon=":material/add:", on_click=more, args=(policy.pk,))
        blocks.confirm(say("policies.discard_ask"), "Buang konsep", discard, policy.pk, policy.version, key="policy-discard", icon="delete")
    if issues := policy.objections_to_submitting(me()):
        st.caption("Yang perlu dilengkapi sebelum diajukan:")
        blocks.issues_list(issues)


def given(policy_id: int, seen: int, count: int) -> list[dict[str, str]]:
    state = st.session_state
    return [
        {"heading": state.get(_key(policy_id, seen, place, "h")) or "", "text": state.get(_key(policy_id, seen, place, "t")) or ""}
        for place in range(count)
    ]


def more(policy_id: int) -> None:
    st.session_state[f"policy-more-{policy_id}"] = st.session_state.get(f"policy-more-{policy_id}", 0) + 1


def save(policy_id: int, seen: int, count: int) -> None:
    with attempt(say("policies.saved"), then=lambda: st.session_state.pop(f"policy-more-{policy_id}", None)) as session:
        by = signed_in(session)
        Policy.current(policy_id, seen, by, session).write(by, given(policy_id, seen, count))


def submit(policy_id: int, seen: int, count: int) -> None:
    """What is typed is saved in the same step; refused, nothing of it is lost from the form."""
    with attempt(say("policies.submitted"), then=lambda: st.session_state.pop(f"policy-more-{policy_id}", None)) as session:
        by = signed_in(session)
        policy = Policy.current(policy_id, seen, by, session)
        policy.write(by, given(policy_id, seen, count))
        session.flush()
        policy.submit(by)


def discard(policy_id: int, seen: int) -> None:
    with attempt(say("policies.discarded"), then=lambda: st.session_state.pop("policy-open", None)) as session:
        by = signed_in(session)
        Policy.current(policy_id, seen, by, session).discard(by)


def _key(policy_id: int, seen: int, place: int, part: str) -> str:
    """By version: after a save by somebody else the form shows what is stored."""
    return f"policy-{policy_id}-{seen}-{place}-{part}"
