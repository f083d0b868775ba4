"""What may be done with a version of the levels: submitted, approved by a second person, returned, given up."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.public.escalation import EscalationState, EscalationVersion
from pages.ui import blocks
from pages.ui.session import attempt, signed_in


def show_decision(version: EscalationVersion, actor: Actor) -> None:
    if version.state is EscalationState.DRAFT:
        if version.objections_to_writing(actor):
            return
        objections = version.objections_to_submitting(actor)
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                "Ajukan",
                key="escalation-submit",
                type="primary",
                disabled=bool(objections),
                on_click=submit,
                args=(version.pk, version.version),
            )
            blocks.confirm(say("escalation.discard_ask"), "Batalkan konsep", discard, version.pk, version.version, key="escalation-discard")
        blocks.issues_list(objections)
        return
    objections = version.objections_to_deciding(actor)
    blocks.issues_list(objections)
    if objections:
        return
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Setujui", key="escalation-approve", type="primary", on_click=approve, args=(version.pk, version.version))
        with st.popover("Kembalikan", key="escalation-return-ask"):
            st.text_area("Alasan", key="escalation-reason", height=90)
            st.button("Kembalikan", key="escalation-return", on_click=return_for_changes, args=(version.pk, version.version))


def submit(version_id: int, seen: int) -> None:
    with attempt(say("escalation.submitted")) as session:
        by = signed_in(session)
        EscalationVersion.current(version_id, seen, by, session).submit(by)


def approve(version_id: int, seen: int) -> None:
    with attempt(say("escalation.approved")) as session:
        by = signed_in(session)
        EscalationVersion.current(version_id, seen, by, session).approve(by)


def return_for_changes(version_id: int, seen: int) -> None:
    with attempt(say("escalation.returned")) as session:
        by = signed_in(session)
        EscalationVersion.current(version_id, seen, by, session).return_for_changes(by, st.session_state.get("escalation-reason") or "")


def discard(version_id: int, seen: int) -> None:
    with attempt(say("escalation.discarded")) as session:
        by = signed_in(session)
        EscalationVersion.current(version_id, seen, by, session).discard(by)
