"""Rekan simulasi: in a practice room somebody acted decides, so that nobody practises alone or on his own work."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.governance import practice
from pages.ui import blocks
from pages.ui.session import attempt, signed_in


def show_colleague(content: Content, actor: Actor) -> None:
    if actor.room is None or practice.objections_to_asking(content, actor):
        return
    with st.container(border=True, gap="xsmall", key="practice-colleague"):
        blocks.heading(say("practice.colleague"), icon="smart_toy", color="violet")
        st.caption(say("practice.colleague_help"))
        st.button("Minta disetujui", icon=":material/check:", key="colleague-approve", on_click=approve, args=(content.pk, content.version))
        if content.stage_rules.returns_to:
            st.text_input(say("practice.return_note"), value=say("practice.return_example"), key=note(content.pk), max_chars=300)
            st.button(
                "Minta dikembalikan", icon=":material/undo:", key="colleague-return", on_click=send_back, args=(content.pk, content.version)
            )


def approve(content_id: int, seen: int) -> None:
    with attempt(say("practice.colleague_approved")) as session:
        by = signed_in(session)
        practice.ask_for_approval(Content.current(content_id, seen, by, session), by)


def send_back(content_id: int, seen: int) -> None:
    with attempt(say("practice.colleague_returned")) as session:
        by = signed_in(session)
        practice.ask_for_return(Content.current(content_id, seen, by, session), by, st.session_state.get(note(content_id)) or "")


def note(content_id: int) -> str:
    return f"colleague-note-{content_id}"
