"""Figures of the work itself, from what contents, plans and decisions already say (S-F, A-F, S4.1)."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, col

from models.base import LOCAL, now
from models.content.checklists import Answer, ChecklistAnswer
from models.content.contents import Content
from models.content.decisions import Decision, Review
from models.content.publications import Publication
from models.content.revisions import Revision
from models.planning.plans import Plan
from models.planning.progress import NEARLY, UNDONE, Progress
from models.planning.quarters import Quarter, monday
from models.playbooks import Formula
from models.programmes import Programme
from models.results.told import NOTHING, Stretch, Told, place_of

WEEK = timedelta(weeks=1)
EVENT = "event_at"  # the field of a content that says when it happened


def making(programme: Programme, quarters: Sequence[Stretch], session: Session) -> dict[Formula, Sequence[Told]]:
    """Of the pieces that went out in each quarter: days from beginning to publication, share never returned, "Tidak" answers."""
    decided, returned = _decisions(Decision.APPROVE, Decision.RETURN), _decisions(Decision.RETURN)
    wanted = select(col(Content.created_at), col(Content.published_at), decided, returned).where(*_ordinary(programme, quarters))
    days: list[list[float]] = [[] for _ in quarters]
    first: list[list[bool]] = [[] for _ in quarters]
    for begun, out, judged, back in session.connection().execute(wanted):
        if (place := place_of(out, quarters)) is not None:
            days[place].append((out - begun) / timedelta(days=1))
            first[place] += [not back] if judged else []
    return {
        Formula.MAKING_TIME: [Told(median(told), len(told)) if told else NOTHING for told in days],
        Formula.FIRST_PASS: [Told(100 * sum(passed) / len(passed), len(passed)) if passed else NOTHING for passed in first],
    }


def passed_by_owner(programme: Programme, quarters: Sequence[Stretch], session: Session) -> dict[tuple[int, int], tuple[int, int]]:
    """(owner, place of the quarter) → (never returned, judged at all), of the pieces that went out; one statement."""
    out = col(Content.published_at)
    which = case(*((and_(out >= one.since, out < one.until), place) for place, one in enumerate(quarters)), else_=-1)
    decided, returned = _decisions(Decision.APPROVE, Decision.RETURN), _decisions(Decision.RETURN)
    each = select(
        col(Content.owner_id).label("owner"), which.label("place"), decided.label("decided"), returned.label("returned")
    ).where(*_ordinary(programme, quarters), col(Content.owner_id).is_not(None)).subquery()  # fmt: skip
    passed = func.sum(case((each.c.returned == 0, 1), else_=0))
    wanted = select(each.c.owner, each.c.place, passed, func.count()).where(each.c.decided > 0).group_by(each.c.owner, each.c.place)
    return {(owner, place): (int(first), n) for owner, place, first, n in session.connection().execute(wanted)}


def items_failed(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Sequence[Told]:
    """How many checklist items were answered "Tidak" in decisions of the quarter; `n` decisions."""
    which = case(*((and_(col(Review.at) >= one.since, col(Review.at) < one.until), place) for place, one in enumerate(quarters)), else_=-1)
    refused = func.sum(case((col(ChecklistAnswer.answer) == Answer.NO, 1), else_=0))
    wanted = (
        select(which, refused, func.count(col(Review.id).distinct()))
        .join(Content, col(Content.id) == Review.content_id)
        .join(ChecklistAnswer, col(ChecklistAnswer.review_id) == Review.id)
        .where(col(Content.programme_id) == programme.pk, _within(col(Review.at), quarters))
        .group_by(which)
    )
    rows = {place: Told(float(no), n) for place, no, n in session.connection().execute(wanted)}
    return [rows.get(place, NOTHING) for place in range(len(quarters))]


def most_failed(programme: Programme, quarter: Quarter, session: Session, size: int = 5) -> list[tuple[str, str, int]]:
    """(stage, item, times) of the checklist items most often answered "Tidak", most first."""
    often = func.count()
    wanted = (
        select(col(Review.stage), col(ChecklistAnswer.item), often)
        .join(Content, col(Content.id) == Review.content_id)
        .join(ChecklistAnswer, col(ChecklistAnswer.review_id) == Review.id)
        .where(
            col(Content.programme_id) == programme.pk, col(Review.at) >= quarter.since, col(Review.at) < quarter.until,
            col(ChecklistAnswer.answer) == Answer.NO,
        )
        .group_by(col(Review.stage), col(ChecklistAnswer.item))
        .order_by(often.desc(), col(Review.stage), col(ChecklistAnswer.item))
        .limit(size)
    )  # fmt: skip
    return [(stage, item, int(n)) for stage, item, n in session.connection().execute(wanted)]


def regularity(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Sequence[Told]:
    """Share of (week, channel) pairs that met the plan's frequency, whole weeks that have passed only; nothing without a plan."""
    rows = session.connection().execute(
        select(col(Publication.channel), col(Publication.published_at)).where(
            col(Publication.programme_id) == programme.pk, _within(col(Publication.published_at), quarters)
        )
    )
    out: Counter[tuple[str, date]] = Counter((channel, monday(_day(at))) for channel, at in rows if at)
    answers = []
    for stretch in quarters:
        wanted = [
            (channel, week, max(1, ceil(rate * NEARLY)))
            for quarter in stretch.quarters
            if (plan := Plan.wanted_in(programme.pk, quarter, session))
            for channel, rate in plan.per_week.items()
            for week in _whole_weeks(quarter)
        ]
        met = sum(out[channel, week] >= need for channel, week, need in wanted)
        answers.append(Told(100 * met / len(wanted), len(wanted)) if wanted else NOTHING)
    return answers


