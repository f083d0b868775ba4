"""What an indicator's formula comes to, for several quarters at once: each a fixed number of queries, whatever was ever measured."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from statistics import median

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, col

from models.base import today
from models.planning.quarters import monday
from models.playbooks import Formula, Indicator
from models.playbooks.indicators import POST_METRICS
from models.programmes import Programme
from models.results import of_cases, of_surveys, of_work
from models.results.documents import DownloadDay, FaceToFace
from models.results.rollups import ChannelDay, PostLatest
from models.results.told import NOTHING, Stretch, Told

Answers = Sequence[Told]
WEEK = timedelta(weeks=1)


def tell(
    programme: Programme, quarters: Sequence[Stretch], formulas: Collection[Formula], session: Session, wanted: Sequence[Indicator]
) -> dict[str, Answers]:
    """Answer per quarter by indicator key; what a formula can't tell is NOTHING."""
    found: dict[Formula, Answers] = {one: told(programme, quarters, session) for one, told in ALONE.items() if one in formulas}
    for several, all_told in TOGETHER:
        if several & set(formulas):
            found |= all_told(programme, quarters, session)
    sums = _sums(programme.pk, quarters, session) if Formula.POST_SUM in formulas else {}
    answers: dict[str, Answers] = {}
    for one in wanted:
        if one.formula is Formula.POST_SUM:
            answers[one.key] = [sums.get((place, one.metric), NOTHING) for place in range(len(quarters))]
        elif one.formula is Formula.POST_MEDIAN:
            answers[one.key] = [_median(programme.pk, quarter, one.metric or "", session) for quarter in quarters]
        else:
            answers[one.key] = found.get(one.formula, [NOTHING] * len(quarters))
    return answers


def reduction(told: Told, baseline: float | None) -> Told:
    """By how many percent a weekly mean lies below the baseline; nothing without one."""
    if told.value is None or not baseline:
        return NOTHING
    return Told(100 * (baseline - told.value) / baseline, told.n, told.until)


def _sums(programme_id: int, quarters: Sequence[Stretch], session: Session) -> dict[tuple[int, str | None], Told]:
    """(place of the quarter, metric) → sum over posts published in it."""
    first, last = min(one.starts_on for one in quarters), max(one.ends_on for one in quarters)
    which = case(*((col(ChannelDay.day).between(one.starts_on, one.ends_on), place) for place, one in enumerate(quarters)), else_=-1)
    wanted = select(which, col(ChannelDay.metric), func.sum(ChannelDay.total), func.sum(ChannelDay.posts)).where(
        col(ChannelDay.programme_id) == programme_id, col(ChannelDay.kind) == "post",
        col(ChannelDay.metric).in_(POST_METRICS), col(ChannelDay.day).between(first, last),  # each metric is one stretch of the index
    )  # fmt: skip
    rows = session.connection().execute(wanted.group_by(which, col(ChannelDay.metric)))
    return {(place, metric): Told(float(total), int(posts)) for place, metric, total, posts in rows if place >= 0}


