"""Tambah piket: one person, one day, from–to, begun from the service hours nobody covers yet."""

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from data.wording import say, sentence
from models.base import LOCAL, today
from models.issues import Issue
from models.people import Person
from models.planning.quarters import midnight
from models.planning.rosters import Roster
from models.planning.shifts import Shift
from models.programmes import Programme
from models.public.clocks import Span
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

USUAL = time(8), time(16)


def show_form(programme: Programme, roster: Roster, gaps: list[Span]) -> None:
    team = {one.pk: one.name for one in Shift.team(programme, db())}
    with st.expander("Tambah piket", icon=":material/add:", key=f"shift-form-{programme.id}"):
        person = st.selectbox(
            "Orang", list(team), index=None, key=f"shift-person-{programme.id}", placeholder="Pilih orang",
            format_func=lambda one: team[one],
        )  # fmt: skip
        first = gaps[0][0].astimezone(LOCAL).date() if gaps else max(roster.monday, min(today(), roster.days[-1]))
        start, key = roster.days.index(first), f"shift-day-{programme.id}-{roster.monday}"
        day = st.selectbox("Hari", roster.days, index=start, key=key, format_func=formats.short_day)
        kept = f"{programme.id}-{day}-{len(roster.on(day))}"  # once somebody was added, begun anew from what is left open
        grid = st.grid(2, min_column_width=110)
        since, until = preset(roster, gaps, day)
        since = grid.time_input("Dari", value=since, key=f"shift-from-{kept}")
        until = grid.time_input("Sampai", value=until, key=f"shift-until-{kept}")
        st.caption(say("roster.overnight"))
        if person and since and until:
            for issue in roster.warnings(person, *span(day, since, until)):
                st.markdown(f":small[:orange[:material/warning: {blocks.plain(told(issue))}]]")
        st.button(
            "Tambah piket", key=f"shift-add-{programme.id}", type="primary", disabled=not (person and since and until),
            on_click=assign, args=(programme.pk, person, day, since, until),
        )  # fmt: skip


def preset(roster: Roster, gaps: list[Span], day: date) -> tuple[time, time]:
    """What is still open on that day, else its service hours, else an office day."""
    start, end = midnight(day), midnight(day + timedelta(days=1))
    spans = [one for one in gaps if start <= one[0] < end] or roster.hours.spans(start, end)
    return (spans[0][0].astimezone(LOCAL).time(), spans[-1][1].astimezone(LOCAL).time()) if spans else USUAL


def span(day: date, since: time, until: time) -> Span:
    """An end that isn't later than the beginning lies on the next day."""
    end = day + timedelta(days=until <= since)
    return datetime.combine(day, since, LOCAL).astimezone(UTC), datetime.combine(end, until, LOCAL).astimezone(UTC)


def told(issue: Issue) -> str:
    """The day was just chosen: hours say enough."""
    if issue.key != "shift_gap":
        return sentence(issue)
    return say("roster.still_open", since=formats.clock(issue.facts["since"]), until=formats.clock(issue.facts["until"]))


def assign(programme_id: int, person_id: int, day: date, since: time, until: time) -> None:
    with attempt("Piket ditambahkan.") as session:
        person = Person.find(person_id, session)
        Shift.assign(Programme.find(programme_id, session), person, *span(day, since, until), signed_in(session), session)
