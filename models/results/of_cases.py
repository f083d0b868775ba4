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
from models.public.response_times import Minutes
from models.results.told import NOTHING, Stretch, Told, place_of

Answers = Sequence[Told]
AN_HOUR = timedelta(hours=1)


def responses(programme: Programme, quarters: Sequence[Stretch], session: Session) -> dict[Formula, Answers]:
    """Service hours to the first response of what was answered in each quarter: median and nearest-rank 90th percentile.

    The minutes were counted when the answer was given; one statement says how often each number of them occurred.
    """
    at, minutes = col(Interaction.first_response_at), col(Interaction.response_minutes)
    which = case(*((and_(at >= one.since, at < one.until), place) for place, one in enumerate(quarters)), else_=-1)
    within: ColumnElement[bool] = or_(*(and_(at >= one.since, at < one.until) for one in quarters))
    wanted: Any = select(which, minutes, func.count()).where(col(Interaction.programme_id) == programme.pk, within, minutes.is_not(None))
    counts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for quarter, told, many in session.connection().execute(wanted.group_by(which, minutes).order_by(minutes)):
        counts[quarter].append((told, many))
    found = {formula: [NOTHING] * len(quarters) for formula in (Formula.RESPONSE_MEDIAN, Formula.RESPONSE_P90)}
    for quarter, counted in counts.items():
        each = Minutes(tuple(counted))
        found[Formula.RESPONSE_MEDIAN][quarter] = Told((each.median or 0) / 60, each.n)
        found[Formula.RESPONSE_P90][quarter] = Told((each.at(90) or 0) / 60, each.n)
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
