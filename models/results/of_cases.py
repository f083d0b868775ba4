"""Figures of what the public side does: answers, clarifications, corrections, from their own tables (S-H8, A-H10)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from models.content.corrections import Correction
from models.planning.quarters import Quarter
from models.playbooks import Formula
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction
from models.results.told import NOTHING, Told

Answers = Sequence[Told]
AN_HOUR = timedelta(hours=1)


def responses(programme: Programme, quarters: Sequence[Quarter], session: Session) -> dict[Formula, Answers]:
    """Service hours to the first response of what was answered in each quarter: median and nearest-rank 90th percentile.

    The minutes were counted when the answer was given; only the middle and the one near the end are fetched.
    """
    found: dict[Formula, list[Told]] = {Formula.RESPONSE_MEDIAN: [], Formula.RESPONSE_P90: []}
    for quarter in quarters:
        own = (
            col(Interaction.programme_id) == programme.pk, col(Interaction.first_response_at) >= quarter.since,
            col(Interaction.first_response_at) < quarter.until, col(Interaction.response_minutes).is_not(None),
        )  # fmt: skip
        run = session.connection()
        n = run.execute(select(func.count()).select_from(Interaction).where(*own)).scalar_one()
        if not n:
            for answers in found.values():
                answers.append(NOTHING)
            continue
        ordered = select(col(Interaction.response_minutes)).where(*own).order_by(col(Interaction.response_minutes))
        middle = run.scalars(ordered.offset((n - 1) // 2).limit(2 - n % 2)).all()
        late = run.scalars(ordered.offset(-(-9 * n // 10) - 1).limit(1)).one()
        found[Formula.RESPONSE_MEDIAN].append(Told(median(one or 0 for one in middle) / 60, n))
        found[Formula.RESPONSE_P90].append(Told((late or 0) / 60, n))
    return dict(found)


def clarifying(programme: Programme, quarters: Sequence[Quarter], session: Session) -> Answers:
    """Median clock hours from a claim's sighting to its first clarification, of those clarified in each quarter."""
    found = (HoaxCase.minutes_between(programme.pk, one.since, one.until, session) for one in quarters)
    return [Told(median(minutes) / 60, len(minutes)) if minutes else NOTHING for minutes in found]


def corrections(programme: Programme, quarters: Sequence[Quarter], session: Session) -> Answers:
    """Clock hours from the beginning of a correction until the old one was marked as superseded."""
    ended = col(Correction.superseded_at)
    within: ColumnElement[bool] = or_(*(and_(ended >= one.since, ended < one.until) for one in quarters))
    wanted: Any = select(col(Correction.begun_at), ended).where(col(Correction.programme_id) == programme.pk, within)
    hours: dict[Quarter, list[float]] = defaultdict(list)
    for start, end in session.connection().execute(wanted):
        if end >= start:
            hours[Quarter.at(end)].append((end - start) / AN_HOUR)
    return [Told(median(hours[one]), len(hours[one])) if hours[one] else NOTHING for one in quarters]


ALONE: dict[Formula, Callable[[Programme, Sequence[Quarter], Session], Answers]] = {
    Formula.CLARIFICATION_TIME: clarifying,
    Formula.CORRECTION_TIME: corrections,
}
TOGETHER = ((frozenset({Formula.RESPONSE_MEDIAN, Formula.RESPONSE_P90}), responses),)
