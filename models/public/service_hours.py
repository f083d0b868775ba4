"""Service hours of a programme: which week holds from which day (S1.2)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import LOCAL, Record, Row, today
from models.errors import NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.programmes import Programme, require_admin
from models.public.clocks import MIDNIGHT, Period, Week, WorkingTime, overlaps
from models.public.closed_days import ClosedDay
from models.public.round_the_clock import RoundTheClock

entries.register("service_hours.set", "service_hours", ("valid_from", "periods", "until"))
entries.register("service_hours.cancelled", "service_hours", ("valid_from",))

# Assumed for a new programme until the office sets its own.
_MONDAY_TO_THURSDAY = ((time(7, 30), time(12)), (time(13), time(16)))
_FRIDAY = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
USUAL_WEEK: Week = {0: _MONDAY_TO_THURSDAY, 1: _MONDAY_TO_THURSDAY, 2: _MONDAY_TO_THURSDAY, 3: _MONDAY_TO_THURSDAY, 4: _FRIDAY}
NIGHT_HOURS = 14
A_DAY = timedelta(days=1)
NAME_LENGTH = 60
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class ServiceHours(Record, table=True):
    """The week from `valid_from` until the next row's day; `periods` as {"0": [["07:30", "12:00"], …]}, Monday = 0.

    `name` says what a passing week is for (Ramadan). A row to come can be `cancelled`; one that held never.
    """

    __tablename__ = "service_hours"
    __table_args__ = (UniqueConstraint("programme_id", "valid_from"),)

    programme_id: int = Field(foreign_key="programme.id")
    valid_from: date
    periods: dict[str, Any] = Field(sa_type=JSON)
    name: str = ""
    cancelled: bool = False

    @property
    def week(self) -> Week:
        return {int(day): tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans) for day, spans in self.periods.items()}

    @classmethod
    def set(
        cls, programme: Programme, week: Week, valid_from: date, by: Actor, session: Session, *, until: date | None = None, name: str = ""
    ) -> "ServiceHours":
        """Other hours from a day on, today at the earliest once there are any: what was already counted stays as it was.

        With `until` (the last day, as in Ramadan) the week that held before comes back by itself the day after.
        """
        require_admin(by)
        current = cls.history(programme.pk, session)
        usual = next((one for one in reversed(current) if one.valid_from < valid_from), None)
        if issues := _wrong_hours(week, valid_from, earlier=bool(current)) + _wrong_period(current, usual, valid_from, until, name):
            raise NotReady(*issues)
        hours = cls._row(programme.pk, valid_from, _written(week), session, name=" ".join(name.split()))
        names: list[Row] = []
        if until and usual and not any(one.valid_from == until + A_DAY for one in current):
            names = [cls._row(programme.pk, until + A_DAY, usual.periods, session)]
        entries.record(
            session, "service_hours.set", by=by, subject=hours, names=names,
            valid_from=valid_from.isoformat(), periods=hours.periods, until=until.isoformat() if until else None,
        )  # fmt: skip
        return hours

    def cancel(self, by: Actor) -> None:
        """Hours that haven't begun yet won't; those before them hold on."""
        require_admin(by)
        if self.cancelled or self.valid_from <= today():
            raise NotReady(Issue("page", "service_hours_begun"))
        self.cancelled = True
        entries.record(self.session, "service_hours.cancelled", by=by, subject=self, valid_from=self.valid_from.isoformat())

    @classmethod
    def _row(cls, programme_id: int, valid_from: date, periods: dict[str, Any], session: Session, name: str = "") -> "ServiceHours":
        known = session.exec(select(cls).where(cls.programme_id == programme_id, cls.valid_from == valid_from)).first()
        hours = known or cls(programme_id=programme_id, valid_from=valid_from, periods={})
        hours.periods, hours.name, hours.cancelled = periods, name, False
        session.add(hours)
        session.flush()
        return hours

    @classmethod
    def current(cls, hours_id: int, seen: int | None, session: Session) -> "ServiceHours":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == hours_id), seen, session)

    @classmethod
    def history(cls, programme_id: int, session: Session) -> list["ServiceHours"]:
        """Every week ever set and not cancelled, oldest first."""
        return list(session.exec(select(cls).where(cls.programme_id == programme_id, ~col(cls.cancelled)).order_by(col(cls.valid_from))))

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


def _wrong_period(current: list[ServiceHours], usual: ServiceHours | None, since: date, until: date | None, name: str) -> Issues:
    """A passing week needs one to return to, and nothing else set within it."""
    issues = [Issue("name", "too_long", {"limit": NAME_LENGTH})] if len(name) > NAME_LENGTH else []
    if until is None:
        return Issues(issues)
    if until < since:
        issues.append(Issue("until", "ends_before_start"))
    elif usual is None:
        issues.append(Issue("until", "service_hours_no_usual"))
    elif within := [one for one in current if since < one.valid_from <= until]:
        issues.append(Issue("until", "service_hours_within", {"since": within[0].valid_from}))
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
