"""The week of service hours: the usual one, and one for a while, such as Ramadan."""

import re
from datetime import time

import streamlit as st

from data.wording import say, sentence
from models.base import today
from models.issues import Issue
from models.programmes import Programme
from models.public.clocks import Week
from models.public.service_hours import NAME_LENGTH, USUAL_WEEK, ServiceHours
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, notice, signed_in

PERIOD = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


def show_hours(programme: Programme, *, admin: bool) -> None:
    history = ServiceHours.history(programme.pk, db())
    held = [one for one in history if one.valid_from <= today()]
    blocks.heading("Jam layanan", standing(held[-1]) if held else "belum ditetapkan", icon="schedule")
    week = held[-1].week if held else USUAL_WEEK
    with st.form(f"hours-{programme.id}"):
        for day in range(7):
            label = formats.WEEKDAYS[day]
            st.text_input(label, value=written(week, day), key=f"hours-{programme.id}-{day}", placeholder="tutup", disabled=not admin)
        if admin:
            left, right = st.columns(2)
            left.date_input("Berlaku mulai", value=today(), key=f"hours-{programme.id}-from", format="DD/MM/YYYY")
            right.date_input("Sampai (kosong = seterusnya)", value=None, key=f"hours-{programme.id}-until", format="DD/MM/YYYY")
            st.text_input(
                "Untuk apa (boleh kosong)", key=f"hours-{programme.id}-name", max_chars=NAME_LENGTH, placeholder="Jam layanan Ramadan"
            )
            st.caption(say("pages.hours_form"))
        st.form_submit_button("Tetapkan jam layanan", type="primary", disabled=not admin, on_click=set_hours, args=(programme.pk,))
    for one in history:
        if one.valid_from > today():
            with blocks.row_of(one.name or "Jam lain", f"mulai {formats.full_day(one.valid_from)} · {in_short(one.week)}"):
                if admin:
                    st.button("Batalkan", key=f"hours-off-{one.pk}", on_click=cancel, args=(one.pk, one.version))


def standing(one: ServiceHours) -> str:
    return f"{f'{one.name}, ' if one.name else ''}sejak {formats.day(one.valid_from)}"


def in_short(week: Week) -> str:
    """Sen 08.00–15.00; Sel 08.00–15.00; …"""
    return "; ".join(f"{formats.WEEKDAYS[day][:3]} {written(week, day)}" for day in range(7) if week.get(day))


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
            given = {name: st.session_state.get(f"hours-{programme_id}-{name}") for name in ("from", "until", "name")}
            ServiceHours.set(
                Programme.find(programme_id, session), week, given["from"] or today(), signed_in(session), session,
                until=given["until"], name=given["name"] or "",
            )  # fmt: skip


def cancel(hours_id: int, seen: int) -> None:
    with attempt("Jam layanan yang akan datang dibatalkan.") as session:
        ServiceHours.current(hours_id, seen, session).cancel(signed_in(session))
