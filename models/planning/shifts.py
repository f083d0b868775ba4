"""The duty roster: who is on duty, hour by hour (A1.2)."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor
from models.base import LOCAL, Record
from models.errors import NotReady, Refused
from models.holding import held
from models.issues import Issue, Issues
from models.people import Assignment, Person
from models.planning.campaigns import require_planner
from models.planning.copying import Copying
from models.programmes import Programme

entries.register("shift.assigned", "shift", ("person", "starts_at", "ends_at"))
entries.register("shift.removed", "shift", ("person", "starts_at", "ends_at"))

LONGEST = timedelta(hours=24)


class Shift(Copying, Record, table=True):
    """One person on duty for one programme, from–to; a removed one stays as a record."""

    __table_args__ = (Index("ix_shift_programme", "programme_id", "ends_at"), Index("ix_shift_person", "person_id", "ends_at"))

    programme_id: int = Field(foreign_key="programme.id")
    person_id: int = Field(foreign_key="person.id")
    starts_at: datetime
    ends_at: datetime
    removed: bool = False
    person: Person = Relationship()
    programme: Programme = Relationship()

    @property
    def day(self) -> date:
        """The district's day it begins on."""
        return self.starts_at.astimezone(LOCAL).date()

    @classmethod
    def assign(cls, programme: Programme, person: Person, starts_at: datetime, ends_at: datetime, by: Actor, session: Session) -> "Shift":
        """Refused when nobody could keep it; what is merely unwise, `Roster.warnings` says."""
        require_planner(programme, by)
        session.exec(select(Person.id).where(Person.id == person.pk).with_for_update()).one()
        if issues := cls._objections(programme, person, starts_at, ends_at, session):
            raise NotReady(*issues)
        shift = cls(
            programme=programme, programme_id=programme.pk, person=person, person_id=person.pk, starts_at=starts_at, ends_at=ends_at
        )
        session.add(shift)
        entries.record(session, "shift.assigned", by=by, subject=shift, person=person, starts_at=starts_at, ends_at=ends_at)
        return shift

    def remove(self, by: Actor) -> None:
        require_planner(self.programme, by)
        if self.removed:
            raise Refused(Issue("page", "shift_removed"))
        self.removed = True
        entries.record(
            self.session, "shift.removed", by=by, subject=self, person=self.person_id, starts_at=self.starts_at, ends_at=self.ends_at
        )

    @classmethod
    def team(cls, programme: Programme, session: Session) -> list[Person]:
        """Who can be on duty: everybody with a role of the team today, by name; technical units have offices of their own."""
        return Assignment.holders(programme.pk, tuple(role.key for role in programme.rules.roles if not role.unit), session)

    @classmethod
    def current(cls, shift_id: int, seen: int, programme_ids: frozenset[int], session: Session) -> "Shift":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        whole = (selectinload(cls.person), selectinload(cls.programme).selectinload(Programme.playbook), raiseload("*"))  # type: ignore[arg-type]
        wanted = select(cls).where(cls.id == shift_id, col(cls.programme_id).in_(programme_ids)).options(*whole)
        return held(cls, wanted, seen, session)

    @classmethod
    def between(cls, programme_ids: list[int], since: datetime, until: datetime, session: Session) -> "list[Shift]":
        """Those that touch a span, by their first hour."""
        wanted = select(cls).where(
            col(cls.programme_id).in_(programme_ids), cls.ends_at > since, cls.starts_at < until, ~col(cls.removed)
        )  # fmt: skip
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.starts_at), col(cls.id))))

    @classmethod
    def of_people(cls, person_ids: set[int], since: datetime, until: datetime, session: Session) -> "list[Shift]":
        """Those of some people that touch a span, whatever the programme, by their first hour."""
        wanted = select(cls).where(col(cls.person_id).in_(person_ids), cls.ends_at > since, cls.starts_at < until, ~col(cls.removed))
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.starts_at), col(cls.id))))

    @classmethod
    def _objections(cls, programme: Programme, person: Person, starts_at: datetime, ends_at: datetime, session: Session) -> Issues:
        if ends_at <= starts_at:
            return Issues([Issue("ends_at", "shift_ends_first")])
        issues = [Issue("ends_at", "shift_too_long")] if ends_at - starts_at > LONGEST else []
        if person not in cls.team(programme, session):
            issues.append(Issue("person_id", "shift_not_in_team", {"name": person.name}))
        for other in cls.of_people({person.pk}, starts_at, ends_at, session)[:1]:
            facts = {"name": person.name, "since": other.starts_at, "until": other.ends_at}
            issues.append(Issue("starts_at", "shift_overlaps", facts))
        return Issues(issues)

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        return selectinload(cls.person), raiseload("*")  # type: ignore[arg-type]
