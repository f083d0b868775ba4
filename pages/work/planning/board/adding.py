"""A piece put on the board, and one changed there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from data.wording import say
from models.planning.board import Board
from models.planning.calendar import Slot
from models.planning.items import PlanItem
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in
from pages.work.planning.board import form as board_form

KEY = "piece-new"


def show_add(programme: Programme, monday: date, start: Mapping[str, Any]) -> None:
    """`start` names the channel and the day that were tapped; the title of a task that leads up to a day."""
    channels = [start["channel"]] if start.get("channel") else [Board.of(programme, monday, me(), db()).neediest]
    board_form.show_fields(KEY, programme, {**start, "channels": channels})
    show_buttons("add-save", "Taruh di papan", add, programme.pk)


def show_edit(slot: Slot, programme: Programme) -> None:
    item = PlanItem.find(slot.item_id or 0, me().teams, db())
    if issues := item.objections_to_changing(me()):
        blocks.issues_list(issues)
        return
    key = f"piece-{slot.item_id}"
    board_form.show_fields(key, programme, board_form.start_of(item), but=slot.key)
    show_buttons("edit-save", "Simpan", revise, slot.item_id, slot.version, key)


def show_buttons(key: str, verb: str, act: Any, *args: Any, disabled: bool = False) -> None:
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Tutup", key=f"{key}-leave", on_click=closing)
        st.button(verb, type="primary", key=key, on_click=act, args=args, disabled=disabled)


def add(programme_id: int) -> None:
    with attempt(say("board.added"), then=closing) as session:
        by = signed_in(session)
        PlanItem.plan(
            Programme.find(programme_id, session), planned_for=board_form.hour(KEY), by=by, session=session, **board_form.given(KEY)
        )


def revise(item_id: int, seen: int, key: str) -> None:
    with attempt(say("board.revised"), then=closing) as session:
        by = signed_in(session)
        item = PlanItem.current(item_id, seen, by.teams, session)
        item.revise(by, board_form.given(key))
        item.move(by, board_form.hour(key))
