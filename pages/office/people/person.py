"""One person as the admin sees him: data, roles, absence, account."""

import streamlit as st

from data.wording import say
from models.people import Person
from pages.office.people.links import offer_link, show_link
from pages.office.people.listing import look_of
from pages.office.people.roles import show_roles
from pages.ui import blocks
from pages.ui.absence import show_absences
from pages.ui.session import attempt, me, signed_in

FIELDS = {
    "name": "Nama lengkap", "nip": "NIP", "rank": "Pangkat/golongan", "position": "Jabatan", "email": "Surel", "phone": "Telepon",
}  # fmt: skip


def show_person(person: Person) -> None:
    st.button("Pengguna", key="back", icon=":material/arrow_back:", type="tertiary", on_click=show_all)
    look = look_of(person)
    blocks.title(person.name, f"Nama pengguna {person.username}", [look] if look else [])
    show_link()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        blocks.heading("Peran", icon="badge")
        show_roles(person)
        blocks.heading("Cuti dan pengganti", icon="event_busy")
        show_absences(person)
    with right:
        blocks.heading("Akun", icon="key")
        show_account(person)
        blocks.heading("Data diri", icon="person")
        show_data(person)


def show_all() -> None:
    st.query_params.pop("id", None)


def show_account(person: Person) -> None:
    seen = (person.pk, person.version)
    with st.container(border=True, gap="small"):
        if not person.active:
            st.caption(say("pages.person_off"))
            st.button("Aktifkan kembali", key="reactivate", icon=":material/person_check:", on_click=reactivate, args=seen)
            return
        words = "Buat tautan kata sandi baru" if person.password_hash else "Buat tautan undangan baru"
        st.caption(say("pages.link_hours"))
        st.button(words, key="reset", icon=":material/link:", on_click=make_link, args=seen)
        if person.id != me().person_id:
            words = say("pages.ask_deactivate", name=person.name)
            blocks.confirm(words, "Nonaktifkan", deactivate, *seen, key="deactivate", icon="person_off")


def show_data(person: Person) -> None:
    with st.form(f"data-{person.id}"):
        for field, label in FIELDS.items():
            st.text_input(label, value=getattr(person, field), key=f"{field}-{person.id}", max_chars=120)
        st.form_submit_button("Simpan data", on_click=revise, args=(person.pk, person.version))


def revise(person_id: int, seen: int) -> None:
    changes = {field: st.session_state[f"{field}-{person_id}"] for field in FIELDS}
    with attempt("Tersimpan.") as session:
        Person.current(person_id, seen, session).revise(by=signed_in(session), **changes)


def make_link(person_id: int, seen: int) -> None:
    with attempt("Tautan dibuat. Salin sekarang.") as session:
        offer_link(Person.current(person_id, seen, session), signed_in(session), session)


def deactivate(person_id: int, seen: int) -> None:
    with attempt("Dinonaktifkan.") as session:
        Person.current(person_id, seen, session).deactivate(by=signed_in(session))


def reactivate(person_id: int, seen: int) -> None:
    with attempt("Diaktifkan kembali.") as session:
        Person.current(person_id, seen, session).reactivate(by=signed_in(session))
