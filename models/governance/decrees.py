"""Surat keputusan: who is appointed to which role by which decree, from when to when (S1.4)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import READ_ONLY, Actor, administers
from models.base import Record, Row, closed_set, today
from models.deputies import in_force
from models.errors import NotFound
from models.governance.decreeing import Decreeing
from models.governance.policies import require_reader
from models.holding import held
from models.people import Assignment, Person
from models.programmes import Programme


class DecreeKind(StrEnum):
    """A decree gives a role with all its rights; a task letter (surat tugas, nota dinas) only those of writing, for some days."""

    DECREE = "decree"
    TEMPORARY = "temporary"


class DecreeState(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    REVOKED = "revoked"
    DISCARDED = "discarded"


class Standing(StrEnum):
    """What a decree is on a day, as the screens say it."""

    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in_force"
    ENDING = "ending"
    TRANSITION = "transition"
    ENDED = "ended"
    REPLACED = "replaced"
    REVOKED = "revoked"
    DISCARDED = "discarded"


LIVE = frozenset({Standing.COMING, Standing.IN_FORCE, Standing.ENDING, Standing.TRANSITION})
RUNNING = LIVE - {Standing.COMING}


class DecreeLine(Row, table=True):
    """One person in one role; a technical unit's validator with the unit."""

    __tablename__ = "decree_line"
    __table_args__ = (UniqueConstraint("decree_id", "person_id", "role", "unit_id"),)

    decree_id: int | None = Field(default=None, foreign_key="decree.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    person: Person = Relationship()


class Decree(Decreeing, Record, table=True):
    """`starts_on` is the TMT, `ends_on` the last day of its period (None: until another one), `holds_until` with the transition.

    `ended_on`: last day of one that was replaced or revoked; `warned` counts the warnings sent; `sha256` names the kept file.
    """

    __table_args__ = (Index("ix_decree_programme", "programme_id", "state", "ends_on"),)

    programme_id: int = Field(foreign_key="programme.id")
    kind: DecreeKind = closed_set(DecreeKind)
    state: DecreeState = closed_set(DecreeState)
    number: str
    title: str = ""
    signatory: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    holds_until: date | None = None
    ended_on: date | None = None
    replaces_id: int | None = Field(default=None, foreign_key="decree.id")
    reason: str = ""
    sha256: str | None = None
    file_name: str = ""
    file_type: str = ""
    warned: int = 0
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    programme: Programme = Relationship()
    lines: list[DecreeLine] = Relationship(sa_relationship_kwargs={"order_by": "DecreeLine.id", "cascade": "all, delete-orphan"})
    replaces: Optional["Decree"] = Relationship(sa_relationship_kwargs={"remote_side": "Decree.id"})

    @property
    def last_day(self) -> date | None:
        """Of the decree itself, the transition not counted; None without an end."""
        return min((one for one in (self.ends_on, self.ended_on) if one), default=None)

    def standing(self, on: date | None = None) -> Standing:
        """What it is on a day (default today)."""
        day = on or today()
        if self.state in (DecreeState.DRAFT, DecreeState.DISCARDED) or self.starts_on is None:
            return Standing(self.state)
        if self.ended_on is not None and day > self.ended_on:
            return Standing(self.state)
        if day < self.starts_on:
            return Standing.COMING
        if self.last_day is None or day <= self.last_day:
            near = self.last_day and day >= self.last_day - timedelta(days=self.programme.rules.governance.decree_warn_days)
            return Standing.ENDING if near else Standing.IN_FORCE
        return Standing.TRANSITION if self.holds_until and day <= self.holds_until else Standing.ENDED

    def covers(self, day: date) -> bool:
        """Whether it was the decree of that day, the transition not counted."""
        return self.starts_on is not None and self.starts_on <= day <= (self.last_day or date.max)

    @classmethod
    def current(cls, decree_id: int, seen: int | None, session: Session) -> "Decree":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == decree_id).options(*cls.whole()), seen, session)

    @classmethod
    def find(cls, decree_id: int, actor: Actor, session: Session) -> "Decree":
        """NotFound outside one's own teams, and drafts for who doesn't record them."""
        found = session.exec(select(cls).where(cls.id == decree_id).options(*cls.whole())).first()
        if found is None or (found.state is DecreeState.DRAFT and not administers(actor)):
            raise NotFound
        require_reader(found.programme, actor)
        return found

    @classmethod
    def shelf(cls, programme: Programme, actor: Actor, session: Session) -> "list[Decree]":
        """Drafts (for admins) first, then by effective day, the newest first; at most 60."""
        require_reader(programme, actor)
        hidden = [DecreeState.DISCARDED] + ([] if administers(actor) else [DecreeState.DRAFT])
        wanted = select(cls).where(cls.programme_id == programme.pk, col(cls.state).not_in(hidden)).options(*cls.whole())
        order = (col(cls.state) == DecreeState.DRAFT).desc(), col(cls.starts_on).desc(), col(cls.id).desc()
        return list(session.exec(wanted.order_by(*order).limit(60)))

    @classmethod
    def ending(cls, programme_ids: Collection[int], session: Session) -> "list[Decree]":
        """In force and near their end, or in transition; the soonest first."""
        wanted = select(cls).where(
            col(cls.programme_id).in_(programme_ids), cls.state == DecreeState.IN_FORCE,
            col(cls.ends_on) <= today() + timedelta(days=120), col(cls.holds_until) >= today(),
        )  # fmt: skip
        found = session.exec(wanted.options(*cls.whole()).order_by(col(cls.ends_on))) if programme_ids else ()
        return [one for one in found if one.standing() in (Standing.ENDING, Standing.TRANSITION)]

    @classmethod
    def by_ids(cls, ids: Iterable[int | None], session: Session) -> "dict[int, Decree]":
        """Several at once, by id."""
        wanted = select(cls).where(col(cls.id).in_({one for one in ids if one is not None})).options(*cls.whole())
        return {one.pk: one for one in session.exec(wanted)}

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        own = (selectinload(cls.programme).selectinload(Programme.playbook), selectinload(cls.lines))  # type: ignore[arg-type]
        people = selectinload(cls.lines).selectinload(DecreeLine.person).selectinload(Person.assignments)  # type: ignore[arg-type]
        before = selectinload(cls.replaces).options(selectinload(cls.programme).selectinload(Programme.playbook), raiseload("*"))  # type: ignore[arg-type]
        return *own, people, before, raiseload("*")


def without_decree(programme: Programme, session: Session) -> list[Assignment]:
    """Roles of the programme held today that no decree and no task letter gave: 'belum ada SK'."""
    wanted = select(Assignment).where(
        Assignment.programme_id == programme.pk, col(Assignment.decree_id).is_(None), col(Assignment.role).not_in(READ_ONLY),
        *in_force(Assignment, today()),
    )  # fmt: skip
    return list(session.exec(wanted.options(selectinload(Assignment.person)).order_by(col(Assignment.id))))  # type: ignore[arg-type]
