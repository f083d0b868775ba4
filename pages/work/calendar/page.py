"""Kalender konten: bulan, minggu, agenda; satu kalender untuk seluruh tim."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import today
from models.planning.calendar import belongs, slots
from models.planning.campaigns import Campaign
from models.planning.occasions import DayNote, day_notes
from models.planning.quarters import midnight, monday
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.calendar import draw_calendar
from pages.ui.choice import one_programme
from pages.ui.session import db, me, programme_choice, programmes
from pages.ui.subscriptions import show_subscriptions
from pages.work.calendar import actions, detail, events, filters, planning, printing
from pages.work.calendar.sheets.part import show_sheets

ASKED = "calendar-asked"
PART = "calendar-part"
PARTS = {"calendar": "Kalender", "sheets": "Ekspor dan impor", "subscribe": "Langganan"}
SIX_WEEKS = timedelta(days=42)
PHONE = timedelta(days=15)


def show_page() -> None:
    actor = me()
    shown = [one for one in programmes() if programme_choice() in (None, one.pk)]
    show_head(actor, shown)
    arrive()
    st.session_state.setdefault(PART, "calendar")
    part = st.segmented_control(
        "Bagian", list(PARTS), key=PART, required=True, format_func=lambda key: f":gray[{PARTS[key]}]", label_visibility="collapsed",
        persist_state="session",
    )  # fmt: skip
    if part == "subscribe":
        show_subscriptions(actor)
    elif part == "sheets":
        show_sheets_of_one(actor)
    else:
        show_calendar(actor, shown)


def show_sheets_of_one(actor: Actor) -> None:
    """A spreadsheet is always of one programme."""
    programme = one_programme("sheets-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    show_sheets(actor, programme)


def arrive() -> None:
    """By a link to one piece (`?butir=r12`), as a subscription gives it: it opens once."""
    asked = st.query_params.get("butir", "")
    if asked and st.session_state.get(ASKED) != asked:
        st.session_state.update({ASKED: asked, actions.DIALOG: asked})


def show_calendar(actor: Actor, shown: Sequence[Programme]) -> None:
    since, until = span()
    found = slots(actor, [one.pk for one in shown], midnight(since), midnight(until), db())
    chosen = filters.narrowed(found, shown)
    inside = [one for one in shown if belongs(actor, one.pk)]
    notes = day_notes(inside, since, until - timedelta(days=1), db())
    drawn = [*events.of_notes(notes), *events.of_campaigns(running(inside, since, until)), *events.of_slots(chosen, shown, actor)]
    draw_calendar(
        "calendar", drawn, since, until, opens_at=opens_at(), view=st.session_state.get(actions.VIEW, ""), off=days_off(notes),
        plans=bool(planning.planned_by(actor, shown)), turn=st.session_state.get(actions.TURN, 0),
        on={"moved": actions.moved, "opened": actions.opened, "day": actions.day, "span": actions.leafed},
    )  # fmt: skip
    printing.offer_print(shown, since, until)
    show_dialog(actor, shown)


def show_head(actor: Actor, shown: Sequence[Programme]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(width="content"):
            blocks.title("Kalender konten", say("calendar.help"))
        if planning.planned_by(actor, shown):
            st.button("Rencanakan konten", icon=":material/add:", type="primary", key="plan-piece", on_click=actions.plan)


def show_dialog(actor: Actor, shown: Sequence[Programme]) -> None:
    """What was opened last: one piece, a day of the calendar, or the form for a new piece."""
    asked = st.session_state.get(actions.DIALOG, "")
    if asked.startswith("plan"):
        planning.ask_piece(planning.planned_by(actor, shown), asked.partition(":")[2])
    elif asked:
        detail.show_piece(asked)


def span() -> tuple[date, date]:
    """The days whose pieces the browser has: six weeks around a month, a fortnight from today on in any case."""
    leafed = st.session_state.get(actions.SPAN)
    if leafed:
        return leafed
    first = monday(today().replace(day=1))
    return first, max(first + SIX_WEEKS, today() + PHONE)


def opens_at() -> date | None:
    """The middle of what was leafed to: coming back leads where one was."""
    leafed = st.session_state.get(actions.SPAN)
    return leafed[0] + (leafed[1] - leafed[0]) / 2 if leafed and st.session_state.get(actions.VIEW) else None


def running(shown: Sequence[Programme], since: date, until: date) -> list[Campaign]:
    found = Campaign.within([one.pk for one in shown], since, until - timedelta(days=1), db())
    return [one for one in found if not one.cancelled]


def days_off(notes: Sequence[DayNote]) -> list[date]:
    return sorted({one.day for one in notes if one.kind not in ("occasion", "lead")})


show_page()
