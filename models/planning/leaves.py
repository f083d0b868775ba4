"""Leave: a person says on the phone when he is away and who stands in (A1.2)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Optional

from sqlalchemy import ColumnElement, Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import READ_ONLY, Actor
from models.base import LOCAL, Record, now, today
from models.content.claims import Claim
from models.deputies import ActingKind, Deputyship
from models.errors import NotReady, Refused
from models.holding import held
from models.issues import Issue, Issues
from models.people import Assignment, Person, in_force
from models.programmes import require_admin

entries.register("leave.entered", "leave", ("person", "starts_on", "ends_on", "deputy"))
entries.register("leave.deputy_named", "leave", ("person", "deputy"))
entries.register("leave.withdrawn", "leave", ("person", "starts_on", "ends_on"))
entries.register("leave.cut_short", "leave", ("person", "starts_on", "ends_on"))


@dataclass(frozen=True)
class Away:
    """Somebody who is away with nobody standing in, since and until when (both days included)."""

    name: str
    since: date
    until: date


class Leave(Record, table=True):
    """From–to, both days included; no reason is kept. `deputyship_id`: who stands in, where somebody was named."""

    __table_args__ = (Index("ix_leave_person", "person_id", "ends_on"), Index("ix_leave_days", "ends_on", "starts_on"))

    person_id: int = Field(foreign_key="person.id")
    starts_on: date
    ends_on: date
    deputyship_id: int | None = Field(default=None, foreign_key="deputyship.id")
    entered_at: datetime
    withdrawn: bool = False
    person: Person = Relationship()
    deputyship: Optional[Deputyship] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    @classmethod
    def enter(
        cls, person: Person, starts_on: date, ends_on: date, by: Actor, session: Session, deputy: Person | None = None, letter: str = ""
    ) -> "Leave":
        """By the person himself or an admin; a deputy wears his roles on these days, without one they wait for him."""
        _require_own(person.pk, by)
        session.exec(select(Person.id).where(Person.id == person.pk).with_for_update()).one()
        if issues := cls._objections(person, starts_on, ends_on, deputy, session):
            raise NotReady(*issues)
        leave = cls(person=person, person_id=person.pk, starts_on=starts_on, ends_on=ends_on, entered_at=now())
        session.add(leave)
        if ends_on >= today():
            Claim.release_all(person.pk, session, beyond=datetime.combine(starts_on, time.min, LOCAL))
        if deputy:
            leave.deputyship = Deputyship.name(person, deputy, ActingKind.PLH, starts_on, ends_on, by, session, letter)
        entries.record(
            session, "leave.entered", by=by, subject=leave, person=person, starts_on=str(starts_on), ends_on=str(ends_on), deputy=deputy
        )
        return leave

    def name_deputy(self, deputy: Person, by: Actor, letter: str = "") -> None:
        """Later than the leave itself: from today, or from its first day."""
        _require_own(self.person_id, by)
        self._require_open()
        since = max(self.starts_on, today())
        if self.deputy_on(since):
            raise Refused(Issue("deputy", "deputy_overlaps"))
        if issues := self._objections_to_deputy(self.person, deputy, since, self.ends_on, self.session):
            raise NotReady(*issues)
        self.deputyship = Deputyship.name(self.person, deputy, ActingKind.PLH, since, self.ends_on, by, self.session, letter)
        entries.record(self.session, "leave.deputy_named", by=by, subject=self, person=self.person_id, deputy=deputy)

    def withdraw(self, by: Actor) -> None:
        """Called off before it begins; once it runs, the person is back today. Either way the borrowed roles fall off."""
        _require_own(self.person_id, by)
        self._require_open()
        if self.deputyship and self.deputyship.ends_on >= today():
            self.deputyship.end(by)
        if begun := self.starts_on < today():
            self.ends_on = today() - timedelta(days=1)
        else:
            self.withdrawn = True
        entries.record(
            self.session, "leave.cut_short" if begun else "leave.withdrawn", by=by, subject=self,
            person=self.person_id, starts_on=str(self.starts_on), ends_on=str(self.ends_on),
        )  # fmt: skip

    def deputy_on(self, day: date) -> Person | None:
        """Who stands in on a day of this leave; None when nobody was named, or the arrangement ended."""
        named = self.deputyship
        return named.deputy if named and named.starts_on <= day <= named.ends_on else None

    @classmethod
    def eligible_deputies(cls, person: Person, starts_on: date, ends_on: date, session: Session) -> list[Person]:
        """Active people whom a decree gave a role in one of his programmes, not away in that span; one statement.

        Who only looks can't stand in, nor who writes by a task letter: deciding needs a decree (S1.4).
        """
        held = (col(Assignment.role).not_in(READ_ONLY), *in_force(Assignment, max(starts_on, today())))
        mine = select(Assignment.programme_id).where(
            Assignment.person_id == person.pk, col(Assignment.programme_id).is_not(None), *held
        )  # fmt: skip
        team = select(Assignment.person_id).where(col(Assignment.programme_id).in_(mine), ~col(Assignment.temporary), *held)
        lookers = select(Assignment.person_id).where(col(Assignment.role).in_(READ_ONLY))
        away = select(cls.person_id).where(*cls._touching(starts_on, ends_on))
        replaced = select(Deputyship.person_id).where(
            Deputyship.starts_on <= ends_on, Deputyship.ends_on >= starts_on, Deputyship.ends_on >= Deputyship.starts_on
        )
        excluded = [col(Person.id).not_in(some) for some in (lookers, away, replaced)]
        wanted = select(Person).where(Person.active, Person.id != person.pk, col(Person.id).in_(team), *excluded)
        return list(session.exec(wanted.order_by(Person.name)))

    @classmethod
    def current(cls, leave_id: int, seen: int, session: Session) -> "Leave":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == leave_id).options(*cls._whole()), seen, session)

    @classmethod
    def coming(cls, person_id: int, session: Session) -> "list[Leave]":
        """Those of one person that run or are to come, soonest first."""
        wanted = select(cls).where(cls.person_id == person_id, cls.ends_on >= today(), ~col(cls.withdrawn))
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.starts_on))))

    @classmethod
    def within(cls, since: date, until: date, session: Session, programme_id: int | None = None) -> "list[Leave]":
        """Who is away in a span of days (both included), by its first day; of a programme's people when given."""
        wanted = select(cls).where(*cls._touching(since, until))
        if programme_id is not None:
            team = select(Assignment.person_id).where(Assignment.programme_id == programme_id)
            wanted = wanted.where(col(cls.person_id).in_(team))
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.starts_on), col(cls.id))))

    @classmethod
    def unattended(cls, programme_ids: list[int], session: Session) -> list[Away]:
        """Who of these programmes' teams is away today with nobody standing in; one statement."""
        held = (col(Assignment.programme_id).in_(programme_ids), col(Assignment.role).not_in(READ_ONLY), *in_force(Assignment, today()))
        team = select(Assignment.person_id).where(*held)
        replaced = stand_ins(today()).with_only_columns(Deputyship.person_id)
        wanted = select(Person.name, col(cls.starts_on), col(cls.ends_on)).join(cls, col(cls.person_id) == Person.id)
        wanted = wanted.where(Person.active, *cls._touching(today(), today()), col(Person.id).in_(team), col(Person.id).not_in(replaced))
        return [Away(*row) for row in session.exec(wanted.order_by(col(cls.starts_on), Person.name))]

    @classmethod
    def _objections(cls, person: Person, starts_on: date, ends_on: date, deputy: Person | None, session: Session) -> Issues:
        if ends_on < starts_on:
            return Issues([Issue("ends_on", "ends_before_start")])
        if ends_on < today():
            return Issues([Issue("ends_on", "leave_past")])
        own = select(cls).where(cls.person_id == person.pk, *cls._touching(starts_on, ends_on))
        if other := session.exec(own.order_by(col(cls.starts_on))).first():
            return Issues([Issue("starts_on", "leave_overlaps", {"since": other.starts_on, "until": other.ends_on})])
        return cls._objections_to_deputy(person, deputy, starts_on, ends_on, session) if deputy else Issues()

    @classmethod
    def _objections_to_deputy(cls, person: Person, deputy: Person, starts_on: date, ends_on: date, session: Session) -> Issues:
        if deputy == person:
            return Issues([Issue("deputy", "deputy_is_self")])
        fit = deputy in cls.eligible_deputies(person, starts_on, ends_on, session)
        return Issues([] if fit else [Issue("deputy", "deputy_unfit", {"name": deputy.name})])

    def _require_open(self) -> None:
        if self.withdrawn or self.ends_on < today():
            raise Refused(Issue("page", "leave_over"))

    @classmethod
    def _touching(cls, since: date, until: date) -> tuple[ColumnElement[bool], ...]:
        return col(cls.ends_on) >= since, col(cls.starts_on) <= until, ~col(cls.withdrawn)

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.person).selectinload(Person.assignments),  # type: ignore[arg-type]
            selectinload(cls.deputyship).selectinload(Deputyship.deputy),  # type: ignore[arg-type]
            selectinload(cls.deputyship).selectinload(Deputyship.person),  # type: ignore[arg-type]
            raiseload("*"),
        )


def stand_ins(day: date) -> Any:
    """Absent person and the name of who stands in, of that day; a deputy who is away himself or has left stands in for nobody."""
    away = select(Leave.person_id).where(*Leave._touching(day, day))
    wanted = select(Deputyship.person_id, Person.name).join(Person, col(Person.id) == Deputyship.deputy_id)
    return wanted.where(*in_force(Deputyship, day), Person.active, col(Deputyship.deputy_id).not_in(away))


def _require_own(person_id: int, by: Actor) -> None:
    if by.person_id != person_id:
        require_admin(by)
