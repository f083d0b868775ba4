"""What one version of a plan says otherwise than another, as values a screen can word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.planning.plans import Plan


@dataclass(frozen=True)
class Change:
    """`about` is target, frequency, priority, reason or order; `key` an information type, a channel or a subject; None: wasn't there."""

    about: str
    key: str
    before: float | None = None
    after: float | None = None
    place: str = ""


def changes(before: "Plan", after: "Plan") -> list[Change]:
    """Targets, then frequencies, then priorities (by their rank)."""
    return [*_targets(before, after), *_frequencies(before, after), *_priorities(before, after)]


def _targets(before: "Plan", after: "Plan") -> Iterator[Change]:
    old, new = ({(one.kind, one.place): one.count for one in plan.targets} for plan in (before, after))
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield Change("target", key[0], old.get(key), new.get(key), key[1])


def _frequencies(before: "Plan", after: "Plan") -> Iterator[Change]:
    for key in dict.fromkeys([*before.per_week, *after.per_week]):
        if before.per_week.get(key) != after.per_week.get(key):
            yield Change("frequency", key, before.per_week.get(key), after.per_week.get(key))


def _priorities(before: "Plan", after: "Plan") -> Iterator[Change]:
    old, new = ({one.subject: one for one in plan.priorities} for plan in (before, after))
    for subject in dict.fromkeys([*old, *new]):
        was, becomes = old.get(subject), new.get(subject)
        if was is None or becomes is None:
            yield Change("priority", subject, was.rank if was else None, becomes.rank if becomes else None)
        elif was.reason != becomes.reason:
            yield Change("reason", subject, was.rank, becomes.rank)
    kept = [one.subject for one in before.priorities if one.subject in new]
    if kept != [one.subject for one in after.priorities if one.subject in old]:
        yield Change("order", "")
