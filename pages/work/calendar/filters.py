"""Narrowing the calendar: by channel, status and kind; what was chosen stays for the session. The chips are the legend too."""

from collections.abc import Sequence

import streamlit as st

from models.planning.calendar import Slot, Status
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.slots import status_look


def narrowed(found: Sequence[Slot], shown: Sequence[Programme]) -> list[Slot]:
    """Nothing chosen means everything."""
    channels = {one.key: one.label for programme in shown for one in programme.rules.channels}
    kinds = {one.key: one.label for programme in shown for one in programme.rules.types}
    counts = {status: sum(1 for one in found if one.status is status) for status in Status}
    on = chips("Kanal", channels, "calendar-channels")  # on a line of its own it wraps; beside something it would scroll out of sight
    status = st.pills(
        "Status", [one.value for one in Status], selection_mode="multi", key="calendar-statuses", persist_state="session",
        label_visibility="collapsed",
        format_func=lambda one: chip(Status(one), counts[Status(one)]),
    )  # fmt: skip
    with st.popover(label_of(kinds), icon=":material/filter_alt:"):
        of_kind = chips("Jenis informasi", kinds, "calendar-kinds")
    return [
        one
        for one in found
        if (not on or set(on) & set(one.channels)) and (not of_kind or one.kind in of_kind) and (not status or one.status in status)
    ]


def chip(status: Status, count: int) -> str:
    look = status_look(status)
    return f":{look.color}[:material/{look.icon}:] :gray[{look.words} ({count})]"


def chips(label: str, options: dict[str, str], key: str) -> list[str]:
    return st.pills(
        label, list(options), selection_mode="multi", key=key, persist_state="session", label_visibility="collapsed",
        format_func=lambda one: f":gray[{blocks.plain(options[one])}]",
    )  # fmt: skip


def label_of(kinds: dict[str, str]) -> str:
    chosen = [kinds[one] for one in st.session_state.get("calendar-kinds") or [] if one in kinds]
    return ", ".join(chosen) if chosen else "Semua jenis"
