"""Bagian Tim: bagan organisasi dari SK, tabelnya, dan tugas tiap peran dengan layar serta tombolnya."""

from itertools import groupby

import streamlit as st

from data.wording import say
from models.base import today
from models.governance.authority import Authority, Basis, on_day
from models.playbooks import Playbook
from models.programmes import Programme, Unit
from pages.ui import blocks, formats
from pages.ui.authority_words import role_label, row
from pages.ui.role_screens import show_screens
from pages.ui.session import db, me

MARKS: dict[Basis, tuple[blocks.Color, str]] = {
    Basis.DECREE: ("green", "gavel"),
    Basis.TRANSITION: ("orange", "hourglass_disabled"),
    Basis.TEMPORARY: ("orange", "assignment_ind"),
    Basis.ACTING: ("blue", "switch_account"),
    Basis.NONE: ("orange", "help"),
}


def show_chart(programme: Programme) -> None:
    held = on_day(programme, today(), me(), db())
    rules, units = programme.rules, {unit.pk: unit.name for unit in Unit.all(db())}
    st.caption(say("team.chart_help", day=formats.day(today())))
    blocks.heading("Bagan organisasi", icon="account_tree")
    show_levels(rules, held)
    with st.expander("Bagan sebagai tabel", icon=":material/table:", key="chart-table"):
        st.table([row(one, rules, units) for one in held] or [{"Penugasan": say("team.nobody")}])
    blocks.heading("Tugas, layar, dan tombol tiap peran", icon="checklist")
    for role in rules.roles:
        people = [one.name for one in held if one.role == role.key]
        label = f"{role.label} ({formats.listing(people)})" if people else f"{role.label} ({say('team.vacant')})"
        with st.expander(blocks.plain(label), icon=":material/badge:", key=f"role-{role.key}"):
            st.markdown("\n".join(f"- {blocks.plain(duty)}" for duty in role.duties))
            show_screens(role.key, rules, whose=say("team.screens"))


def show_levels(rules: Playbook, held: list[Authority]) -> None:
    """Who approves above, who leads the content below, then who makes it; units of other offices stand beside."""
    for place, (title, roles) in enumerate(levels(rules)):
        if place:
            st.markdown(":gray[:material/arrow_downward:]", text_alignment="center")
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":small[:gray[{title}]]")
            grid = st.grid(min(3, len(roles)), min_column_width=150)
            for role in roles:
                grid.markdown(block(role, rules, [one for one in held if one.role == role]))


def block(role: str, rules: Playbook, people: list[Authority]) -> str:
    lines = [f"**{blocks.plain(role_label(role, rules))}**"]
    for name, some in groupby(people, key=lambda one: one.name):
        one = next(some)
        color, icon = MARKS[one.basis]
        instead = f" :small[:gray[menggantikan {blocks.plain(one.instead_of)}]]" if one.instead_of else ""
        lines.append(f":{color}[:material/{icon}:] {blocks.plain(name)}{instead}")
    if not people:
        lines.append(f":orange[:material/person_off:] {say('team.vacant')}")
    return "  \n".join(lines)


def levels(rules: Playbook) -> list[tuple[str, list[str]]]:
    """Read from the rights: who approves plans and policies, who keeps the programme, everybody else, technical units."""
    deciding = {*rules.rights["approve_plan"], *rules.rights["approve_policy"]}
    leading = {*rules.rights["keep_profile"]} - deciding
    groups: dict[str, list[str]] = {"Pengarah": [], "Koordinasi": [], "Pelaksana": [], "Unit teknis": []}
    for role in rules.roles:
        name = "Unit teknis" if role.unit else "Pengarah" if role.key in deciding else "Koordinasi" if role.key in leading else "Pelaksana"
        groups[name].append(role.key)
    return [(name, roles) for name, roles in groups.items() if roles]
