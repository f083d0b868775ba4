"""The board on a phone: day after day, each piece once with its channels."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.planning.board import Board
from models.planning.calendar import Slot
from pages.ui import blocks, formats
from pages.work.planning import looks
from pages.work.planning.asking import ask


def show_list(board: Board, *, plans: bool) -> None:
    names = looks.owners(board.slots)
    for day in board.days:
        with st.container(gap="xsmall"):
            show_head(day, plans=plans)
            found = [one for one in board.slots if one.at.astimezone(LOCAL).date() == day]
            for slot in found:
                show_piece(board, slot, names)


def show_head(day: date, *, plans: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{formats.full_day(day)}**", width="content")
        if plans:
            st.button(
                "Tambah", key=f"add-{day}", type="tertiary", icon=":material/add:", help=formats.full_day(day), on_click=ask,
                args=("add", {"day": day}),
            )  # fmt: skip


def show_piece(board: Board, slot: Slot, names: Mapping[int, str]) -> None:
    owner = names.get(slot.owner_id or 0, "") or say("board.no_owner")
    meta = f"{formats.clock(slot.at)} · {looks.channels(board.programme, slot.channels)} · {owner}"
    with blocks.row_of(slot.title, meta, looks.look(slot)):
        st.button("Buka", key=f"piece-{slot.key}", help=slot.title, on_click=ask, args=("piece", slot.key, slot.version))
    if clashes := board.clashes(slot):
        st.markdown(f":small[:orange[:material/warning: {blocks.plain(looks.clash_line(clashes))}]]")
