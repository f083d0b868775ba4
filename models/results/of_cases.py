"""Figures of what the public side does: answers, clarifications, corrections, from their own tables (S-H8, A-H10)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import Session, col

from models.content.corrections import Correction
from models.playbooks import Formula
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction
from models.results.told import NOTHING, Stretch, Told, place_of

Answers = Sequence[Told]
AN_HOUR = timedelta(hours=1)


def responses(programme: Programme, quarters: Sequence[Stretch], session: Session) -> dict[Formula, Answers]:
    """Service hours to the first response of what was answered in each quarter: median and nearest-rank 90th percentile.

    The minutes were counted when the answer was given; one statement, and only the middle and the one near the end are fetched.
    """
    at, minutes = col(Interaction.first_response_at), col(Interaction.response_minutes)
    which = case(*((and_(at >= one.since, at < one.until), place) for place, one in enumerate(quarters)), else_=-1)
    within: ColumnElement[bool] = or_(*(and_(at >= one.since, at < one.until) for one in quarters))
    ranked = (
        select(
            which.label("quarter"), minutes.label("minutes"),
            func.row_number().over(partition_by=which, order_by=minutes).label("place"),
            func.count().over(partition_by=which).label("n"),
        )
        .where(col(Interaction.programme_id) == programme.pk, within, minutes.is_not(None))
        .subquery()
    )  # fmt: skip
    place, n = ranked.c.place, ranked.c.n
    ends = or_(place == (n + 1) // 2, place == (n + 2) // 2, place == (9 * n + 9) // 10)
    wanted: Any = select(ranked.c.quarter, ranked.c.minutes, place, n).where(ends)
    middle: dict[int, list[int]] = defaultdict(list)
    found = {formula: [NOTHING] * len(quarters) for formula in (Formula.RESPONSE_MEDIAN, Formula.RESPONSE_P90)}
    for quarter, told, rank, count in session.connection().execute(wanted):
        if rank in ((count + 1) // 2, (count + 2) // 2):
            middle[quarter].append(told)
            found[Formula.RESPONSE_MEDIAN][quarter] = Told(median(middle[quarter]) / 60, count)
        if rank == (9 * count + 9) // 10:
            found[Formula.RESPONSE_P90][quarter] = Told(told / 60, count)
    return dict(found)


def clarifying(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Answers:
    """Median clock hours from a claim's sighting to its first clarification, of those clarified in each quarter."""
    found = (HoaxCase.minutes_between(programme.pk, one.since, one.until, session) for one in quarters)
    return [Told(median(minutes) / 60, len(minutes)) if minutes else NOTHING for minutes in found]


def corrections(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Answers:
    """Clock hours from the beginning of a correction until the old one was marked as superseded."""
    ended = col(Correction.superseded_at)
    within: ColumnElement[bool] = or_(*(and_(ended >= one.since, ended < one.until) for one in quarters))
    wanted: Any = select(col(Correction.begun_at), ended).where(col(Correction.programme_id) == programme.pk, within)
    hours: list[list[float]] = [[] for _ in quarters]
    for start, end in session.connection().execute(wanted):
        if (place := place_of(end, quarters)) is not None and end >= start:
            hours[place].append((end - start) / AN_HOUR)
    return [Told(median(one), len(one)) if one else NOTHING for one in hours]


ALONE: dict[Formula, Callable[[Programme, Sequence[Stretch], Session], Answers]] = {
    Formula.CLARIFICATION_TIME: clarifying,
    Formula.CORRECTION_TIME: corrections,
}
TOGETHER = ((frozenset({Formula.RESPONSE_MEDIAN, Formula.RESPONSE_P90}), responses),)
