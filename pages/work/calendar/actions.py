"""What the calendar's own events and buttons do: each a callback before the run."""

from datetime import date, datetime
from typing import Any

import streamlit as st

from models.content.contents import Content
from models.errors import NotFound
from models.planning.items import PlanItem
from pages.ui.calendar import from_wall_clock
from pages.ui.session import attempt, signed_in

DIALOG = "dialog-calendar"
SPAN = "calendar-span"
VIEW = "calendar-view"
TURN = "calendar-turn"
LONGEST = 62  # days
LONGEST_KEY = 10  # no row has a number of ten digits


def moved(said: dict[str, Any]) -> None:
    """Dropped on another day or hour; what the browser says is checked by the verb."""
    moment = from_wall_clock(said.get("to"))
    seen = said.get("version")
    if moment is not None and isinstance(seen, int):
        move(str(said.get("key")), seen, moment)


def move(key: str, seen: int, moment: datetime) -> bool:
    """One verb behind drag, keyboard and phone; True when it moved."""
    done = []
    with attempt("Dipindahkan.", then=lambda: done.append(True)) as session:
        by = signed_in(session)
        number = number_of(key)
        if key.startswith("k"):
            Content.current(number, seen, by, session).move_to(by, moment)
        else:
            PlanItem.current(number, seen, by.teams, session).move(by, moment)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    return bool(done)


def opened(said: dict[str, Any]) -> None:
    key = str(said.get("key"))
    if key[:1] in ("k", "r"):
        st.session_state[DIALOG] = key


def day(said: dict[str, Any]) -> None:
    st.session_state[DIALOG] = f"plan:{str(said.get('on'))[:16]}"


def plan() -> None:
    st.session_state[DIALOG] = "plan:"


def leafed(said: dict[str, Any]) -> None:
    """Another month, week or fortnight in view: its pieces come with the next run."""
    try:
        since, until = date.fromisoformat(str(said.get("since"))), date.fromisoformat(str(said.get("until")))
    except ValueError:
        return
    if 0 < (until - since).days <= LONGEST and 2000 < since.year < 2100:
        st.session_state.update({SPAN: (since, until), VIEW: said["view"] if said.get("view") in VIEWS else ""})


def number_of(key: str) -> int:
    if not key[1:].isdecimal() or len(key) > LONGEST_KEY:
        raise NotFound
    return int(key[1:])


VIEWS = ("dayGridMonth", "timeGridWeek", "listMonth", "agenda")
