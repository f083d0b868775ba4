"""Days on which nobody serves: the national calendar, joint leave by decree, and days a district or an office adds."""

from datetime import date
from enum import StrEnum
from functools import cache

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Record, closed_set
from models.content import indonesian
from models.errors import NotFound, NotReady
from models.issues import Issue
from models.programmes import Programme, require_admin

entries.register("closed_day.added", "closed_day", ("day", "kind"))
entries.register("closed_day.removed", "closed_day", ("day", "kind"))


class DayKind(StrEnum):
    """`worked` lifts a day of the national calendar, as when a decree moves a joint leave or an estimated date proves wrong."""

    NATIONAL = "national"
    JOINT_LEAVE = "joint_leave"
    LOCAL = "local"
    WORKED = "worked"


class ClosedDay(Record, table=True):
    """A day added by hand for one programme, with the decree it rests on; a removed one stays as a record with `removed`."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("programme_id", "day"),)

    programme_id: int = Field(foreign_key="programme.id")
    day: date
    name: str
    kind: DayKind = closed_set(DayKind)
    source: str = ""
    removed: bool = False

    @classmethod
    def add(cls, programme: Programme, day: date, name: str, kind: DayKind, by: Actor, session: Session, source: str = "") -> "ClosedDay":
        """One day from now on; deadlines already set keep their hour."""
        require_admin(by)
        if not name.strip():
            raise NotReady(Issue("name", "closed_day_name_missing"))
        if kind is DayKind.WORKED and day not in national_days(day.year):
            raise NotReady(Issue("day", "closed_day_not_national", {"day": indonesian.day(day)}))
        known = session.exec(select(cls).where(cls.programme_id == programme.pk, cls.day == day)).first()
        if known and not known.removed:
            raise NotReady(Issue("day", "closed_day_known", {"day": indonesian.day(day)}))
        added = known or cls(programme_id=programme.pk, day=day, name="", kind=kind)
        added.name, added.kind, added.source, added.removed = name.strip(), kind, source.strip(), False
        session.add(added)
        entries.record(session, "closed_day.added", by=by, subject=added, day=day.isoformat(), kind=kind)
        return added

    def remove(self, by: Actor) -> None:
        require_admin(by)
        if self.removed:
            raise NotReady(Issue("day", "closed_day_removed", {"day": indonesian.day(self.day)}))
        self.removed = True
        entries.record(self.session, "closed_day.removed", by=by, subject=self, day=self.day.isoformat(), kind=self.kind)

    @classmethod
    def find(cls, closed_day_id: int, session: Session) -> "ClosedDay":
        found = session.get(cls, closed_day_id)
        if found is None:
            raise NotFound
        return found

    @classmethod
    def added(cls, programme_id: int, years: tuple[int, ...], session: Session) -> list["ClosedDay"]:
        """Those added by hand for these years, in order of the calendar."""
        within = (col(cls.day) >= date(min(years), 1, 1), col(cls.day) <= date(max(years), 12, 31))
        return list(session.exec(select(cls).where(cls.programme_id == programme_id, ~col(cls.removed), *within).order_by(col(cls.day))))

    @classmethod
    def of(cls, programme_ids: list[int], years: tuple[int, ...], session: Session) -> list["ClosedDay"]:
        """Like `added`, for several programmes at once."""
        within = (col(cls.day) >= date(min(years), 1, 1), col(cls.day) <= date(max(years), 12, 31))
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), ~col(cls.removed), *within)
        return list(session.exec(wanted.order_by(col(cls.day))))

    @classmethod
    def closed(cls, programme_id: int, years: tuple[int, ...], session: Session) -> frozenset[date]:
        """Every closed day of these years: the national calendar, plus what was added by hand, less what is worked all the same."""
        added = cls.added(programme_id, years, session)
        worked = {one.day for one in added if one.kind is DayKind.WORKED}
        return frozenset().union(*(national_days(year) for year in years), (one.day for one in added)) - worked


@cache
def national_days(year: int) -> dict[date, tuple[str, DayKind]]:
    """Name and kind by day, from the `holidays` library (yearly joint decrees; later years are estimates, marked "(perkiraan)")."""
    from holidays.countries import Indonesia  # noqa: PLC0415  (0.2 s, so only where it is used)

    found = {day: (name, DayKind.NATIONAL) for day, name in Indonesia(years=year, language="id").items()}
    leave = Indonesia(years=year, language="id", categories=("government",))
    return dict(sorted(({day: (name, DayKind.JOINT_LEAVE) for day, name in leave.items()} | found).items()))
