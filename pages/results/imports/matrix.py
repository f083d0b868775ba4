"""Tab Kelengkapan: which channel has its figures for which month, each cell leading to its import."""

from datetime import date

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.programmes import Programme
from models.results.coverage import Cell, Completeness, matrix, summary
from pages.results.imports import quarters
from pages.ui import blocks, formats
from pages.ui.session import db

LOOKS: dict[Completeness, tuple[blocks.Color, str]] = {
    Completeness.COMPLETE: ("green", "check_circle"),
    Completeness.PARTIAL: ("orange", "timelapse"),
    Completeness.MISSING: ("red", "error"),
    Completeness.NONE_NEEDED: ("gray", "remove"),
    Completeness.AHEAD: ("gray", "schedule"),
}
TO_TAKE = (Completeness.MISSING, Completeness.PARTIAL)


def show_matrix(_: Actor, programme: Programme) -> None:
    quarter = quarters.choose("matrix-quarter")
    cells = matrix(programme, quarter, db())
    counts = summary(cells)
    st.markdown(
        say(
            "figures.matrix_reading",
            complete=counts[Completeness.COMPLETE],
            partial=counts[Completeness.PARTIAL],
            missing=counts[Completeness.MISSING],
        )
    )
    labels = {one.key: one.label for one in programme.rules.channels}
    for channel in dict.fromkeys(one.channel for one in cells):
        with st.container(border=True):
            st.markdown(f"**{blocks.plain(labels[channel])}**")
            with st.container(horizontal=True, gap="medium"):
                for one in (cell for cell in cells if cell.channel == channel):
                    show_cell(one)


def show_cell(cell: Cell) -> None:
    color, icon = LOOKS[cell.completeness]
    words = say(f"completeness.{cell.completeness}", until=short(cell.until) if cell.until else "")
    with st.container(width=210, gap=None):
        st.markdown(f"{formats.MONTHS[cell.month.month - 1]}  \n{blocks.Look(words, color, icon).markdown}")
        name = f"cell-{cell.channel}-{cell.month}"
        if cell.import_id is not None:
            st.button("Lihat impornya", key=name, type="tertiary", on_click=go, args=("riwayat", cell))
        elif cell.completeness in TO_TAKE:
            st.button("Impor berkas", key=name, type="tertiary", on_click=go, args=("berkas", cell))


def short(day: date) -> str:
    """24 Nov: the quarter above says the year."""
    return f"{day.day} {formats.MONTHS[day.month - 1][:3]}"


def go(tab: str, cell: Cell) -> None:
    """To the part where this cell is filled or explained."""
    st.session_state["measure-tab"] = tab
    st.session_state["history-import"] = cell.import_id
