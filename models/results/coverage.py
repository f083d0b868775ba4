"""How complete the imported figures are: channel by month, from the days that imports in force speak for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import case, select
from sqlmodel import Session, col

from models.asked import once
from models.base import today
from models.content.publications import Publication
from models.planning.quarters import Quarter, midnight
from models.programmes import Programme
from models.results.measurements import MeasureImport, Source
from models.results.told import Stretch

BY_HAND = ("website",)  # no platform with an export behind it
DAY = timedelta(days=1)


class Completeness(StrEnum):
    """`none_needed`: nothing went out there and nothing was imported; `ahead`: the month hasn't begun."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"
    NONE_NEEDED = "none_needed"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Cell:
    """One channel in one month (its first day); `import_id` is the newest import that speaks for it, `until` the last day told."""

    channel: str
    month: date
    completeness: Completeness
    until: date | None = None
    import_id: int | None = None


def matrix(programme: Programme, quarter: Quarter, session: Session) -> list[Cell]:
    """Every channel with an export, month by month; two queries."""
    months = [date(quarter.year, quarter.starts_on.month + step, 1) for step in range(3)]
    spans = _spans(programme.pk, quarter, session)
    used = _used(programme.pk, quarter, session)
    found = []
    for channel in (one.key for one in programme.rules.channels if one.key not in BY_HAND):
        own = [(pk, since, until) for pk, on, since, until, source in spans if on == channel and source is Source.FILE]
        found += [_cell(channel, month, own, (channel, month) in used) for month in months]
    return found


def summary(cells: Iterable[Cell]) -> dict[Completeness, int]:
    """How many cells of each kind, for the evaluation's opening."""
    counts = dict.fromkeys(Completeness, 0)
    for one in cells:
        counts[one.completeness] += 1
    return counts


@dataclass(frozen=True)
class Reach:
    """`until`: the last day for which every channel with figures has them; `missing`: channels in use without any in the quarter."""

    until: date | None
    missing: tuple[str, ...] = ()


def reached(programme: Programme, quarter: Stretch, session: Session) -> Reach:
    """How far the imported figures of a quarter (or of several together) go; two queries for each quarter."""
    ends: dict[str, date] = {}
    for _, channel, _, until, source in _spans(programme.pk, quarter, session):
        if source is Source.FILE:
            ends[channel] = max(ends.get(channel, until), until)
    used = {channel for part in quarter.quarters for channel, _ in _used(programme.pk, part, session)}
    last = min((*(end for channel, end in ends.items() if not used or channel in used), quarter.ends_on)) if ends else None
    return Reach(last, tuple(sorted(used - ends.keys())))


def month_end(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1) - DAY


def _cell(channel: str, month: date, spans: Sequence[tuple[int, date, date]], used: bool) -> Cell:
    if month > today():
        return Cell(channel, month, Completeness.AHEAD)
    last = min(month_end(month), today() - DAY)
    here = [(pk, since, until) for pk, since, until in spans if since <= month_end(month) and until >= month]
    if not here:
        return Cell(channel, month, Completeness.MISSING if used else Completeness.NONE_NEEDED)
    edge = month - DAY
    for _, since, until in sorted(here, key=lambda one: one[1]):
        edge = max(edge, until) if since <= edge + DAY else edge
    newest = max(here)[0]
    whole = edge >= last and last >= month
    return Cell(channel, month, Completeness.COMPLETE if whole else Completeness.PARTIAL, min(max(u for _, _, u in here), last), newest)


def _spans(programme_id: int, quarter: Stretch, session: Session) -> list[tuple[int, str, date, date, Source]]:
    """Asked once per view: a page tells how complete its figures are, and each figure how far it reaches."""
    return once(
        session, ("measured", programme_id, quarter), lambda: MeasureImport.spans(programme_id, quarter.starts_on, quarter.ends_on, session)
    )


def _used(programme_id: int, quarter: Quarter, session: Session) -> set[tuple[str, date]]:
    """(channel, first day of month) with something published; asked once per view."""
    return once(session, ("used", programme_id, quarter), lambda: _used_now(programme_id, quarter, session))


def _used_now(programme_id: int, quarter: Quarter, session: Session) -> set[tuple[str, date]]:
    first, second, third = (date(quarter.year, quarter.starts_on.month + step, 1) for step in range(3))
    out = col(Publication.published_at)
    month = case((out < midnight(second), 0), (out < midnight(third), 1), else_=2)
    wanted = select(col(Publication.channel), month).where(
        col(Publication.programme_id) == programme_id, out >= quarter.since, out < quarter.until, col(Publication.channel).not_in(BY_HAND)
    )
    return {(channel, (first, second, third)[place]) for channel, place in session.connection().execute(wanted.distinct())}
