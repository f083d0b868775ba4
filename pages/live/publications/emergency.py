"""Jalur darurat: what is still owed stands red until it is done; and the way in."""

import streamlit as st

from data.wording import say, sentence
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.denials import DENIED
from models.content.emergency import Debt, DebtKind
from pages.live.publications import panel
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, programmes, signed_in

LANE = "emergency"


def show_emergencies(actor: Actor, programme_id: int | None) -> None:
    page = Content.in_debt(actor, db(), programme_id)
    shown = [one for one in programmes() if programme_id in (None, one.id)]
    may_begin = any(lane.key == LANE for one in shown for lane in Content.lanes_open_to(actor, one))
    if not page.rows and not may_begin:
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("publications.emergency"), page.count, icon="gpp_maybe", color="red" if page.count else "gray")
        for content in page.rows:
            show_one(content, actor)
        if not page.rows:
            st.caption(say("publications.nothing_owed"))
        if may_begin:
            st.page_link(
                "work/compose/page.py", label=say("publications.begin_emergency"), icon=":material/emergency:",
                query_params={"baru": "1", "jalur": LANE},
            )  # fmt: skip


def show_one(content: Content, actor: Actor) -> None:
    with st.container(border=True, gap="xsmall"):
        owed = content.open_debts
        look = urgency(content, owed)
        st.markdown(f"{look.markdown} **{blocks.plain(content.title)}** :small[:gray[{blocks.plain(content.programme.name)}]]")
        for one in owed:
            st.markdown(f":small[:red[:material/error: {blocks.plain(sentence(one.issue))} {blocks.plain(until(one))}]]")
        if content.completing or content.assessing:
            st.caption(say("publications.later_check", stage=content.stage_rules.label))
        with st.container(horizontal=True, gap="small"):
            show_confirmation(content, actor)
            if content.denial_owed and not content.objections_to_taking_down(actor):
                panel.show_button(content, "Turunkan dari kanal", "denied")
            if not content.objections_to_completing(actor):
                st.page_link("work/compose/page.py", label="Lengkapi", icon=":material/edit_note:", query_params={"id": str(content.pk)})
            st.page_link("review/content/page.py", label="Rincian", icon=":material/open_in_full:", query_params={"id": str(content.pk)})


def urgency(content: Content, owed: list[Debt]) -> blocks.Look:
    if content.denial_owed:
        return blocks.Look(say("publications.denied"), "red", "block")
    if any(one.due_at < now() for one in owed):
        return blocks.Look(say("publications.owed_late"), "red", "alarm")
    words = say("publications.owed", count=len(owed)) if owed else say("publications.unchecked")
    return blocks.Look(words, "red", "gpp_maybe")


def show_confirmation(content: Content, actor: Actor) -> None:
    """Only the person it was recorded for."""
    if not content.objections_to_confirming(actor):
        blocks.confirm(
            say("publications.confirm_question"), "Konfirmasi persetujuan saya", confirm_verbal, content.pk, content.version,
            key=f"confirm-{content.pk}", icon="call",
        )  # fmt: skip


def confirm_verbal(content_id: int, seen: int) -> None:
    with attempt("Persetujuan lisan dikonfirmasi.") as session:
        actor = signed_in(session)
        Content.current(content_id, seen, actor, session).confirm_verbal(by=actor)


def until(one: Debt) -> str:
    """The hour, where the sentence itself doesn't say it."""
    said = one.kind is DebtKind.CONFIRM or one.key == DENIED
    return "" if said else say("publications.by_hour", left=formats.remaining(one.due_at).lower())
