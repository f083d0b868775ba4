"""How hoax cases show: icon, word and colour, and the words of the playbook for its keys."""

from datetime import datetime
from typing import Any

from data.wording import say
from models.base import now
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.states import Found, HoaxState, is_hoax
from models.public.hoaxes.waiting import Reason
from pages.ui import blocks, formats

STATES: dict[HoaxState, tuple[blocks.Color, str]] = {
    HoaxState.NEW: ("orange", "fiber_new"),
    HoaxState.VERIFYING: ("blue", "search"),
    HoaxState.AWAITING_SECOND: ("violet", "group"),
    HoaxState.CONCLUDED: ("orange", "gavel"),
    HoaxState.CLARIFIED: ("green", "campaign"),
    HoaxState.CLOSED: ("gray", "inventory_2"),
}
OUTCOMES: dict[Found, tuple[blocks.Color, str]] = {
    Found.WAITING: ("orange", "hourglass_top"),
    Found.REFUTES: ("red", "close"),
    Found.SUPPORTS: ("green", "check"),
    Found.UNCLEAR: ("gray", "help"),
    Found.NO_ANSWER: ("gray", "phone_missed"),
}


def state_look(case: HoaxCase) -> blocks.Look:
    color, icon = STATES[case.state]
    return blocks.Look(say(f"hoax_states.{case.state}"), color, icon)


def outcome_look(outcome: Found) -> blocks.Look:
    color, icon = OUTCOMES[outcome]
    return blocks.Look(say(f"hoax_outcomes.{outcome}"), color, icon)


def time_look(case: HoaxCase) -> blocks.Look | None:
    """The clock while a clarification is due; what became of it once it is out."""
    if case.state is HoaxState.CLARIFIED or case.clarified_at is not None:
        late = case.clarified_at is not None and case.clarified_at > case.due_at
        words = say("hoaxes.took", minutes=formats.number(case.minutes or 0))
        return blocks.Look(words, "orange" if late else "green", "timer")
    if case.state is HoaxState.CLOSED or (case.result and not is_hoax(case.result)):
        return None
    return blocks.deadline(case.due_at)


def result(programme: Programme, key: str, made_by_ai: bool = False) -> str:
    """The label of a result, with the flag; '' without one."""
    if not key:
        return ""
    part = programme.rules.hoaxes
    label = next((one.label for one in (*part.classes, *part.exits) if one.key == key), key)
    return f"{label}, rekayasa AI" if made_by_ai else label


def label_of(options: Any, key: str) -> str:
    return next((str(getattr(one, "label", "") or one.text) for one in options if one.key == key), key)


def reason(one: Reason) -> str:
    facts = {key: _told(value) for key, value in one.facts.items()}
    return say(f"hoax_waits.{one.key}", **facts)


def _told(value: Any) -> Any:
    return formats.short_moment(value) if isinstance(value, datetime) else value or say("hoaxes.nobody")


def spread(count: int, people: int) -> str:
    if not count:
        return ""
    return say("hoaxes.spread_total" if people else "hoaxes.spread_count", count=formats.number(count), people=formats.number(people))


def overdue(case: HoaxCase) -> bool:
    return case.clarified_at is None and case.closed_at is None and case.due_at < now()
