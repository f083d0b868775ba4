"""The week of service hours, and the switch to round-the-clock service."""

import re
from datetime import time

import streamlit as st

from data.wording import say, sentence
from models.base import today
from models.issues import Issue
from models.programmes import Programme
from models.public.clocks import Week
from models.public.round_the_clock import RoundTheClock
from models.public.service_hours import USUAL_WEEK, ServiceHours
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, notice, signed_in

PERIOD = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


def show_hours(programme: Programme, *, admin: bool) -> None:
    history = ServiceHours.history(programme.pk, db())
    held = [one for one in history if one.valid_from <= today()]
    blocks.heading("Jam layanan", f"sejak {formats.day(held[-1].valid_from)}" if held else "belum ditetapkan", icon="schedule")
    week = held[-1].week if held else USUAL_WEEK
    with st.form(f"hours-{programme.id}"):
        for day in range(7):
            label = formats.WEEKDAYS[day]
            st.text_input(label, value=written(week, day), key=f"hours-{programme.id}-{day}", placeholder="tutup", disabled=not admin)
        if admin:
            st.date_input("Berlaku mulai", value=today(), key=f"hours-{programme.id}-from", format="DD/MM/YYYY")
            st.caption(say("pages.hours_form"))
        st.form_submit_button("Tetapkan jam layanan", type="primary", disabled=not admin, on_click=set_hours, args=(programme.pk,))
    for one in history:
        if one.valid_from > today():
            st.caption(f"Mulai {formats.day(one.valid_from)} berlaku jam lain.")


def written(week: Week, day: int) -> str:
    return ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in week.get(day, ()))


def read_week(programme_id: int) -> Week | None:
    """The typed week, or None after saying which day can't be read."""
    week = {}
    for day in range(7):
        typed = st.session_state[f"hours-{programme_id}-{day}"].strip()
        parts = [PERIOD.fullmatch(part.strip()) for part in typed.split(",")] if typed else []
        try:
            week[day] = tuple((time(int(one[1]), int(one[2])), time(int(one[3]), int(one[4]))) for one in parts)  # type: ignore[index]
        except (TypeError, ValueError):
            notice("refused", sentence(Issue(f"day:{day}", "hours_unreadable", {"day": formats.WEEKDAYS[day]})))
            return None
    return week


def set_hours(programme_id: int) -> None:
    week = read_week(programme_id)
    if week is not None:
        with attempt("Jam layanan ditetapkan.") as session:
            starts_on = st.session_state[f"hours-{programme_id}-from"]
            ServiceHours.set(Programme.find(programme_id, session), week, starts_on, signed_in(session), session)


def show_round_the_clock(programme: Programme, *, admin: bool) -> None:
    running = RoundTheClock.running(programme.pk, db())
    blocks.heading("Mode layanan 24 jam", "Menyala" if running else "Mati", icon="nightlight", color="orange" if running else "gray")
    with st.container(border=True):
        if running:
            st.caption(blocks.plain(f"Sejak {formats.short_moment(running.started_at)}: {running.reason}"))
            st.button("Matikan", key="all-day-off", disabled=not admin, on_click=end_round_the_clock, args=(programme.pk,))
        else:
            st.text_input("Alasan", key="all-day-reason", max_chars=200, disabled=not admin)
            st.button("Nyalakan", key="all-day-on", disabled=not admin, on_click=start_round_the_clock, args=(programme.pk,))


def start_round_the_clock(programme_id: int) -> None:
    with attempt("Mode layanan 24 jam menyala.") as session:
        RoundTheClock.start(Programme.find(programme_id, session), st.session_state["all-day-reason"], signed_in(session), session)


def end_round_the_clock(programme_id: int) -> None:
    with attempt("Mode layanan 24 jam mati.") as session:
        if running := RoundTheClock.running(programme_id, session):
            running.end(signed_in(session))
