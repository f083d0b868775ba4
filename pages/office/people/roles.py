"""A person's roles: what is held, from when to when, and one more."""

import streamlit as st

from data.wording import say
from models.actors import INSPECTOR, OFFICE_ROLES, READ_ONLY
from models.base import today
from models.people import Assignment, Person
from models.programmes import Programme, Unit
from pages.office.people.listing import role_label
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in


def show_roles(person: Person) -> None:
    programmes = {one.id: one for one in Programme.all(db())}
    units = {one.id: one.name for one in Unit.all(db())}
    held = [one for one in person.assignments if one.programme_id is None or one.programme_id in programmes]  # no practice room
    live = [one for one in held if one.ends_on is None or one.ends_on >= today()]
    for one in sorted(live, key=lambda one: (one.starts_on, one.pk)):
        show_role(one, programmes.get(one.programme_id), units.get(one.unit_id, ""))
    if not live:
        blocks.empty(say("pages.no_role_yet"))
    if past := [one for one in held if one not in live]:
        with st.expander(f"Peran yang sudah berakhir ({len(past)})", icon=":material/history:", type="compact"):
            for one in past:
                programme = programmes.get(one.programme_id)
                label = f"{role_label(one.role, programme)}{f' {programme.name}' if programme else ''}"
                st.caption(blocks.plain(f"{label} · {formats.period(one.starts_on, one.ends_on)}"))
    if person.active:
        with st.expander("Beri peran", icon=":material/add:", key=f"give-form-{person.id}"):
            show_form(person, {one.pk: one for one in programmes.values()}, units)


def show_role(one: Assignment, programme: Programme | None, unit: str) -> None:
    parts = [programme.name if programme else "Seluruh kantor", unit, formats.period(one.starts_on, one.ends_on)]
    parts += [f"surat {one.letter}" if one.letter else "", basis(one, programme)]
    meta = " · ".join(part for part in parts if part)
    look = blocks.Look("Akan datang", "gray", "schedule") if one.starts_on > today() else blocks.Look("Berlaku", "green", "check_circle")
    label = role_label(one.role, programme)
    with blocks.row_of(label, meta, look):
        blocks.confirm(say("pages.ask_end_role", role=label), "Akhiri", end, one.pk, one.version, key=f"end-{one.id}")


def basis(one: Assignment, programme: Programme | None) -> str:
    """What the role rests on, where a programme's role doesn't rest on a decree."""
    if one.temporary:
        return say("team.temporary_hat")
    return "" if programme is None or one.role in READ_ONLY or one.decree_id else "belum ada SK"


def show_form(person: Person, programmes: dict[int, Programme], units: dict[int | None, str]) -> None:
    names = {None: "Seluruh kantor"} | {key: one.name for key, one in programmes.items()}
    chosen = st.selectbox("Berlaku untuk", list(names), key="give-programme", format_func=lambda key: names[key])
    programme = programmes.get(chosen or 0)
    labels = offered(programme)
    role = st.selectbox("Peran", list(labels), index=None, key="give-role", placeholder="Pilih peran", format_func=lambda key: labels[key])
    if programme and role in {one.key for one in programme.rules.roles if one.unit}:
        show_unit(units)
    with st.container(horizontal=True):
        st.date_input("Mulai", value=today(), key="give-from", format="DD/MM/YYYY")
        until = "Sampai" if role == INSPECTOR else "Sampai (boleh kosong)"
        st.date_input(until, value=None, key="give-until", format="DD/MM/YYYY")
    letter = "Nomor surat tugas" if role == INSPECTOR else "Nomor surat (boleh kosong)"
    st.text_input(letter, key="give-letter", max_chars=80)
    st.button("Beri peran", key="give", on_click=give, args=(person.pk, person.version))


def show_unit(units: dict[int | None, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Unit teknis", list(units), index=None, key="give-unit", placeholder="Pilih unit", format_func=lambda key: units[key])
        with st.popover("Unit baru", icon=":material/add:"):
            st.text_input("Nama unit", key="unit-name", max_chars=120)
            st.button("Tambah unit", key="unit-add", on_click=add_unit)


def offered(programme: Programme | None) -> dict[str, str]:
    if programme is None:
        return dict(OFFICE_ROLES)
    return {one.key: one.label for one in programme.rules.roles} | {key: OFFICE_ROLES[key] for key in sorted(READ_ONLY)}


def give(person_id: int, seen: int) -> None:
    state = st.session_state
    with attempt("Peran diberikan.", then=lambda: state.pop("give-role", None)) as session:
        programme = Programme.find(state["give-programme"], session) if state["give-programme"] else None
        Assignment.give(
            Person.current(person_id, seen, session), state["give-role"] or "", signed_in(session), session, programme=programme,
            unit_id=state.get("give-unit"), starts_on=state["give-from"], ends_on=state["give-until"], letter=state["give-letter"],
        )  # fmt: skip


def end(assignment_id: int, seen: int) -> None:
    with attempt("Peran diakhiri.") as session:
        Assignment.current(assignment_id, seen, session).end(by=signed_in(session))


def add_unit() -> None:
    with attempt("Unit ditambahkan.") as session:
        Unit.add(st.session_state["unit-name"], None, signed_in(session), session)
