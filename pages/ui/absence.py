"""A person's leave: shown to himself on his account, on the phone too, and to the admin on the person's page (A1.2)."""

from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.actors import administers
from models.base import today
from models.deputies import Deputyship
from models.people import Person
from models.planning.leaves import Leave
from pages.ui import blocks, formats, standing_in
from pages.ui.session import attempt, db, me, signed_in

ENTERED_LATE = timedelta(days=14)
AHEAD = timedelta(days=366)


def show_absences(person: Person) -> None:
    """What is arranged, and the form for the next leave; who stands in without a leave is listed too."""
    leaves = Leave.coming(person.pk, db())
    for leave in leaves:
        show_leave(leave)
    told = {leave.deputyship_id for leave in leaves}
    others = [one for one in Deputyship.coming(db(), person.pk) if one.person_id == person.id and one.id not in told]
    for one in others:
        standing_in.show_deputyship(one)
    if not leaves and not others:
        blocks.empty(say("absence.none"))
    with st.expander("Masukkan cuti", icon=":material/event_busy:", key=f"leave-form-{person.id}"):
        show_form(person)
    if administers(me()) and me().person_id != person.id:
        standing_in.show_vacancy(person)


def show_leave(leave: Leave) -> None:
    running = leave.starts_on <= today()
    look = blocks.Look("Sedang cuti", "blue", "event_busy") if running else blocks.Look("Akan datang", "gray", "schedule")
    deputy, named = leave.deputy_on(max(leave.starts_on, today())), leave.deputyship
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{look.markdown} **{formats.period(leave.starts_on, leave.ends_on)}**")
        if deputy and named:
            letter = f"surat {named.letter}" if named.letter else "nomor surat belum diisi"
            st.caption(blocks.plain(f"Digantikan {deputy.name} · {letter}"))
        else:
            st.markdown(f":small[:orange[:material/person_off: {say('absence.without_deputy')}]]")
        with st.container(horizontal=True, gap="small"):
            if not deputy:
                with st.popover("Tunjuk pengganti", icon=":material/switch_account:", key=f"name-deputy-{leave.id}"):
                    show_naming(leave)
            elif named and not named.letter:
                standing_in.show_letter(named)
            verb = "Kembali lebih awal" if leave.starts_on < today() else "Batalkan"
            question = say("absence.ask_back" if leave.starts_on < today() else "absence.ask_call_off")
            blocks.confirm(question, verb, withdraw, leave.pk, leave.version, key=f"withdraw-{leave.id}", icon="undo")


def show_form(person: Person) -> None:
    name = f"leave-{person.id}"
    with st.container(horizontal=True):
        since = pick_day("Hari pertama", f"{name}-from")
        until = pick_day("Hari terakhir", f"{name}-until")
    if since is None or until is None:
        return
    deputy = choose_deputy(person, since, until, name)
    st.button(
        "Simpan cuti", key=f"{name}-save", type="primary", icon=":material/check:", width="stretch",
        on_click=enter, args=(person.pk, since, until, deputy, name),
    )  # fmt: skip


def pick_day(label: str, key: str) -> date | None:
    """A day that can be a leave's; an illness is often told only afterwards."""
    earliest, latest = today() - ENTERED_LATE, today() + AHEAD
    return st.date_input(label, value=today(), key=key, min_value=earliest, max_value=latest, format="DD/MM/YYYY")


def choose_deputy(person: Person, since: date, until: date, name: str) -> int | None:
    """Who may stand in on these days; left empty, what that means is said."""
    able = {one.pk: one.name for one in Leave.eligible_deputies(person, since, until, db())} if since <= until else {}
    if not able:
        st.caption(say("absence.nobody_able" if since <= until else "absence.days_turned"))
        return None
    deputy = st.selectbox(
        "Pengganti", list(able), index=None, key=f"{name}-deputy", placeholder="Tanpa pengganti", format_func=lambda one: able[one]
    )
    if deputy is None:
        st.markdown(f":small[:orange[:material/warning: {say('absence.without_deputy')}]]")
    else:
        st.caption(say("absence.with_deputy"))
        st.text_input("Nomor surat perintah (boleh menyusul)", key=f"{name}-letter", max_chars=80)
    return deputy


def show_naming(leave: Leave) -> None:
    name = f"naming-{leave.id}"
    deputy = choose_deputy(leave.person, max(leave.starts_on, today()), leave.ends_on, name)
    st.button(
        "Tunjuk pengganti", key=f"{name}-save", type="primary", disabled=deputy is None,
        on_click=name_deputy, args=(leave.pk, leave.version, deputy, name),
    )  # fmt: skip


def enter(person_id: int, since: date, until: date, deputy_id: int | None, name: str) -> None:
    with attempt("Cuti tersimpan.", then=lambda: forget(name)) as session:
        person, deputy = Person.find(person_id, session), Person.find(deputy_id, session) if deputy_id else None
        Leave.enter(person, since, until, signed_in(session), session, deputy, st.session_state.get(f"{name}-letter", ""))


def name_deputy(leave_id: int, seen: int, deputy_id: int, name: str) -> None:
    with attempt("Pengganti ditunjuk.", then=lambda: forget(name)) as session:
        leave, deputy = Leave.current(leave_id, seen, session), Person.find(deputy_id, session)
        leave.name_deputy(deputy, signed_in(session), st.session_state.get(f"{name}-letter", ""))


def withdraw(leave_id: int, seen: int) -> None:
    with attempt("Cuti dibatalkan; peran kembali kepada pemiliknya.") as session:
        Leave.current(leave_id, seen, session).withdraw(signed_in(session))


def forget(name: str) -> None:
    """Set, not dropped: the browser would go on showing who was chosen."""
    st.session_state.update({f"{name}-deputy": None, f"{name}-letter": ""})
