"""How long the public waited for a first response: median and 90th percentile in service minutes (S4.1, A4.1, S-H8, A-H10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, func
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

    Median: the mean of the two in the middle. Percentile: the smallest value that at least 90 % don't exceed (nearest rank). Both exact:
    the database reads two or three places of an index, whatever it is.
    """
    given = [
        col(Interaction.programme_id).in_(programme_ids), col(Interaction.first_response_at) >= since,
        col(Interaction.first_response_at) < until, col(Interaction.response_minutes).is_not(None),
    ]  # fmt: skip
    still = [
        col(Interaction.programme_id).in_(programme_ids), col(Interaction.received_at) >= since, col(Interaction.received_at) < until,
        col(Interaction.first_response_at).is_(None), col(Interaction.closed_at).is_(None),
    ]  # fmt: skip
    if channel:
        given.append(col(Interaction.channel) == channel)
        still.append(col(Interaction.channel) == channel)
    count, waiting = session.execute(sa.select(_count(given), _count(still))).one()
    if not count:
        return ResponseTimes(0, None, None, waiting)
    ordered = sa.select(col(Interaction.response_minutes)).where(*given).order_by(col(Interaction.response_minutes))
    middle = _at(ordered, (count - 1) // 2, session), _at(ordered, count // 2, session)
    return ResponseTimes(count, sum(middle) / 2, float(_at(ordered, -(-count * 9 // 10) - 1, session)), waiting)


def _count(where: "list[sa.ColumnElement[bool]]") -> "sa.ScalarSelect[int]":
    return sa.select(func.count()).select_from(Interaction).where(*where).scalar_subquery()


def _at(ordered: "Select[Any]", place: int, session: Session) -> int:
    return session.execute(ordered.offset(place).limit(1)).scalar_one() or 0
