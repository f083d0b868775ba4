"""Pengaturan: service hours, closed days, round-the-clock service, how long one's own phone stays signed in."""

import re
from datetime import time

import streamlit as st

from data.wording import say, sentence
from models.actors import administers
from models.base import today
from models.issues import Issue
from models.programmes import OWN_DEVICE_DAYS, Office, Programme
from models.public.clocks import Week
from models.public.closed_days import ClosedDay, DayKind, national_days
from models.public.round_the_clock import RoundTheClock
from models.public.service_hours import USUAL_WEEK, ServiceHours
from pages.ui import blocks, formats
from pages.ui.choice import one_programme
from pages.ui.session import attempt, db, me, notice, signed_in

PERIOD = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


def show_settings() -> None:
    blocks.title("Pengaturan", "Jam layanan menentukan cara tenggat dihitung.")
    programme = one_programme("hours-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    admin = administers(me())
    left, right = st.columns(2, gap="medium")
    with left:
        show_hours(programme, admin=admin)
        show_round_the_clock(programme, admin=admin)
    with right:
        show_closed_days(programme, admin=admin)
        if admin:
            show_own_devices(programme.office)


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


def show_closed_days(programme: Programme, *, admin: bool) -> None:
    year = today().year
    own = ClosedDay.added(programme.pk, (year, year + 1), db())
    blocks.heading("Hari libur", year, icon="event_busy")
    coming = {day: name for day, (name, _) in national_days(year).items() if day >= today()}
    with st.expander(f"Libur nasional dan cuti bersama yang akan datang ({len(coming)})", type="compact"):
        for day, name in coming.items():
            st.caption(f"{formats.full_day(day)}: {blocks.plain(name)}")
    for one in own:
        with blocks.row_of(
            one.name, f"{formats.full_day(one.day)} · {say(f'closed_days.{one.kind}')}{f' · {one.source}' if one.source else ''}"
        ):
            if admin:
                st.button("Hapus", key=f"closed-{one.id}", on_click=remove_day, args=(one.pk,))
    if not own:
        blocks.empty(say("pages.no_closed_day"))
    if admin:
        with st.expander("Tambah hari", icon=":material/add:", key="closed-form"):
            show_day_form(programme)


def show_day_form(programme: Programme) -> None:
    kinds = {kind: say(f"closed_days.{kind}") for kind in DayKind}
    with st.form("closed", border=False):
        st.date_input("Tanggal", value=today(), key="closed-day", format="DD/MM/YYYY")
        st.text_input("Nama hari", key="closed-name", max_chars=120)
        st.selectbox("Jenis", list(kinds), index=2, key="closed-kind", format_func=lambda kind: kinds[kind])
        st.text_input("Dasar, misalnya nomor surat edaran (boleh kosong)", key="closed-source", max_chars=120)
        st.form_submit_button("Tambah hari", on_click=add_day, args=(programme.pk,))


def add_day(programme_id: int) -> None:
    state = st.session_state
    with attempt("Hari ditambahkan.") as session:
        programme, kind = Programme.find(programme_id, session), DayKind(state["closed-kind"])
        ClosedDay.add(programme, state["closed-day"], state["closed-name"], kind, signed_in(session), session, state["closed-source"])


def remove_day(closed_day_id: int) -> None:
    with attempt("Hari dihapus.") as session:
        ClosedDay.find(closed_day_id, session).remove(signed_in(session))


def show_own_devices(office: Office) -> None:
    blocks.heading("Ponsel sendiri", f"{office.own_device_days} hari", icon="smartphone")
    with st.form("own-devices"):
        st.number_input("Paling lama tetap masuk (hari; 0 = tidak boleh)", 0, OWN_DEVICE_DAYS, office.own_device_days, key="own-days")
        st.form_submit_button("Simpan batas", on_click=limit_own_devices, args=(office.pk,))


def limit_own_devices(office_id: int) -> None:
    with attempt("Batas tersimpan. Berlaku untuk yang masuk sesudah ini.") as session:
        Office.find(office_id, session).limit_own_devices(int(st.session_state["own-days"]), signed_in(session))


show_settings()
