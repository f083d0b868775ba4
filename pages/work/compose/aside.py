"""What can be done beside writing: plan, cancel, choose between two windows, go elsewhere."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.content.working_copies import WorkingCopy
from pages.ui.addressing import say_in_address
from pages.ui.session import attempt
from pages.work.compose.actions import current, keep, typed_state
from pages.work.compose.desk import clear, held


def use_this_window(content_id: int) -> None:
    """Of two windows, what is typed here wins."""
    with attempt() as session:
        content, by = current(content_id, None, session)
        copy = WorkingCopy.of(content_id, by.person_id, session)
        held(content_id)["seen"] = copy.version if copy else 0
        keep(content, by, typed_state(content, by))


def use_other_window(content_id: int) -> None:
    clear(content_id)


def discard(content_id: int) -> None:
    """Back to the newest revision."""
    with attempt(done=say("compose.discarded"), then=lambda: clear(content_id)) as session:
        content, by = current(content_id, None, session)
        WorkingCopy.discard(content.pk, by.person_id, session)


def plan(content_id: int, seen: int) -> None:
    hour: datetime | None = st.session_state.get(f"plan-{content_id}-hour")
    with attempt(done=say("compose.planned")) as session:
        content, by = current(content_id, seen, session)
        unit_id = st.session_state.get(f"plan-{content_id}-unit", content.unit_id)
        content.plan(by, planned_for=hour.replace(tzinfo=LOCAL) if hour else None, unit_id=unit_id)


def cancel(content_id: int, seen: int) -> None:
    with attempt(done=say("compose.cancelled"), then=leave) as session:
        content, by = current(content_id, seen, session)
        content.cancel(by, st.session_state.get(f"cancel-{content_id}") or "")


def begin_another() -> None:
    say_in_address(baru="1")


def open_draft(content_id: int) -> None:
    say_in_address(id=str(content_id))


def leave() -> None:
    say_in_address()
