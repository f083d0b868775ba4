"""Daftar hadir: orang sendiri sekali ketuk, tamu dengan nama dan instansinya."""

import streamlit as st

from data.wording import say
from models.governance.minutes import Attendee, Minutes
from models.governance.recording import LENGTHS
from models.people import Person
from models.programmes import Programme
from models.results.evaluations.following import owners
from pages.ui import blocks
from pages.ui.session import attempt, db, signed_in


def show_attendance(one: Minutes, programme: Programme, *, writes: bool) -> None:
    blocks.heading("Daftar hadir", len(one.present), icon="groups")
    with st.container(border=True, gap="xsmall"):
        if not one.attendees:
            st.caption(say("evaluation.no_attendees"))
        for who in one.attendees:
            show_attendee(one, who, writes=writes)
    if writes:
        show_adding(one, programme)


def show_attendee(one: Minutes, who: Attendee, *, writes: bool) -> None:
    about = " · ".join(filter(None, (who.position, who.body)))
    absent = "" if who.present else " :gray-badge[tidak hadir]"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        st.markdown(f"{blocks.plain(who.name)} :small[:gray[{blocks.plain(about)}]]{absent}", width="stretch")
        if writes:
            st.button("Hapus", key=f"attendee-{who.pk}", type="tertiary", icon=":material/close:", on_click=remove, args=(one.pk, who.pk))


def show_adding(one: Minutes, programme: Programme) -> None:
    there = {who.person_id for who in one.attendees}
    people = {key: name for key, name in owners(programme, db()).items() if key not in there}
    if people:
        st.multiselect(
            "Hadir dari tim", list(people), key=f"attend-{one.pk}", placeholder="Pilih orang", format_func=lambda key: people.get(key, "")
        )
        st.button("Catat hadir", key=f"attend-save-{one.pk}", on_click=attend, args=(one.pk,))
    with st.expander("Tamu dari luar", icon=":material/person_add:"):
        for field, label in (("name", "Nama"), ("position", "Jabatan (boleh kosong)"), ("body", "Instansi (boleh kosong)")):
            st.text_input(label, key=f"guest-{field}-{one.pk}", max_chars=LENGTHS[field])
        st.button("Catat tamu", key=f"guest-save-{one.pk}", on_click=welcome, args=(one.pk,))


def attend(minutes_id: int) -> None:
    key = f"attend-{minutes_id}"

    def cleared() -> None:
        st.session_state[key] = []

    with attempt(say("evaluation.attendee_saved"), then=cleared) as session:
        by = signed_in(session)
        one = Minutes.current(minutes_id, None, by.teams, session)
        known = owners(one.programme, session)
        for person_id in st.session_state.get(key) or []:
            if person_id in known:
                one.attend(by, person=Person.find(person_id, session))


def welcome(minutes_id: int) -> None:
    fields = ("name", "position", "body")
    told = {field: st.session_state.get(f"guest-{field}-{minutes_id}") or "" for field in fields}

    def cleared() -> None:
        st.session_state.update({f"guest-{field}-{minutes_id}": "" for field in fields})

    with attempt(say("evaluation.attendee_saved"), then=cleared) as session:
        by = signed_in(session)
        Minutes.current(minutes_id, None, by.teams, session).attend(by, name=told["name"], position=told["position"], body=told["body"])


def remove(minutes_id: int, attendee_id: int) -> None:
    with attempt() as session:
        by = signed_in(session)
        Minutes.current(minutes_id, None, by.teams, session).remove_attendee(attendee_id, by)
