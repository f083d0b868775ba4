"""One week of one programme's duty roster: who is there, who is away, which service hours nobody covers (A1.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models.base import LOCAL
from models.issues import Issue, Issues
from models.planning.leaves import Leave
from models.planning.quarters import midnight, monday
from models.planning.shifts import Shift
from models.programmes import Programme
from models.public.clocks import Span, WorkingTime
from models.public.service_hours import ServiceHours

A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Roster:
    """`shifts` are those that touch the week; warnings are said beside a verb and never refuse it."""

    monday: date
    shifts: tuple[Shift, ...]
    leaves: tuple[Leave, ...]
    hours: WorkingTime

    @classmethod
    def of_week(cls, programme: Programme, day: date, session: Session) -> "Roster":
        first = monday(day)
        shifts = Shift.between([programme.pk], midnight(first), midnight(first + A_WEEK), session)
        leaves = Leave.within(first, first + 6 * A_DAY, session, programme.pk)
        return cls(first, tuple(shifts), tuple(leaves), ServiceHours.working_time(programme.pk, session, first))

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.monday + number * A_DAY for number in range(7))

    @property
    def has_hours(self) -> bool:
        """Whether the programme has service hours at all: without them nothing can be a gap."""
        return bool(self.hours.changes)

    def on(self, day: date) -> list[Shift]:
        """Those that begin on a day of this week; on its Monday also the night begun the day before."""
        return [one for one in self.shifts if one.day == day or (day == self.monday and one.day < day)]

    def serves(self, day: date) -> bool:
        """Whether there is anything to see on a day: somebody on duty, or service hours."""
        return bool(self.on(day) or self.hours.spans(midnight(day), midnight(day + A_DAY))) or (not self.has_hours and day.weekday() < 5)

    def leave_of(self, person_id: int, day: date) -> Leave | None:
        return next((one for one in self.leaves if one.person_id == person_id and one.starts_on <= day <= one.ends_on), None)

    def unattended(self, shift: Shift) -> bool:
        """Nobody will be there: the person is away on that day and nobody stands in."""
        leave = self.leave_of(shift.person_id, shift.day)
        return leave is not None and leave.deputy_on(shift.day) is None

    def gaps(self, since: datetime) -> list[Span]:
        """Service hours of this week from a moment on that no shift covers, earliest first."""
        start, end = midnight(self.monday), midnight(self.monday + A_WEEK)
        return self._open_between(max(start, since), end) if since < end else []

    def warnings(self, person_id: int, starts_at: datetime, ends_at: datetime) -> Issues:
        """What is unwise about a shift: its person is away, it lies outside the service hours, or service hours of its day stay open."""
        day, issues = starts_at.astimezone(LOCAL).date(), []
        if leave := self.leave_of(person_id, day):
            facts = {"name": leave.person.name, "since": leave.starts_on, "until": leave.ends_on}
            issues.append(Issue("person_id", "shift_on_leave", facts))
        if self.has_hours and starts_at < ends_at and not self.hours.spans(starts_at, ends_at):
            issues.append(Issue("starts_at", "shift_outside_hours"))
        elif starts_at < ends_at:
            left = self._open_between(midnight(day), midnight(day + A_DAY), but=(starts_at, ends_at))
            issues += [Issue("ends_at", "shift_gap", {"since": since, "until": until}) for since, until in left]
        return Issues(issues)

    def _open_between(self, start: datetime, end: datetime, but: Span | None = None) -> list[Span]:
        covered = [(one.starts_at, one.ends_at) for one in self.shifts if not self.unattended(one)] + ([but] if but else [])
        return [gap for span in self.hours.spans(start, end) for gap in _uncovered(span, covered)]


def _uncovered(span: Span, covered: Iterable[Span]) -> list[Span]:
    """What is left of a span after taking these away."""
    left, reached, end = [], *span
    for since, until in sorted(covered):
        left.append((reached, min(since, end)))
        reached = max(reached, until)
    return [(since, until) for since, until in [*left, (reached, end)] if since < until]
