"""Trainings of a programme's team: when, where, by whom, on what, and who was there (S4.4, A4.3)."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.base import Immutable, Record, closed_set, today
from models.governance.holding_trainings import HoldingTrainings
from models.governance.readable import Readable
from models.people import Person
from models.programmes import Programme


class TrainingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class TrainingSeat(Record, table=True):
    """One person at one training; `attended` is None until it was recorded.

    `certificate`: the hash of what the certificate says. `code`: where anybody who holds it finds the genuine one; it stays when withdrawn.
    """

    __tablename__ = "training_seat"
    __table_args__ = (UniqueConstraint("training_id", "person_id"),)

    training_id: int | None = Field(default=None, foreign_key="training.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    attended: bool | None = None
    certificate: str = Field(default="", index=True)
    code: str | None = Field(default=None, unique=True)
    at: datetime
    person: Person = Relationship()
    training: "Training" = Relationship(back_populates="seats")


class TrainingFile(Immutable, table=True):
    """Material: slides, exercises; stored and shown like any file of the house."""

    __tablename__ = "training_file"
    __table_args__ = (UniqueConstraint("training_id", "sha256"),)

    training_id: int | None = Field(default=None, foreign_key="training.id")
    sha256: str = Field(index=True)
    original: str | None = Field(default=None, index=True)
    preview: str | None = Field(default=None, index=True)
    name: str
    type: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "TrainingFile | None":
        """A file with this digest of a training the actor may read; None says no more than 'tidak ditemukan'."""
        same = (col(cls.sha256) == sha256) | (col(cls.original) == sha256) | (col(cls.preview) == sha256)
        found = select(cls).join(Training, col(Training.id) == cls.training_id).where(same, Training.readable_by(actor))
        return session.exec(found.limit(1)).first()


class Training(HoldingTrainings, Readable, Record, table=True):
    """`kind` is a key of the playbook's trainings; `hours` are lessons; `place` a room or a link; `guests` came from outside."""

    __table_args__ = (Index("ix_training_programme", "programme_id", "state", "held_on"),)

    programme_id: int = Field(foreign_key="programme.id")
    kind: str
    title: str
    held_on: date
    time: str = ""
    hours: float
    place: str
    trainer: str
    state: TrainingState = closed_set(TrainingState)
    guests: int = 0
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    recorded_on: date | None = None
    reminded_at: datetime | None = None
    programme: Programme = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    seats: list[TrainingSeat] = Relationship(
        back_populates="training", sa_relationship_kwargs={"order_by": "TrainingSeat.id", "cascade": "all, delete-orphan"}
    )
    files: list[TrainingFile] = Relationship(sa_relationship_kwargs={"order_by": "TrainingFile.id"})

    @property
    def kind_label(self) -> str:
        known = self.programme.rules.trainings.kind(self.kind)
        return known.label if known else self.kind

    def mark_held(self, guests: int) -> None:
        """`recorded_on` stays the day of the first list: from it the grace of this kind runs."""
        self.state, self.guests, self.recorded_on = TrainingState.HELD, guests, self.recorded_on or today()

    @property
    def present(self) -> list[TrainingSeat]:
        return [one for one in self.seats if one.attended]

    def seat_of(self, person_id: int | None) -> TrainingSeat | None:
        return next((one for one in self.seats if one.person_id == person_id), None)

    @classmethod
    def listed(
        cls, programme_id: int, states: Collection[TrainingState], actor: Actor, session: Session, *, size: int = 30, newest: bool = True
    ) -> "list[Training]":
        """By their day."""
        wanted = select(cls).where(cls.programme_id == programme_id, col(cls.state).in_(states), cls.readable_by(actor))
        order = col(cls.held_on).desc() if newest else col(cls.held_on)
        return list(session.exec(wanted.options(*cls.whole()).order_by(order, col(cls.id)).limit(size)))

    @classmethod
    def certified(cls, certificate: str, actor: Actor, session: Session) -> "TrainingSeat | None":
        """Whose certificate bears this hash; None where nobody's the actor may read does."""
        return cls._certificate(TrainingSeat.certificate == certificate, actor, session) if certificate else None

    @classmethod
    def numbered(cls, seat_id: int, actor: Actor, session: Session) -> "TrainingSeat | None":
        """Whose certificate ends in this number; None where nobody's the actor may read does."""
        return cls._certificate(col(TrainingSeat.id) == seat_id, actor, session)

    @classmethod
    def coded(cls, code: str, session: Session) -> "TrainingSeat | None":
        """For the public: whose certificate has this code, also one that was withdrawn since; None for any other, practice included."""
        wanted = select(TrainingSeat).join(cls, col(cls.id) == TrainingSeat.training_id)
        wanted = wanted.join(Programme, col(Programme.id) == cls.programme_id)
        return cls._whole_seat(wanted.where(TrainingSeat.code == code, col(Programme.practice_of_id).is_(None)), session)

    @classmethod
    def _certificate(cls, which: Any, actor: Actor, session: Session) -> "TrainingSeat | None":
        wanted = select(TrainingSeat).join(cls, col(cls.id) == TrainingSeat.training_id)
        return cls._whole_seat(wanted.where(which, TrainingSeat.attended, cls.readable_by(actor)), session)  # type: ignore[arg-type]

    @classmethod
    def _whole_seat(cls, wanted: Any, session: Session) -> "TrainingSeat | None":
        whole = (selectinload(TrainingSeat.person), selectinload(TrainingSeat.training).options(*cls.whole()), raiseload("*"))  # type: ignore[arg-type]
        found: TrainingSeat | None = session.exec(wanted.options(*whole)).first()
        return found

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.programme).selectinload(Programme.office),  # type: ignore[arg-type]
            selectinload(cls.by),  # type: ignore[arg-type]
            selectinload(cls.seats).selectinload(TrainingSeat.person),  # type: ignore[arg-type]
            selectinload(cls.files),  # type: ignore[arg-type]
            raiseload("*"),
        )
