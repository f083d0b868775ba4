"""The month, week and agenda view: FullCalendar in a component; it tells what was dragged, opened or leafed to."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from data.wording import say
from models.base import LOCAL, now

ASSETS = Path(__file__).with_name("assets")
component: Callable[..., Any] = st.components.v2.component(
    "simpul_calendar", html='<div class="sk"></div>', css=ASSETS.joinpath("calendar.css").read_text("utf-8"),
    js=ASSETS.joinpath("calendar.js").read_text("utf-8"), isolate_styles=False,
)  # fmt: skip


def draw_calendar(
    key: str, events: Sequence[Mapping[str, Any]], since: date, until: date, *, opens_at: date | None, view: str, off: Sequence[date],
    plans: bool, turn: int, on: Mapping[str, Callable[[dict[str, Any]], None]],
) -> None:  # fmt: skip
    """`events` cover [since, until); `on` takes moved, opened, day and span, each with what the browser said (never trusted).

    `turn` changes with every answer, so that a refused drop is drawn back though nothing changed here; times are WIB wall clocks.
    """
    words = {"empty": say("calendar.nothing_here"), "failed": say("calendar.failed")}
    data = {
        "events": list(events), "since": str(since), "until": str(until), "date": str(opens_at) if opens_at else "", "view": view,
        "off": [str(one) for one in off], "plans": plans, "turn": turn, "now": wall_clock(now()), "words": words,
    }  # fmt: skip
    component(key=key, data=data, **{f"on_{name}_change": _told(key, name, act) for name, act in on.items()})


def wall_clock(moment: datetime) -> str:
    """2026-11-21T14:30:00: the hour in the district, which the calendar shows as it is."""
    return moment.astimezone(LOCAL).replace(tzinfo=None, microsecond=0).isoformat()


def from_wall_clock(written: Any) -> datetime | None:
    """The moment behind what the calendar says; None for anything else."""
    try:
        return datetime.fromisoformat(str(written).removesuffix("Z")).replace(tzinfo=LOCAL)
    except ValueError:
        return None


def _told(key: str, name: str, act: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
    def tell() -> None:
        said = getattr(st.session_state.get(key), name, None)
        if isinstance(said, dict):
            act(said)

    return tell
