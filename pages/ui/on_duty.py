"""Bertugas hari ini: siapa yang sedang piket, dan siapa yang memegang tiap peran."""

from collections.abc import Iterator
from itertools import groupby

import streamlit as st

from models import duty
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import db, programmes


def show_duty() -> None:
    with st.container(gap="xsmall"):
        blocks.heading("Bertugas hari ini", icon="badge")
        for programme in programmes():
            with st.expander(programme.name, icon=":material/groups:", expanded=len(programmes()) == 1):
                st.markdown("\n\n".join(_duties(programme)))


def _duties(programme: Programme) -> Iterator[str]:
    """Who is on a shift first, then who answers for each role."""
    found, rules = duty.on_duty(programme, db()), programme.rules
    for one in found:
        if one.until:
            yield f":small[:green[:material/radio_button_checked: {_named(one)}] :gray[{rules.role(one.role).label}]]"
    for role, people in groupby((one for one in found if not one.until), key=lambda one: one.role):
        yield f":small[:gray[{rules.role(role).label}] {', '.join(map(_named, people))}]"


def _named(one: duty.OnDuty) -> str:
    words = [f"menggantikan {one.instead_of}"] if one.instead_of else []
    words += ["cuti, tanpa pengganti"] if one.away else []
    words += [f"piket sampai {formats.clock(one.until)}"] if one.until else []
    return blocks.plain(one.name) + (f" :gray[({blocks.plain(', '.join(words))})]" if words else "")
