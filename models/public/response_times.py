"""How long the public waited for a first response: median and 90th percentile in service minutes (S4.1, A4.1, S-H8, A-H10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col

from models.public.interactions import Interaction


@dataclass(frozen=True)
class ResponseTimes:
    """Service minutes; None where nobody was answered in the span. `answered` is n, `waiting` what came in then and has no answer yet."""

    answered: int
    median: float | None
    ninetieth: float | None
    waiting: int


def response_times(
    programme_ids: Collection[int], since: datetime, until: datetime, session: Session, *, channel: str = ""
) -> ResponseTimes:
    """Of first responses given in [since, until); unwanted messages that nobody answers don't count.

    Median: the mean of the two in the middle. Percentile: the smallest value that at least 90 % don't exceed (nearest rank). Both exact,
    from how often each number of minutes occurred.
    """
    given = [
        col(Interaction.programme_id).in_(programme_ids), col(Interaction.first_response_at) >= since,
        col(Interaction.first_response_at) < until,
    ]  # fmt: skip
    still = [
        col(Interaction.programme_id).in_(programme_ids), col(Interaction.received_at) >= since, col(Interaction.received_at) < until,
        col(Interaction.first_response_at).is_(None), col(Interaction.closed_at).is_(None),
    ]  # fmt: skip
    if channel:
        given.append(col(Interaction.channel) == channel)
        still.append(col(Interaction.channel) == channel)
    minutes = Minutes.counted(given, session)
    waiting = session.execute(sa.select(func.count()).select_from(Interaction).where(*still)).scalar_one()
    return ResponseTimes(minutes.n, minutes.median, minutes.at(90), waiting)


@dataclass(frozen=True)
class Minutes:
    """How often each number of minutes occurred, ascending: one walk through an index tells every place of the order."""

    counts: tuple[tuple[int, int], ...]

    @classmethod
    def counted(cls, where: "list[sa.ColumnElement[bool]]", session: Session) -> "Minutes":
        """`where` holds conditions on Interaction."""
        minutes = col(Interaction.response_minutes)
        found = session.execute(sa.select(minutes, func.count()).where(*where, minutes.is_not(None)).group_by(minutes).order_by(minutes))
        return cls(tuple((one, many) for one, many in found if one is not None))

    @property
    def n(self) -> int:
        return sum(many for _, many in self.counts)

    @property
    def median(self) -> float | None:
        """The mean of the two in the middle; None of nothing."""
        return (self._place((self.n - 1) // 2) + self._place(self.n // 2)) / 2 if self.n else None

    def at(self, percent: int) -> float | None:
        """The smallest value that at least `percent` of them don't exceed (nearest rank); None of nothing."""
        return float(self._place(-(-self.n * percent // 100) - 1)) if self.n else None

    def _place(self, place: int) -> int:
        """The value at a place of the order, counted from 0."""
        reached = 0
        for minutes, many in self.counts:
            reached += many
            if place < reached:
                return minutes
        raise IndexError(place)
