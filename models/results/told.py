"""What a formula says: a value or nothing, from how many, and until when where it doesn't reach the quarter's end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from models.planning.quarters import Quarter


class Stretch(Protocol):
    """The time a figure speaks of: one quarter, or the quarters a review takes together."""

    @property
    def quarters(self) -> tuple[Quarter, ...]: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime: ...
    @property
    def previous(self) -> "Stretch": ...


@dataclass(frozen=True)
class Told:
    value: float | None
    n: int = 0
    until: date | None = None


NOTHING = Told(None)


@dataclass(frozen=True)
class OriginRow:
    """What one part of a figure says: `day`, in words what, how much; `content_id` or `link` lead to it."""

    day: date
    what: str
    value: float | None
    channel: str = ""
    content_id: int | None = None
    link: str = ""


def place_of(moment: datetime, stretches: Sequence[Stretch]) -> int | None:
    """Which of them a moment lies in; None for neither."""
    return next((place for place, one in enumerate(stretches) if one.since <= moment < one.until), None)


def percentile(values: Sequence[float], share: float) -> float:
    """Nearest rank: the smallest value that at least `share` of all don't exceed; ValueError for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    rank = -(-len(ordered) * round(share * 100) // 100)
    return ordered[max(rank, 1) - 1]
