"""Satu naskah kebijakan: isi, perubahan, keputusan, dan pernyataan sudah membaca."""

import streamlit as st

from data.wording import say
from models.actors import can
from models.governance.acknowledging import Acknowledgement, members
from models.governance.policies import Policy, PolicyState
from pages.documents import policy as printed
from pages.office.policies import comparing
from pages.ui import blocks, formats, minutes_links
from pages.ui.session import attempt, db, me, signed_in


def show_policy(policy: Policy, look: blocks.Look) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        st.subheader(say(f"policy_kinds.{policy.kind}"), anchor=False, width="content")
        st.download_button(
            "Cetak", data=printed.offered(policy.pk), file_name=printed.file_name(policy), mime="application/pdf",
            icon=":material/print:", key="policy-print", on_click="ignore",
        )  # fmt: skip
    st.markdown(f"{look.markdown} :small[:gray[versi {policy.number} · {blocks.plain(policy.programme.name)}]]")
    if policy.state is PolicyState.WAITING:
        show_decision(policy)
    if policy.note and policy.state is PolicyState.DRAFT:
        show_note(policy)
    for section in policy.sections:
        with st.container(gap="xxsmall"):
            st.markdown(f"**{blocks.plain(section['heading'])}**")
            st.text(section["text"])
    if policy.state in (PolicyState.IN_FORCE, PolicyState.REPLACED):
        show_readers(policy)
    minutes_links.show_why(policy, policy.programme)
    comparing.show_versions(policy)


def show_note(policy: Policy) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f":red-badge[:material/undo: {say('policies.returned')}]")
        st.text(policy.note.text if policy.note else "")


def show_decision(policy: Policy) -> None:
    """What whoever decides needs; for everybody else what it waits for."""
    actor, barred = me(), policy.objections_to_deciding(me())
    st.caption(f":material/hourglass_top: {blocks.plain(waiting(policy))}")
    comparing.show_beside_standing(policy)
    if barred:
        if can(actor, "approve_policy", policy.programme):
            blocks.issues_list(barred)
        if not policy.objections_to_taking_back(actor):
            st.button("Tarik kembali", key="policy-recall", icon=":material/undo:", on_click=take_back, args=(policy.pk, policy.version))
        return
    with st.container(horizontal=True, gap="xsmall"):
        seen = policy.pk, policy.version
        st.button("Setujui", type="primary", icon=":material/check:", key="policy-approve", on_click=approve, args=seen)
        with st.popover("Kembalikan", icon=":material/undo:", key="policy-return-ask"):
            st.text_area("Catatan untuk penyusun", key=f"policy-note-{policy.pk}", height=110)
            st.button("Kembalikan dengan catatan", key="policy-return", on_click=return_for_changes, args=seen)


def show_readers(policy: Policy) -> None:
    read, team = Acknowledgement.of([policy.pk], db())[policy.pk], members(policy.programme_id, db())
    mine = me().person_id
    if mine in read:
        st.caption(f":material/done_all: {say('policies.you_have_read', at=formats.moment(read[mine]))}")
    elif mine in team and policy.state is PolicyState.IN_FORCE:
        st.button(
            "Saya sudah membaca", key="policy-read", type="primary", icon=":material/done_all:",
            on_click=acknowledge, args=(policy.pk, policy.digest),
        )  # fmt: skip
    missing = [name for person_id, name in team.items() if person_id not in read]
    if policy.state is PolicyState.IN_FORCE:
        words = say("policies.not_read_by", names=formats.listing(missing)) if missing else say("policies.read_by_all")
        st.caption(blocks.plain(words))


def waiting(policy: Policy) -> str:
    """Whom it waits for, and since when."""
    rules = policy.programme.rules
    roles = formats.listing((rules.role(key).label for key in rules.rights["approve_policy"]), "atau")
    who = policy.submitted_by.name if policy.submitted_by else "Simpul"
    at = formats.moment(policy.submitted_at) if policy.submitted_at else ""
    return say("policies.waits_for", roles=roles, who=who, at=at)


def approve(policy_id: int, seen: int) -> None:
    with attempt(say("policies.approved")) as session:
        by = signed_in(session)
        Policy.current(policy_id, seen, by, session).approve(by)


def return_for_changes(policy_id: int, seen: int) -> None:
    with attempt(say("policies.sent_back")) as session:
        by = signed_in(session)
        Policy.current(policy_id, seen, by, session).return_for_changes(by, st.session_state.get(f"policy-note-{policy_id}") or "")


def take_back(policy_id: int, seen: int) -> None:
    with attempt(say("policies.taken_back")) as session:
        by = signed_in(session)
        Policy.current(policy_id, seen, by, session).take_back(by)


def acknowledge(policy_id: int, digest: str) -> None:
    with attempt(say("policies.acknowledged")) as session:
        by = signed_in(session)
        Acknowledgement.give(Policy.current(policy_id, None, by, session), by.person_id or 0, digest, by, session)
