"""The board on a desk: a line per channel, a column per day."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data.wording import say, sentence
from models.base import today
from models.issues import Issue
from models.planning.board import Board
from models.planning.calendar import Slot
from models.playbooks.parts import Channel
from pages.ui import blocks, formats
from pages.work.planning import looks
from pages.work.planning.asking import ask
from pages.work.planning.board.days import told

LONGEST = 60  # letters of a title in a cell; the whole of it stands in its dialog


def show_grid(board: Board, *, plans: bool) -> None:
    names = looks.owners(board.slots)
    close = {one.key: board.clashes(one) for one in board.slots}
    widths = [1 if one.weekday() < 5 or any_on(board, one) else 0.6 for one in board.days]  # no eighth column: Sunday would be cut
    with st.container(border=True):
        for place, day in zip(st.columns(widths, gap="xsmall", wrap=False), board.days, strict=True):
            place.markdown(f":small[{head(day)}]")
    for channel in board.programme.rules.channels:
        with st.container(border=True, gap="xxsmall"):
            words, color, icon = told(board, channel.key)
            st.markdown(f"**{blocks.plain(channel.label)}** :small[:{color}[:material/{icon}: {words}]]")
            for cell, day in zip(st.columns(widths, gap="xsmall", wrap=False), board.days, strict=True):
                with cell:
                    show_cell(board, channel, day, names, close, plans=plans)


def any_on(board: Board, day: date) -> bool:
    return any(board.on(channel.key, day) for channel in board.programme.rules.channels)


def head(day: date) -> str:
    words = f"{formats.WEEKDAYS[day.weekday()]} {day.day}"
    return f":blue[**{words}**]" if day == today() else f"**{words}**"


def show_cell(
    board: Board, channel: Channel, day: date, names: Mapping[int, str], close: Mapping[str, list[Issue]], *, plans: bool
) -> None:
    found = board.on(channel.key, day)
    for slot in found:
        here = [one for one in close[slot.key] if one.facts["channel"] == channel.label]
        show_piece(slot, channel.key, names.get(slot.owner_id or 0, ""), here)
    if plans and not found:
        st.button(
            "", icon=":material/add:", key=f"add-{channel.key}-{day}", type="tertiary", width="stretch",
            help=f"Tambah: {channel.label}, {formats.full_day(day)}", on_click=ask, args=("add", {"channel": channel.key, "day": day}),
        )  # fmt: skip


def show_piece(slot: Slot, channel: str, owner: str, clashes: list[Issue]) -> None:
    shown = looks.look(slot)
    lines = [
        f":{shown.color}[:material/{shown.icon}: {blocks.plain(shown.words)}]",
        f"**{blocks.plain(looks.short(slot.title, LONGEST))}**",
        f":gray[{blocks.plain(owner.split()[0])}]" if owner else f":gray[:material/person_off: {say('board.nobody')}]",
        *([f":orange[:material/warning: {say('board.clash')}]"] if clashes else []),
    ]
    with st.container(gap=None):
        st.button(
            f"**{formats.clock(slot.at)}**", key=f"piece-{slot.key}-{channel}", type="tertiary", icon=":material/more_horiz:",
            icon_position="right", on_click=ask, args=("piece", slot.key, slot.version),
            help="  \n".join(blocks.plain(one) for one in [f"Buka: {slot.title}", *map(sentence, clashes)]),
        )  # fmt: skip
        st.markdown("  \n".join(f":small[{one}]" for one in lines))
