"""Working time as a value: deadlines forwards, countdowns backwards, waiting measured in hours somebody was there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from models.base import LOCAL
from models.errors import NotReady
from models.issues import Issue

SEARCHED_DAYS = 731
MIDNIGHT = time(0)
A_DAY = timedelta(days=1)
DAY, WEEK = 24 * 60, 7 * 24 * 60  # minutes

Period = tuple[time, time]  # a closing time at or before the opening one lies on the next day
Week = Mapping[int, tuple[Period, ...]]  # weekday (Monday = 0) -> periods
Span = tuple[datetime, datetime]
Amount = float | timedelta  # hours, or a length of time


@dataclass(frozen=True)
class WorkingTime:
    """Service hours of one programme around some date.

    `changes` are (from that date, other week): Ramadan, a new decree. A `closed` day begins no period; a night shift begun the evening
    before runs to its end. `round_the_clock` spans (until None = still on) are open whatever the week says. Moments go in aware of their
    zone (ValueError otherwise) and come out in UTC; a moment at closing time counts as closed.
    """

    periods: Week
    closed: frozenset[date] = frozenset()
    changes: tuple[tuple[date, Week], ...] = ()
    round_the_clock: tuple[tuple[datetime, datetime | None], ...] = ()
    zone: ZoneInfo = LOCAL

    def add(self, start: datetime, amount: Amount) -> datetime:
        """When this much working time has passed since `start`; NotReady `no_service_hours` when none is found within two years."""
        left = _length(amount)
        for opens, closes in self._from(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise _no_hours()

    def subtract(self, end: datetime, amount: Amount) -> datetime:
        """The latest moment from which this much working time still fits before `end`; refuses as `add` does."""
        left = _length(amount)
        for opens, closes in self._back_from(end):
            if left <= closes - opens:
                return closes - left
            left -= closes - opens
        raise _no_hours()

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`, negative when `end` came first; NotReady when there are no hours at all."""
        days = (self._day(end) - self._day(start)).days + 1
        if end < start:
            return -self.between(end, start)
        if not self._has_hours:
            raise _no_hours()
        total = timedelta()
        for opens, closes in self._from(start, days):
            total += max(min(closes, end) - opens, timedelta())
        return total

    def spans(self, start: datetime, end: datetime) -> list[Span]:
        """The open spans from `start` to `end`, disjoint and ascending, in UTC; none without any hours."""
        days = (self._day(end) - self._day(start)).days + 1
        return [(opens, min(closes, end.astimezone(UTC))) for opens, closes in self._from(start, days) if opens < end]

    def is_open(self, moment: datetime) -> bool:
        return any(opens <= moment < closes for opens, closes in self._open(self._day(moment)))

    def next_opening(self, moment: datetime) -> datetime:
        """`moment` itself while open, else the next opening; refuses as `add` does."""
        return self.add(moment, 0)

    def _from(self, start: datetime, days: int = SEARCHED_DAYS) -> Iterator[Span]:
        day = self._day(start)
        for _ in range(days if self._has_hours else 0):
            yield from ((max(opens, start).astimezone(UTC), closes) for opens, closes in self._open(day) if closes > start)
            day += A_DAY

    def _back_from(self, end: datetime, days: int = SEARCHED_DAYS) -> Iterator[Span]:
        day = self._day(end)
        for _ in range(days if self._has_hours else 0):
            yield from ((opens, min(closes, end).astimezone(UTC)) for opens, closes in reversed(self._open(day)) if opens < end)
            day -= A_DAY

    def _open(self, day: date) -> list[Span]:
        """The open spans of one local day, disjoint and ascending, in UTC; a night shift is cut at midnight."""
        today = [(opens, closes if closes > opens else MIDNIGHT) for opens, closes in self._periods(day)]
        last_night = [(MIDNIGHT, closes) for opens, closes in self._periods(day - A_DAY) if MIDNIGHT < closes <= opens]
        spans = [
            (self._at(day, opens), self._at(day if closes > MIDNIGHT else day + A_DAY, closes)) for opens, closes in last_night + today
        ]
        return _merged(spans + self._always_open(day))

    def _always_open(self, day: date) -> list[Span]:
        if not self.round_the_clock:
            return []
        dawn, dusk = self._at(day, MIDNIGHT), self._at(day + A_DAY, MIDNIGHT)
        spans = [(max(since, dawn).astimezone(UTC), min(until or dusk, dusk).astimezone(UTC)) for since, until in self.round_the_clock]
        return [(opens, closes) for opens, closes in spans if opens < closes]

    def _periods(self, day: date) -> tuple[Period, ...]:
        if day in self.closed:
            return ()
        week = self.periods
        for since, changed in self.changes:
            if since <= day:
                week = changed
        return week.get(day.weekday(), ())

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def _day(self, moment: datetime) -> date:
        if moment.tzinfo is None:
            raise ValueError("working time needs a moment that knows its zone")
        return moment.astimezone(self.zone).date()

    @cached_property
    def _has_hours(self) -> bool:
        weeks = (self.periods, *(week for _, week in self.changes))
        return bool(self.round_the_clock) or any(periods for week in weeks for periods in week.values())


def overlaps(week: Week) -> tuple[int, ...]:
    """Weekdays on which two periods overlap, or on which a night shift runs into the next day's first period."""
    clashes: set[int] = set()
    spans = sorted(_minutes(weekday, period) for weekday, periods in week.items() for period in periods)
    for (opens, closes), (following, _) in zip(spans, [*spans[1:], *((a + WEEK, b + WEEK) for a, b in spans[:1])], strict=False):
        if following < closes:
            clashes.add(opens // DAY)
    return tuple(sorted(clashes))


def _minutes(weekday: int, period: Period) -> tuple[int, int]:
    opens, closes = (weekday * DAY + hour.hour * 60 + hour.minute for hour in period)
    return opens, closes if closes > opens else closes + DAY


def _merged(spans: list[Span]) -> list[Span]:
    spans.sort()
    merged: list[Span] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def _length(amount: Amount) -> timedelta:
    length = amount if isinstance(amount, timedelta) else timedelta(hours=amount)
    if length < timedelta():
        raise ValueError("an amount of working time can't be negative: count back instead")
    return length


def _no_hours() -> NotReady:
    return NotReady(Issue("page", "no_service_hours"))
