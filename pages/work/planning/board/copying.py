"""The week before once more: seen first, then put on the board."""

from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.planning.board import copy_week, copyable
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, notice, signed_in
from pages.work.planning import looks
from pages.work.planning.board.adding import show_buttons

WEEK = timedelta(days=7)


def show_copy(programme: Programme, monday: date) -> None:
    found = copyable(programme, monday, me(), db())
    if not found:
        blocks.empty(say("board.copy_none"))
        st.button("Tutup", key="copy-leave", on_click=closing)
        return
    st.caption(say("board.copy_help"))
    for one in found:
        to = formats.short_moment(one.at + WEEK)
        words = f"{blocks.plain(one.title)}  \n:small[:gray[{to} · {blocks.plain(looks.channels(programme, one.channels))}]]"
        st.checkbox(words, value=True, key=f"copy-{one.key}")
    chosen = [one.key for one in found if st.session_state.get(f"copy-{one.key}", True)]
    show_buttons("copy-save", f"Salin {len(chosen)} konten", copy, programme.pk, monday, chosen, disabled=not chosen)


def copy(programme_id: int, monday: date, chosen: list[str]) -> None:
    copied = 0
    with attempt(then=closing) as session:
        copied = len(copy_week(Programme.find(programme_id, session), monday, signed_in(session), session, frozenset(chosen)))
    if copied:
        notice("done", say("board.copied", count=copied))