def fulfilment(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Sequence[Told]:
    """Pieces out of the plan's targets, in percent; over 100 is told as it is."""
    answers = []
    for stretch in quarters:
        plans = [plan for quarter in stretch.quarters if (plan := Plan.wanted_in(programme.pk, quarter, session))]
        totals = [Progress.of_targets(plan, session).total for plan in plans]
        out, wanted = sum(one for one, _ in totals), sum(one for _, one in totals)
        answers.append(Told(100 * out / wanted, wanted) if wanted else NOTHING)
    return answers


def event_to_post(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Sequence[Told]:
    """Median clock hours from what a content says of the event's moment to its first publication; later than it only."""
    happened = Revision.fields[EVENT].as_string()  # type: ignore[index]
    wanted = select(happened, col(Content.published_at)).join(Revision, col(Revision.id) == Content.revision_id).where(
        col(Content.programme_id) == programme.pk, _within(col(Content.published_at), quarters), happened.is_not(None), happened != ""
    )  # fmt: skip
    hours: list[list[float]] = [[] for _ in quarters]
    for told, out in session.connection().execute(wanted):
        at, place = moment_of(told), place_of(out, quarters)
        if at is not None and place is not None and at <= out:
            hours[place].append((out - at) / timedelta(hours=1))
    return [Told(median(one), len(one)) if one else NOTHING for one in hours]


def _decisions(*kinds: Decision) -> Any:
    """How many of these a content had."""
    own = (col(Review.content_id) == Content.id, col(Review.decision).in_(kinds))
    return select(func.count()).select_from(Review).where(*own).scalar_subquery()


def _ordinary(programme: Programme, quarters: Sequence[Stretch]) -> tuple[Any, ...]:
    """Contents of the ordinary lane that went out in these quarters."""
    out, undone = _within(col(Content.published_at), quarters), col(Content.state).not_in(UNDONE)
    return (col(Content.programme_id) == programme.pk, col(Content.lane) == "normal", out, undone)


def _within(moment, quarters: Sequence[Stretch]):  # type: ignore[no-untyped-def]
    return or_(*(and_(moment >= one.since, moment < one.until) for one in quarters))


def _whole_weeks(quarter: Quarter) -> list[date]:
    """Mondays of the weeks that lie in the quarter whole and are over."""
    week = monday(quarter.starts_on + timedelta(days=6))
    last = min(quarter.ends_on, _day(now()) - timedelta(days=1))
    found = []
    while week + timedelta(days=6) <= last:
        found.append(week)
        week += WEEK
    return found


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def moment_of(told: str) -> datetime | None:
    """When something happened, as a content's field says it; None for what can't be read."""
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=LOCAL)


Alone = Callable[[Programme, Sequence[Stretch], Session], Sequence[Told]]
ALONE: dict[Formula, Alone] = {
    Formula.ITEMS_FAILED: items_failed,
    Formula.REGULARITY: regularity,
    Formula.PLAN: fulfilment,
    Formula.EVENT_TO_POST: event_to_post,
}
TOGETHER = ((frozenset({Formula.MAKING_TIME, Formula.FIRST_PASS}), making),)
