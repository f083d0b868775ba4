"""A plan held against what happened: counted in the database, never by loading contents (S1.3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, literal, select, union_all
from sqlmodel import Session, col

from models.base import now, today
from models.content.contents import Content, ContentState
from models.content.located import ContentPlace
from models.content.publications import Publication, PublicationState
from models.planning.items import Outcome, PlanItem
from models.planning.quarters import Quarter, midnight

if TYPE_CHECKING:
    from models.planning.plans import Plan

Rows = Select[*tuple[Any, ...]]
EMERGENCY = "emergency"
NEARLY = 0.9
UNDONE = (ContentState.CANCELLED, ContentState.TAKEN_DOWN)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class TargetProgress:
    """One target: `out` includes `emergency`; `ahead` is planned or in the making for this quarter and not out yet."""

    kind: str
    place: str
    wanted: int
    out: int
    ahead: int
    emergency: int = 0

    @property
    def missing(self) -> int:
        """What neither is out nor in sight: the gap by name."""
        return max(0, self.wanted - self.out - self.ahead)

    @property
    def reached(self) -> bool:
        return self.out >= self.wanted


@dataclass(frozen=True)
class ChannelProgress:
    """One channel: pieces out on it so far, against what is wanted per week; `weeks` of the quarter have passed."""

    channel: str
    per_week: float
    out: int
    weeks: float

    @property
    def rate(self) -> float:
        """Per week; a quarter younger than a week counts as one."""
        return self.out / max(self.weeks, 1)

    @property
    def missing(self) -> int:
        """Whole pieces behind by today; nine tenths of what is wanted are as good as all."""
        wanted = self.per_week * self.weeks
        return 0 if self.out >= wanted * NEARLY else max(0, ceil(wanted - self.out - 0.999))


@dataclass(frozen=True)
class Progress:
    """`beside`: pieces out of information types the plan has no target for; `campaigns`: id → (planned pieces, those out)."""

    targets: tuple[TargetProgress, ...]
    channels: tuple[ChannelProgress, ...]
    beside: dict[str, int]
    campaigns: dict[int, tuple[int, int]]

    @classmethod
    def of(cls, plan: "Plan", session: Session) -> "Progress":
        """Three statements, whatever there is to count; drafts and what was cancelled or taken down are never out."""
        quarter = plan.period
        targets, counts = _targets(plan, session)
        out, weeks = _out_by_channel(plan.programme_id, quarter, session), _weeks_passed(quarter)
        channels = tuple(ChannelProgress(one.channel, one.per_week, out.get(one.channel, 0), weeks) for one in plan.frequencies)
        aimed = {one.kind for one in plan.targets}
        beside = {kind: n for (what, kind, place), n in counts.items() if what == "out" and not place and kind not in aimed}
        return cls(targets, channels, beside, _of_campaigns(plan.programme_id, quarter, session))

    @classmethod
    def of_targets(cls, plan: "Plan", session: Session) -> "Progress":
        """Only what is wanted of each information type; one statement."""
        return cls(_targets(plan, session)[0], (), {}, {})

    @property
    def total(self) -> tuple[int, int]:
        """Out and wanted over all targets; one for a place is part of its type's, where that has one for everywhere."""
        whole = {one.kind for one in self.targets if not one.place}
        counted = [one for one in self.targets if not one.place or one.kind not in whole]
        return sum(one.out for one in counted), sum(one.wanted for one in counted)

    @property
    def behind(self) -> "list[TargetProgress | ChannelProgress]":
        """What is short, targets first."""
        return [*(one for one in self.targets if one.missing), *(one for one in self.channels if one.missing)]

    def written(self) -> dict[str, Any]:
        """For a snapshot; `read` takes it back."""
        return {**asdict(self), "campaigns": [[key, *value] for key, value in self.campaigns.items()]}

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Progress":
        return cls(
            tuple(TargetProgress(**one) for one in written["targets"]), tuple(ChannelProgress(**one) for one in written["channels"]),
            dict(written["beside"]), {key: (planned, out) for key, planned, out in written["campaigns"]},
        )  # fmt: skip


def _targets(plan: "Plan", session: Session) -> tuple[tuple[TargetProgress, ...], Counter[tuple[str, str, str]]]:
    counts = _counts(plan.programme_id, plan.period, {one.place for one in plan.targets if one.place}, session)
    return tuple(_target(one.kind, one.place, one.count, counts) for one in plan.targets), counts


