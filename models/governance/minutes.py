"""Notulen: who met where, what was decided; linked to whatever it decided on (S1.4)."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Immutable, Record, Row, closed_set
from models.errors import NotFound
from models.governance.linking import Linking
from models.governance.recording import Recording
from models.holding import held
from models.people import Person
from models.programmes import Programme


class MinutesState(StrEnum):
    DRAFT = "draft"
    FINAL = "final"


class MinutesLink(Immutable, table=True):
    """What a meeting was about: `subject` is a table, `subject_id` a row of it."""

    __tablename__ = "minutes_link"
    __table_args__ = (UniqueConstraint("minutes_id", "subject", "subject_id"), Index("ix_minutes_link_subject", "subject", "subject_id"))

    minutes_id: int = Field(foreign_key="minutes.id")
    subject: str
    subject_id: int


class Attendee(Row, table=True):
    """One's own people by `person_id`, outsiders by name; `position` and `body` as they were that day."""

    __tablename__ = "minutes_attendee"
    __table_args__ = (UniqueConstraint("minutes_id", "person_id"),)

    minutes_id: int | None = Field(default=None, foreign_key="minutes.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    name: str
    position: str = ""
    body: str = ""
    present: bool = True


class MinutesDecision(Record, table=True):
    """One decision, typed once; a follow-up that carries it out points here."""

    __tablename__ = "minutes_decision"
    __table_args__ = (UniqueConstraint("minutes_id", "number"),)

    minutes_id: int | None = Field(default=None, foreign_key="minutes.id")
    number: int
    text: str
    removed: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime


class MinutesFile(Immutable, table=True):
    """An attachment: photo, list of hands, letter of invitation; `sha256` names a stored file."""

    __tablename__ = "minutes_file"
    __table_args__ = (UniqueConstraint("minutes_id", "sha256"),)

    minutes_id: int | None = Field(default=None, foreign_key="minutes.id")
    sha256: str
    name: str
    type: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime


class Minutes(Recording, Linking, Record, table=True):
    """Written by whoever evaluates or plans; final ones stay as they are."""

    __table_args__ = (Index("ix_minutes_programme", "programme_id", "held_on"),)

    programme_id: int = Field(foreign_key="programme.id")
    title: str
    held_on: date
    hours: str = ""
    place: str = ""
    agenda: str = ""
    course: str = ""
    state: MinutesState = closed_set(MinutesState)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    opened_at: datetime
    concluded_at: datetime | None = None
    programme: Programme = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    attendees: list[Attendee] = Relationship(sa_relationship_kwargs={"order_by": "Attendee.id", "cascade": "all, delete-orphan"})
    decisions: list[MinutesDecision] = Relationship(sa_relationship_kwargs={"order_by": "MinutesDecision.number"})
    files: list[MinutesFile] = Relationship(sa_relationship_kwargs={"order_by": "MinutesFile.id"})

    @property
    def standing(self) -> list[MinutesDecision]:
        """Decisions that weren't taken out again."""
        return [one for one in self.decisions if not one.removed]

    @property
    def present(self) -> list[Attendee]:
        return [one for one in self.attendees if one.present]

    @classmethod
    def current(cls, minutes_id: int, seen: int | None, programme_ids: Collection[int], session: Session) -> "Minutes":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == minutes_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, minutes_id: int, programme_ids: Collection[int], session: Session) -> "Minutes":
        wanted = select(cls).where(cls.id == minutes_id, col(cls.programme_id).in_(programme_ids))
        found = session.exec(wanted.options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def about(cls, subject: Row, session: Session) -> "list[Minutes]":
        """The meetings on one row, oldest first."""
        linked = select(MinutesLink.minutes_id).where(MinutesLink.subject == subject.__tablename__, MinutesLink.subject_id == subject.pk)
        wanted = select(cls).where(col(cls.id).in_(linked)).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.held_on), col(cls.id)).limit(20)))

    @classmethod
    def decided_on(cls, subject: Row, decision_id: int, session: Session) -> MinutesDecision:
        """A standing decision of the meetings on one row; NotFound for any other one."""
        found = next((it for met in cls.about(subject, session) for it in met.standing if it.pk == decision_id), None)
        if found is None:
            raise NotFound
        return found

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.by),  # type: ignore[arg-type]
            selectinload(cls.attendees),  # type: ignore[arg-type]
            selectinload(cls.decisions),  # type: ignore[arg-type]
            selectinload(cls.files),  # type: ignore[arg-type]
            raiseload("*"),
        )
