"""Rencana: triwulan yang direncanakan dan yang terlaksana."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.session import me, programme_choice, programmes
from pages.work.planning.board import board
from pages.work.planning.ideas import bank as ideas
from pages.work.planning.quarter import quarter
from pages.work.planning.roster import roster

Tab = Callable[[Actor, list[Programme]], None]

# Each part draws itself for those of the visible programmes that the frame has chosen; never an empty list.
TABS: dict[str, tuple[str, Tab]] = {
    "triwulan": ("Triwulan", quarter.show_quarter),
    "papan": ("Papan mingguan", board.show_board),
    "ide": ("Bank ide", ideas.show_ideas),
    "piket": ("Piket dan cuti", roster.show_roster),
}
TAB = "planning-tab"
LAST = "planning-last"
ASKED = "planning-asked"


def show_planning() -> None:
    actor = me()
    blocks.title("Rencana", say("quarter_plan.help"))
    chosen = [one for one in programmes() if programme_choice() in (None, one.pk) and can(actor, "read", one)]
    if not chosen:
        blocks.empty(say("quarter_plan.no_programme"))
        return
    arrive()
    tab = st.segmented_control(
        "Bagian", list(TABS), key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key][0]}]", label_visibility="collapsed"
    )
    st.session_state[LAST] = tab
    TABS[tab or next(iter(TABS))][1](actor, chosen)


def arrive() -> None:
    """Coming here, or by another link: the address decides once, after that the person does."""
    asked = st.query_params.get("tab", "").strip()
    if st.session_state.get(TAB) in TABS and st.session_state.get(ASKED) == asked:
        return
    wanted = asked or st.session_state.get(LAST)
    st.session_state.update({ASKED: asked, TAB: wanted if wanted in TABS else next(iter(TABS))})


show_planning()
