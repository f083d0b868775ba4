"""Days worth preparing for: the playbook's own, those an office adds, and the tasks that lead up to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import YEARS, Record
from models.errors import NotFound, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.planning.campaigns import require_planner
from models.programmes import Programme
from models.public.closed_days import ClosedDay, DayKind, national_days

entries.register("occasion.added", "office_day", ("day", "yearly", "lead_days"))
entries.register("occasion.removed", "office_day", ("day",))

LONGEST = 100
MOST_LEAD = 180


@dataclass(frozen=True)
class DayNote:
    """Something the calendar says about a day: a holiday, an occasion, or the task that leads up to one (`lead` days before it)."""

    day: date
    name: str
    kind: str  # national, joint_leave, local, occasion, lead
    programme_id: int | None = None
    lead: int = 0
    office_day_id: int | None = None


class OfficeDay(Record, table=True):
    """A programme's own day, once or every year; `lead_days` before it a task stands in the calendar."""

    __tablename__ = "office_day"
    __table_args__ = (Index("ix_office_day_programme", "programme_id", "day"),)

    programme_id: int = Field(foreign_key="programme.id")
    day: date
    name: str
    yearly: bool = False
    lead_days: list[int] = Field(sa_type=JSON)
    removed: bool = False

    @classmethod
    def add(
        cls, programme: Programme, day: date, name: str, by: Actor, session: Session, *, yearly: bool = False, lead_days: Iterable[int] = ()
    ) -> "OfficeDay":
        """By who may plan; `lead_days` between 1 and 180."""
        require_planner(programme, by)
        leads = sorted(set(lead_days), reverse=True)
        issues = [] if name.strip() else [Issue("name", "occasion_name_missing")]
        issues += [Issue("name", "too_long", {"limit": LONGEST})] if len(name) > LONGEST else []
        issues += [] if day.year in YEARS else [Issue("day", "day_out_of_reach")]
        issues += [Issue("lead_days", "lead_days_odd", {"most": MOST_LEAD}) for one in leads if not 0 < one <= MOST_LEAD]
        if issues:
            raise NotReady(*Issues(issues))
        added = cls(programme_id=programme.pk, day=day, name=name.strip(), yearly=yearly, lead_days=leads)
        session.add(added)
        entries.record(session, "occasion.added", by=by, subject=added, day=str(day), yearly=yearly, lead_days=leads)
        return added

    def remove(self, programme: Programme, by: Actor) -> None:
        if self.programme_id != programme.pk:
            raise NotFound
        require_planner(programme, by)
        if self.removed:
            raise NotReady(Issue("page", "occasion_removed"))
        self.removed = True
        entries.record(self.session, "occasion.removed", by=by, subject=self, day=str(self.day))

    @classmethod
    def current(cls, office_day_id: int, seen: int, session: Session) -> "OfficeDay":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == office_day_id), seen, session)

    @classmethod
    def kept(cls, programme_ids: list[int], session: Session) -> "list[OfficeDay]":
        """Not removed, by date; a few dozen at most, so yearly ones are turned into this year's here."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), ~col(cls.removed))
        return list(session.exec(wanted.order_by(col(cls.day))))


def day_notes(programmes: Sequence[Programme], since: date, until: date, session: Session) -> list[DayNote]:
    """Everything the days of a span (both ends included) are, holidays first: two queries whatever the span."""
    ids, years = [one.pk for one in programmes], range(since.year, until.year + 1)
    notes = [DayNote(day, name, kind.value) for year in years for day, (name, kind) in national_days(year).items()]
    added = ClosedDay.of(ids, tuple(years), session)
    worked = {one.day for one in added if one.kind is DayKind.WORKED}
    notes = [one for one in notes if one.day not in worked]
    notes += [DayNote(one.day, one.name, one.kind.value, one.programme_id) for one in added if one.kind is not DayKind.WORKED]
    return _told([*notes, *occasions(programmes, since, until, session)], since, until)


def occasions(programmes: Sequence[Programme], since: date, until: date, session: Session) -> list[DayNote]:
    """The days worth preparing for and what leads up to them, without the holidays: one query whatever the span."""
    notes: list[DayNote] = []
    for programme in programmes:
        for occasion in programme.rules.occasions:
            month, day = map(int, occasion.on.split("-"))
            notes += _with_leads(occasion.label, month, day, occasion.lead_days, since, until, programme.pk)
    for own in OfficeDay.kept([one.pk for one in programmes], session):
        if own.yearly:
            notes += _with_leads(own.name, own.day.month, own.day.day, tuple(own.lead_days), since, until, own.programme_id, own.pk)
        else:
            notes += _leads(own.name, own.day, tuple(own.lead_days), own.programme_id, own.pk)
    return _told(notes, since, until)


def _told(notes: list[DayNote], since: date, until: date) -> list[DayNote]:
    within = {(one.day, one.name, one.kind): one for one in notes if since <= one.day <= until}
    return sorted(within.values(), key=lambda one: (one.day, one.kind == "lead", one.name))


def _with_leads(
    name: str, month: int, day: int, leads: tuple[int, ...], since: date, until: date, programme_id: int, own_id: int | None = None
) -> Iterator[DayNote]:
    for year in range(since.year, (until + timedelta(days=MOST_LEAD)).year + 1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue  # 29 February
        yield from _leads(name, on, leads, programme_id, own_id)


def _leads(name: str, on: date, leads: tuple[int, ...], programme_id: int, own_id: int | None) -> Iterator[DayNote]:
    yield DayNote(on, name, "occasion", programme_id, office_day_id=own_id)
    yield from (DayNote(on - timedelta(days=lead), name, "lead", programme_id, lead, own_id) for lead in leads)
