"""The list of people with filters that stay in the address, and the invitation of a new one."""

from typing import Any

import streamlit as st

from data.wording import say
from models.base import today
from models.deputies import Deputyship
from models.people import Assignment, Person
from models.programmes import Programme
from pages.office.people.links import offer_link, show_link
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

SHOWN_AT_ONCE = 25
ACTIVE, OFF = "aktif", "nonaktif"
SHOWN = {ACTIVE: ":gray[Aktif]", OFF: ":gray[Nonaktif]"}
STAYING: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}


def show_listing(*, admin: bool) -> None:
    programmes = {one.key: one for one in Programme.all(db())}
    blocks.title("Pengguna", "Peran berlaku menurut tanggalnya; pengganti memakai peran orang yang digantikan.")
    show_link()
    if admin:
        with st.expander("Undang orang baru", icon=":material/person_add:", key="invite-form"):
            show_invite()
    words, programme, active = show_filters(programmes)
    found = Person.listed(db(), words=words, programme_id=programme.id if programme else None, active=active)
    blocks.heading("Aktif" if active else "Nonaktif", len(found))
    if not found:
        blocks.empty(say("pages.nobody_found"))
    standing_in = {one.person_id: one for one in Deputyship.coming(db()) if one.starts_on <= today()}
    by_id: dict[int | None, Programme] = {one.id: one for one in programmes.values()}
    rows, pages = st.container(gap="xsmall"), -(-len(found) // SHOWN_AT_ONCE)
    first = (st.pagination(pages, key="halaman") - 1) * SHOWN_AT_ONCE if pages > 1 else 0
    with rows:
        for person in found[first : first + SHOWN_AT_ONCE]:
            show_row(person, by_id, standing_in.get(person.pk), admin=admin)


def show_filters(programmes: dict[str, Programme]) -> tuple[str, Programme | None, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Cari nama", key="nama", type="search", placeholder="Cari nama", width=240, **STAYING)
        names = {"": "Semua program"} | {key: one.name for key, one in programmes.items()}
        chosen = st.selectbox("Program", list(names), key="program-anggota", format_func=lambda key: names[key], width=240, **STAYING)
        shown = st.segmented_control("Tampilkan", list(SHOWN), default=ACTIVE, key="tampil", format_func=lambda one: SHOWN[one], **STAYING)
    return words or "", programmes.get(chosen or ""), shown != OFF


def show_row(person: Person, programmes: dict[int | None, Programme], absence: Deputyship | None, *, admin: bool) -> None:
    held = [
        role_words(one, programmes)
        for one in person.assignments
        if one.starts_on <= today() <= (one.ends_on or today()) and (one.programme_id is None or one.programme_id in programmes)
    ]
    meta = " · ".join(held) or "belum ada peran"
    if absence:
        meta += f" · digantikan {absence.deputy.name} sampai {formats.day(absence.ends_on)}"
    blocks.row(person.name, meta, look_of(person), "Buka" if admin else None, key=f"open-{person.id}", on_click=show_one, args=(person.pk,))


def show_one(person_id: int) -> None:
    st.query_params["id"] = str(person_id)


def look_of(person: Person) -> blocks.Look | None:
    if not person.active:
        return blocks.Look("Nonaktif", "gray", "person_off")
    return None if person.password_hash else blocks.Look("Belum masuk", "orange", "mail")


def role_words(one: Assignment, programmes: dict[int | None, Programme]) -> str:
    programme = programmes.get(one.programme_id)
    words = f"{role_label(one.role, programme)} {programme.name}" if programme else role_label(one.role, None)
    return f"{words} sampai {formats.day(one.ends_on)}" if one.ends_on else words


def role_label(role: str, programme: Programme | None) -> str:
    known = {one.key: one.label for one in programme.rules.roles} if programme else {}
    return known.get(role) or say(f"office_roles.{role}")


def show_invite() -> None:
    with st.form("invite", border=False):
        st.text_input("Nama lengkap", key="invite-name", max_chars=120)
        st.text_input("Nama pengguna", key="invite-username", max_chars=40, placeholder="huruf kecil, misalnya rina.m")
        st.text_input("NIP (boleh kosong)", key="invite-nip", max_chars=30)
        st.form_submit_button("Undang", icon=":material/person_add:", on_click=invite)


def invite() -> None:
    state = st.session_state
    with attempt("Undangan dibuat. Salin tautannya.") as session:
        by = signed_in(session)
        person = Person.add(state["invite-username"], state["invite-name"], by, session, nip=state["invite-nip"])
        session.flush()
        offer_link(person, by, session)
        for field in ("name", "username", "nip"):
            state[f"invite-{field}"] = ""
