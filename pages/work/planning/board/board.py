"""Tab Papan mingguan: satu pekan satu program, kanal demi kanal dan hari demi hari."""

from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.base import today
from models.planning.board import Board
from models.planning.quarters import monday
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.narrow import narrow
from pages.ui.session import db
from pages.work.planning.asking import ask, go_on
from pages.work.planning.board import days as board_days
from pages.work.planning.board import dialogs as board_dialogs
from pages.work.planning.board import grid as board_grid
from pages.work.planning.board import listing as board_list

SHOWN = "board-monday"
WEEK = timedelta(days=7)


def show_board(actor: Actor, programmes: list[Programme]) -> None:
    go_on()
    programme = chosen(programmes, "board-programme")
    board = Board.of(programme, week_shown(), actor, db())
    plans = can(actor, "plan", programme)
    st.caption(say("board.help" if plans else "board.help_read_only"))
    show_week(board, plans=plans)
    board_days.show_days(board, actor)
    if not board.slots:
        blocks.empty(say("board.week_empty_planner" if plans else "board.week_empty"))
    if narrow():
        board_list.show_list(board, plans=plans)
    else:
        board_grid.show_grid(board, plans=plans)
    board_dialogs.show_asked(board, actor)


def chosen(programmes: list[Programme], key: str) -> Programme:
    """A board is one programme's: the frame's choice, or one picked here."""
    offered = {one.pk: one for one in programmes}
    if len(offered) == 1:
        return programmes[0]
    picked = st.segmented_control(
        "Program", list(offered), default=programmes[0].pk, required=True, key=key, label_visibility="collapsed",
        format_func=lambda one: f":gray[{blocks.plain(offered[one].name)}]",
    )  # fmt: skip
    return offered.get(picked or 0, programmes[0])


def week_shown() -> date:
    """The next week until another one is asked for."""
    shown = st.session_state.get(SHOWN)
    return date.fromisoformat(shown) if shown else monday(today()) + WEEK


def show_week(board: Board, *, plans: bool) -> None:
    this = monday(today())
    names = {this - WEEK: "pekan lalu", this: "pekan ini", this + WEEK: "pekan depan"}
    blocks.heading(formats.period(board.monday, board.days[-1]), names.get(board.monday))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.button("Sebelumnya", key="week-before", icon=":material/chevron_left:", on_click=turn, args=(board.monday - WEEK,))
        st.button(
            "Berikutnya", key="week-after", icon=":material/chevron_right:", icon_position="right", on_click=turn,
            args=(board.monday + WEEK,),
        )  # fmt: skip
        if board.monday != this:
            st.button("Pekan ini", key="week-this", on_click=turn, args=(this,))
        if board.monday != this + WEEK:
            st.button("Pekan depan", key="week-next", on_click=turn, args=(this + WEEK,))
        if plans:
            st.button("Salin pekan lalu", key="week-copy", icon=":material/content_copy:", on_click=ask, args=("copy",))


def turn(day: date) -> None:
    st.session_state[SHOWN] = str(day)
