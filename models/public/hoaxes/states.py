"""Closed sets of the hoax desk."""

from enum import StrEnum

from models.playbooks.hoaxes import CLASSES


class HoaxState(StrEnum):
    """`closed` also holds a case that was merged into another."""

    NEW = "new"
    VERIFYING = "verifying"
    AWAITING_SECOND = "awaiting_second"
    CONCLUDED = "concluded"
    CLARIFIED = "clarified"
    CLOSED = "closed"


class Found(StrEnum):
    """What a check came to, in the eyes of who made it; `waiting` while an office hasn't answered."""

    WAITING = "waiting"
    REFUTES = "refutes"
    SUPPORTS = "supports"
    UNCLEAR = "unclear"
    NO_ANSWER = "no_answer"


class CheckKind(StrEnum):
    """A question of the playbook, a call to a contact, or a statement asked of another office."""

    STANDARD = "standard"
    CONTACT = "contact"
    STATEMENT = "statement"


class Confirmation(StrEnum):
    """What became of a verdict by telephone: the person himself said so, or somebody else gave one in its stead."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    REPLACED = "replaced"


OPEN = (HoaxState.NEW, HoaxState.VERIFYING, HoaxState.AWAITING_SECOND, HoaxState.CONCLUDED, HoaxState.CLARIFIED)
UNDECIDED = (HoaxState.NEW, HoaxState.VERIFYING, HoaxState.AWAITING_SECOND)
DECIDED = (HoaxState.CONCLUDED, HoaxState.CLARIFIED)


def is_hoax(result: str) -> bool:
    """One of the seven classes; criticism, a true claim and an unproven one are none."""
    return result in CLASSES
