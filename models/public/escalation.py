"""The written escalation levels of a programme: who is told after how long past due; versioned, approved by a second person (S1.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Optional

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor, can
from models.base import Record, closed_set
from models.entries import canonical
from models.errors import NotFound
from models.holding import held
from models.notes import Note
from models.people import Person
from models.programmes import Programme
from models.public.escalation_writing import EscalationWriting

OPEN = text("state IN ('draft', 'waiting')")
IN_FORCE = text("state = 'in_force'")


class EscalationState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Step:
    """One level: service hours past a case's due time, role keys told then, and whom to call (a contact's id)."""

    label: str
    after_hours: float
    roles: tuple[str, ...]
    contact_id: int | None = None


@dataclass(frozen=True)
class Ladder:
    """The levels of one version, lowest first; number 1 is the playbook's, and `since` None says it held from the beginning."""

    number: int
    steps: tuple[Step, ...]
    since: datetime | None = None
    version: "EscalationVersion | None" = None

    @classmethod
    def of_playbook(cls, programme: Programme) -> "Ladder":
        return cls(1, tuple(Step(one.label, float(one.after_hours), one.tells) for one in programme.rules.escalation))


class EscalationVersion(EscalationWriting, Record, table=True):
    """Versions count from 2: the first is the playbook's own section. At most one is being written, one is in force."""

    __tablename__ = "escalation_version"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        Index("ix_escalation_version_open", "programme_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_escalation_version_in_force", "programme_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
    )

    programme_id: int = Field(foreign_key="programme.id")
    number: int
    state: EscalationState = closed_set(EscalationState)
    levels: list[dict[str, Any]] = Field(sa_type=JSON)
    created_at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_at: datetime | None = None
    approved_by_id: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = None
    note_id: int | None = Field(default=None, foreign_key="note.id")

    programme: Programme = Relationship()
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    submitted_by: Optional[Person] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"foreign_keys": "EscalationVersion.submitted_by_id"}
    )
    approved_by: Optional[Person] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"foreign_keys": "EscalationVersion.approved_by_id"}
    )

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(one["label"], float(one["after_hours"]), tuple(one["roles"]), one["contact_id"]) for one in self.levels)

    @property
    def digest(self) -> str:
        """SHA-256 over number and levels as they were written."""
        return sha256(canonical({"number": self.number, "levels": self.levels}).encode()).hexdigest()

    @property
    def ladder(self) -> Ladder:
        return Ladder(self.number, self.steps, self.approved_at, self)

    @classmethod
    def current(cls, version_id: int, seen: int | None, by: Actor, session: Session) -> "EscalationVersion":
        """The locked row inside a transaction; NotFound for who may not read the programme."""
        found = held(cls, select(cls).where(cls.id == version_id).options(*cls._whole()), seen, session)
        if not (can(by, "read", found.programme) or by.is_admin):
            raise NotFound
        return found

    @classmethod
    def being_written(cls, programme_id: int, session: Session) -> "EscalationVersion | None":
        """The one draft, or what waits for its approval."""
        unfinished = col(cls.state).in_((EscalationState.DRAFT, EscalationState.WAITING))
        return session.exec(select(cls).where(cls.programme_id == programme_id, unfinished).options(*cls._whole())).first()

    @classmethod
    def approved(cls, programme_id: int, session: Session) -> "Sequence[EscalationVersion]":
        """In force now or once, oldest first."""
        held_once = col(cls.state).in_((EscalationState.IN_FORCE, EscalationState.REPLACED))
        wanted = select(cls).where(cls.programme_id == programme_id, held_once).options(*cls._whole())
        return session.exec(wanted.order_by(col(cls.number))).all()

    @classmethod
    def ladders(cls, programme: Programme, session: Session) -> tuple[Ladder, ...]:
        """Every set of levels that ever held, oldest first: the playbook's, then the approved versions."""
        return (Ladder.of_playbook(programme), *(one.ladder for one in cls.approved(programme.pk, session)))

    @classmethod
    def in_force(cls, programme: Programme, session: Session) -> Ladder:
        return cls.ladders(programme, session)[-1]

    @classmethod
    def awaiting(cls, programme_ids: list[int], session: Session) -> "Sequence[EscalationVersion]":
        """Submitted and not yet decided, oldest first."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == EscalationState.WAITING)
        return session.exec(wanted.options(*cls._whole()).order_by(col(cls.submitted_at))).all()

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.submitted_by),  # type: ignore[arg-type]
            selectinload(cls.approved_by),  # type: ignore[arg-type]
            raiseload("*"),
        )