def _median(programme_id: int, quarter: Stretch, metric: str, session: Session) -> Told:
    """Of the posts of a quarter that have a value: only the middle ones are fetched."""
    value = getattr(PostLatest, metric)
    own = (
        col(PostLatest.programme_id) == programme_id, col(PostLatest.day).between(quarter.starts_on, quarter.ends_on),
        col(value).is_not(None),
    )  # fmt: skip
    n = session.connection().execute(select(func.count()).select_from(PostLatest).where(*own)).scalar_one()
    if not n:
        return NOTHING
    middle = select(value).where(*own).order_by(value).offset((n - 1) // 2).limit(2 - n % 2)
    return Told(float(median(session.connection().scalars(middle))), n)


def _rates(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Answers:
    """Interactions per hundred views (impressions where no views are told), over the posts that know both."""
    first, last = min(one.starts_on for one in quarters), max(one.ends_on for one in quarters)
    which = case(*((col(PostLatest.day).between(one.starts_on, one.ends_on), place) for place, one in enumerate(quarters)), else_=-1)
    wanted = select(which, func.sum(PostLatest.interactions), func.sum(PostLatest.exposure), func.count()).where(
        col(PostLatest.programme_id) == programme.pk, col(PostLatest.day).between(first, last),
        col(PostLatest.interactions).is_not(None), col(PostLatest.exposure) > 0,
    )  # fmt: skip
    rows = {place: (float(a), float(b), n) for place, a, b, n in session.connection().execute(wanted.group_by(which))}
    return [Told(100 * rows[i][0] / rows[i][1], rows[i][2]) if i in rows else NOTHING for i in range(len(quarters))]


def _followers(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Answers:
    """The newest count of each channel up to the quarter's end, no older than a year, summed; `n` channels, `until` the oldest of them."""
    answers = []
    for quarter in quarters:
        newest = (
            select(col(ChannelDay.channel), func.max(ChannelDay.day).label("day"))
            .where(
                col(ChannelDay.programme_id) == programme.pk, col(ChannelDay.kind) == "day", col(ChannelDay.metric) == "followers",
                col(ChannelDay.day).between(quarter.starts_on, quarter.ends_on),
            )
            .group_by(col(ChannelDay.channel))
            .subquery()
        )  # fmt: skip
        same = and_(col(ChannelDay.channel) == newest.c.channel, col(ChannelDay.day) == newest.c.day)
        wanted = select(col(ChannelDay.total), col(ChannelDay.day)).join(newest, same).where(
            col(ChannelDay.programme_id) == programme.pk, col(ChannelDay.kind) == "day", col(ChannelDay.metric) == "followers"
        )  # fmt: skip
        rows = session.connection().execute(wanted).all()
        answers.append(Told(float(sum(total for total, _ in rows)), len(rows), min(day for _, day in rows)) if rows else NOTHING)
    return answers


def _downloads(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Answers:
    """Counted by ourselves, so that nothing counted is really zero once there is a document to count."""
    from models.results.documents import Document  # noqa: PLC0415

    first_one = select(func.min(Document.at)).where(col(Document.programme_id) == programme.pk).scalar_subquery()
    parts = [
        func.sum(case((col(DownloadDay.day).between(one.starts_on, one.ends_on), col(DownloadDay.count)), else_=0)) for one in quarters
    ]
    own = (
        col(DownloadDay.programme_id) == programme.pk,
        or_(*(col(DownloadDay.day).between(one.starts_on, one.ends_on) for one in quarters)),
    )
    asked = select(*parts, func.count(col(DownloadDay.document_id).distinct()), first_one).where(*own)
    *sums, first = session.connection().execute(asked).one()
    return [
        Told(float(sums[place] or 0), int(sums[-1])) if first is not None and first < one.until else NOTHING
        for place, one in enumerate(quarters)
    ]


def _face_to_face(programme: Programme, quarters: Sequence[Stretch], session: Session) -> Answers:
    """Weekly mean of the weeks that began in the quarter and were counted; the reduction needs the baseline."""
    answers = []
    for quarter in quarters:
        weeks = FaceToFace.weeks(programme.pk, quarter.starts_on, quarter.ends_on, session)
        if not weeks:
            answers.append(NOTHING)
            continue
        last = max(weeks) + timedelta(days=6)
        whole = min(quarter.ends_on, today())
        until = last if last < monday(whole) - timedelta(days=1) else None
        answers.append(Told(sum(weeks.values()) / len(weeks), len(weeks), until))
    return answers


Alone = Callable[[Programme, Sequence[Stretch], Session], Answers]
Together = Callable[[Programme, Sequence[Stretch], Session], dict[Formula, Answers]]
ALONE: dict[Formula, Alone] = {
    Formula.POST_RATE: _rates,
    Formula.FOLLOWERS: _followers,
    Formula.DOWNLOADS: _downloads,
    Formula.FACE_TO_FACE: _face_to_face,
    **of_work.ALONE,
    **of_cases.ALONE,
}
TOGETHER: tuple[tuple[frozenset[Formula], Together], ...] = (*of_work.TOGETHER, *of_cases.TOGETHER, *of_surveys.TOGETHER)
