"""Service hours of a programme: which week holds from which day (S1.2)."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import LOCAL, Record, today
from models.errors import NotReady
from models.issues import Issue, Issues
from models.programmes import Programme, require_admin
from models.public.clocks import MIDNIGHT, Period, Week, WorkingTime, overlaps
from models.public.closed_days import ClosedDay
from models.public.round_the_clock import RoundTheClock

entries.register("service_hours.set", "service_hours", ("valid_from", "periods"))

# Assumed for a new programme until the office sets its own.
_MONDAY_TO_THURSDAY = ((time(7, 30), time(12)), (time(13), time(16)))
_FRIDAY = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
USUAL_WEEK: Week = {0: _MONDAY_TO_THURSDAY, 1: _MONDAY_TO_THURSDAY, 2: _MONDAY_TO_THURSDAY, 3: _MONDAY_TO_THURSDAY, 4: _FRIDAY}
NIGHT_HOURS = 14
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class ServiceHours(Record, table=True):
    """The week from `valid_from` until the next row's day; `periods` as {"0": [["07:30", "12:00"], …]}, Monday = 0."""

    __tablename__ = "service_hours"
    __table_args__ = (UniqueConstraint("programme_id", "valid_from"),)

    programme_id: int = Field(foreign_key="programme.id")
    valid_from: date
    periods: dict[str, Any] = Field(sa_type=JSON)

    @property
    def week(self) -> Week:
        return {int(day): tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans) for day, spans in self.periods.items()}

    @classmethod
    def set(cls, programme: Programme, week: Week, valid_from: date, by: Actor, session: Session) -> "ServiceHours":
        """Other hours from a day on, today at the earliest once there are any: what was already counted stays as it was."""
        require_admin(by)
        current = cls.history(programme.pk, session)
        if issues := _wrong_hours(week, valid_from, earlier=bool(current)):
            raise NotReady(*issues)
        hours = next((one for one in current if one.valid_from == valid_from), None)
        hours = hours or cls(programme_id=programme.pk, valid_from=valid_from, periods={})
        hours.periods = _written(week)
        session.add(hours)
        entries.record(session, "service_hours.set", by=by, subject=hours, valid_from=valid_from.isoformat(), periods=hours.periods)
        return hours

    @classmethod
    def history(cls, programme_id: int, session: Session) -> list["ServiceHours"]:
        """Every week ever set, oldest first."""
        return list(session.exec(select(cls).where(cls.programme_id == programme_id).order_by(col(cls.valid_from))))

    @classmethod
    def working_time(cls, programme_id: int, session: Session, around: date | None = None) -> WorkingTime:
        """Everything needed to count from or to a day (today), with the closed days of the years before and after; three queries.

        Without any hours the value is still given; it refuses when it is asked to count.
        """
        year = (around or today()).year
        changes = tuple((one.valid_from, one.week) for one in cls.history(programme_id, session))
        return WorkingTime(
            periods={},
            changes=changes,
            closed=ClosedDay.closed(programme_id, (year - 1, year, year + 1), session),
            round_the_clock=RoundTheClock.spans(programme_id, datetime(year - 1, 1, 1, tzinfo=LOCAL), session),
        )


def _wrong_hours(week: Week, valid_from: date, *, earlier: bool) -> Issues:
    issues = [Issue(f"day:{day}", "service_hours_overlap", {"weekday": WEEKDAYS[day % 7]}) for day in overlaps(week)]
    issues += [
        Issue(f"day:{day}", "service_hours_period", {"weekday": WEEKDAYS[day % 7]})
        for day, spans in week.items()
        if not all(map(_sensible, spans))
    ]
    if not any(week.values()) or not set(week) <= set(range(7)):
        issues.append(Issue("page", "service_hours_empty"))
    if earlier and valid_from < today():
        issues.append(Issue("valid_from", "service_hours_past"))
    return Issues(issues)


def _sensible(period: Period) -> bool:
    """A whole day is written 00:00–00:00; a night shift longer than `NIGHT_HOURS` is a typing error."""
    opens, closes = period
    slept = (opens.hour - closes.hour) * 60 + opens.minute - closes.minute
    return closes > opens or closes == MIDNIGHT or slept >= (24 - NIGHT_HOURS) * 60


def _written(week: Week) -> dict[str, Any]:
    return {
        str(day): [[opens.isoformat("minutes"), closes.isoformat("minutes")] for opens, closes in sorted(week[day])]
        for day in sorted(week)
        if week[day]
    }
