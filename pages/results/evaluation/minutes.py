"""Notulen: tanggal, tempat, agenda, daftar hadir, keputusan, lampiran; ditulis saat rapat berjalan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import today
from models.governance.minutes import Minutes
from models.results.evaluations.evaluations import Evaluation
from pages.results.evaluation import decisions
from pages.ui import attendance, blocks, evaluation_words, minutes_links, minutes_sheet
from pages.ui.session import attempt, db, signed_in

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen


def begun(evaluation: Evaluation, by: Actor) -> Minutes:
    """The minutes of the meeting on it; opened with a ready agenda when there are none."""
    known = Minutes.about(evaluation, evaluation.session)
    if known:
        return known[-1]
    title = say("evaluation.meeting_title", title=evaluation_words.title(evaluation).lower())
    agenda = say("evaluation.agenda", period=evaluation.period.label)
    return Minutes.begin(evaluation.programme, title, today(), by, evaluation.session, evaluation, agenda=agenda)


def show_minutes(seen: Seen) -> None:
    found = Minutes.about(seen.evaluation, db())
    if not found:
        blocks.empty(say("evaluation.minutes_none"))
        if seen.writes:
            st.button("Buka notulen", key="minutes-open", icon=":material/edit_note:", on_click=open_minutes, args=(seen.evaluation.pk,))
    for one in found:
        show_one(one, seen)


def show_one(one: Minutes, seen: Seen) -> None:
    writes = not one.objections_to_writing(seen.actor)
    look = blocks.Look("Konsep", "gray", "edit_note") if one.state == "draft" else blocks.Look("Ditetapkan", "green", "lock")
    st.markdown(f"{look.markdown} **{blocks.plain(one.title)}**")
    left, right = st.columns(2, gap="medium")
    with left:
        if writes:
            minutes_sheet.show_form(one)
        else:
            minutes_sheet.show_facts(one)
        minutes_sheet.show_files(one, writes=writes)
    with right:
        attendance.show_attendance(one, seen.evaluation.programme, writes=writes)
        decisions.show_decisions(one, seen.evaluation, seen.actor, writes=writes)
        minutes_links.show_links(one, seen.actor)


def open_minutes(evaluation_id: int) -> None:
    with attempt(say("evaluation.minutes_saved")) as session:
        by = signed_in(session)
        begun(Evaluation.current(evaluation_id, None, by.teams, session), by)