def _target(kind: str, place: str, wanted: int, counts: Counter[tuple[str, str, str]]) -> TargetProgress:
    out, ahead, emergency = (counts[(what, kind, place)] for what in ("out", "ahead", EMERGENCY))
    return TargetProgress(kind, place, wanted, out, ahead, emergency)


def _counts(programme_id: int, quarter: Quarter, places: Iterable[str], session: Session) -> Counter[tuple[str, str, str]]:
    """(out | ahead | emergency, information type, place or '') → pieces; each part walks an index of the programme's hours."""
    out = and_(
        col(Content.programme_id) == programme_id, col(Content.published_at) >= quarter.since, col(Content.published_at) < quarter.until,
        col(Content.state).not_in(UNDONE),
    )  # fmt: skip
    parts = [*_of_contents("out", out, places)]
    if now() < quarter.until:
        making = and_(
            col(Content.programme_id) == programme_id, col(Content.planned_for) >= quarter.since,
            col(Content.planned_for) < quarter.until, col(Content.published_at).is_(None), col(Content.state).not_in(UNDONE),
        )  # fmt: skip
        parts += [*_of_contents("ahead", making, places), _of_items(programme_id, quarter)]
    counts: Counter[tuple[str, str, str]] = Counter()
    for what, kind, place, lane, number in session.connection().execute(union_all(*parts)):
        if what == "planned":
            for where in {"", place}:
                counts[("ahead", kind, where)] += number
            continue
        counts[(what, kind, place)] += number
        counts[(EMERGENCY, kind, place)] += number if what == "out" and lane == EMERGENCY else 0
    return counts


def _of_contents(what: str, which: ColumnElement[bool], places: Iterable[str]) -> Iterable[Rows]:
    kind, lane = col(Content.kind), col(Content.lane)
    yield select(_word(what), kind, _word(""), lane, func.count()).where(which).group_by(kind, lane)
    if wanted := sorted(places):
        place = col(ContentPlace.place)
        spoken_of = and_(col(ContentPlace.content_id) == Content.id, place.in_(wanted))
        rows = select(_word(what), kind, place, lane, func.count()).join_from(Content, ContentPlace, spoken_of)
        yield rows.where(which).group_by(kind, place, lane)


def _of_items(programme_id: int, quarter: Quarter) -> Rows:
    """Planned and without a draft so far; a day that has passed brings nothing any more."""
    kind, place, since = col(PlanItem.kind), col(PlanItem.place), max(quarter.since, midnight(today()))
    which = and_(
        col(PlanItem.programme_id) == programme_id, col(PlanItem.planned_for) >= since, col(PlanItem.planned_for) < quarter.until,
        col(PlanItem.content_id).is_(None), col(PlanItem.outcome) == Outcome.OPEN,
    )  # fmt: skip
    return select(_word("planned"), kind, place, _word(""), func.count()).where(which).group_by(kind, place)


def _word(text: str) -> ColumnElement[str]:
    return literal(text, String)


def _out_by_channel(programme_id: int, quarter: Quarter, session: Session) -> dict[str, int]:
    """A content counts once on a channel, however many places it has there."""
    wanted = select(col(Publication.channel), func.count(col(Publication.content_id).distinct())).where(
        col(Publication.programme_id) == programme_id, col(Publication.published_at) >= quarter.since,
        col(Publication.published_at) < quarter.until, col(Publication.state) == PublicationState.PUBLISHED,
    )  # fmt: skip
    return dict(session.connection().execute(wanted.group_by(col(Publication.channel))).tuples().all())


def _of_campaigns(programme_id: int, quarter: Quarter, session: Session) -> dict[int, tuple[int, int]]:
    out = func.sum(case((and_(col(Content.published_at).is_not(None), col(Content.state).not_in(UNDONE)), 1), else_=0))
    wanted = select(col(PlanItem.campaign_id), func.count(), out).outerjoin_from(PlanItem, Content, col(PlanItem.content_id) == Content.id)
    wanted = wanted.where(
        col(PlanItem.programme_id) == programme_id, col(PlanItem.planned_for) >= quarter.since,
        col(PlanItem.planned_for) < quarter.until, col(PlanItem.campaign_id).is_not(None),
    )  # fmt: skip
    rows = session.connection().execute(wanted.group_by(col(PlanItem.campaign_id)))
    return {campaign_id: (planned, int(done)) for campaign_id, planned, done in rows}


def _weeks_passed(quarter: Quarter) -> float:
    return max(timedelta(), min(now(), quarter.until) - quarter.since) / WEEK
