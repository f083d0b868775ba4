"""Who stands in for a person apart from a leave: as an arrangement, and as Plt for a post that is vacant."""

from datetime import timedelta

import streamlit as st

from data.wording import say
from models.base import today
from models.deputies import ActingKind, Deputyship
from models.people import Person
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in


def show_deputyship(one: Deputyship) -> None:
    running = one.starts_on <= today()
    look = blocks.Look("Berlaku", "blue", "switch_account") if running else blocks.Look("Akan datang", "gray", "schedule")
    letter = f"surat {one.letter}" if one.letter else "nomor surat belum diisi"
    meta = f"{say(f'acting_kinds.{one.kind}')} · {formats.period(one.starts_on, one.ends_on)} · {letter}"
    with blocks.row_of(one.deputy.name, meta, look):
        if not one.letter:
            show_letter(one)
        blocks.confirm(say("pages.end_deputy"), "Akhiri", end, one.pk, one.version, key=f"end-deputy-{one.id}")


def show_letter(one: Deputyship) -> None:
    """The number of the letter that follows."""
    with st.popover("Nomor surat", icon=":material/description:", key=f"letter-of-{one.id}"):
        st.text_input("Nomor surat perintah", key=f"letter-{one.id}", max_chars=80)
        st.button("Simpan", key=f"letter-save-{one.id}", on_click=add_letter, args=(one.pk, one.version))


def show_vacancy(person: Person) -> None:
    """An absence is entered as a leave; a post nobody holds is looked after by a Plt, named by the admin."""
    others = {one.pk: one.name for one in Person.listed(db()) if one != person and one.assignments}
    name = f"deputy-{person.id}"
    with st.expander("Tunjuk Plt (jabatan lowong)", icon=":material/switch_account:", key=f"deputy-form-{person.id}"):
        st.selectbox("Pengganti", list(others), index=None, key=name, placeholder="Pilih orang", format_func=lambda one: others[one])
        with st.container(horizontal=True):
            st.date_input("Mulai", value=today(), key=f"{name}-from", format="DD/MM/YYYY")
            st.date_input("Sampai", value=today() + timedelta(days=1), key=f"{name}-until", format="DD/MM/YYYY")
        st.text_input("Nomor surat perintah (boleh menyusul)", key=f"{name}-letter", max_chars=80)
        st.button("Tunjuk pengganti", key=f"{name}-save", on_click=appoint, args=(person.pk,))


def appoint(person_id: int) -> None:
    state, name = st.session_state, f"deputy-{person_id}"
    with attempt("Pengganti ditunjuk.", then=lambda: state.pop(name, None)) as session:
        person, deputy = Person.find(person_id, session), Person.find(state.get(name) or 0, session)
        days = state[f"{name}-from"], state[f"{name}-until"]
        Deputyship.name(person, deputy, ActingKind.PLT, *days, signed_in(session), session, letter=state[f"{name}-letter"])


def add_letter(deputyship_id: int, seen: int) -> None:
    with attempt("Nomor surat tersimpan.") as session:
        Deputyship.current(deputyship_id, seen, session).add_letter(st.session_state[f"letter-{deputyship_id}"], by=signed_in(session))


def end(deputyship_id: int, seen: int) -> None:
    with attempt("Penggantian berakhir.") as session:
        Deputyship.current(deputyship_id, seen, session).end(by=signed_in(session))
