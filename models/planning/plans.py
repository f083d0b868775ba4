"""The quarter's plan: targets, frequencies and priorities, approved by the mentor, versioned (S1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import joinedload, raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.asked import once
from models.base import Record, Row, closed_set
from models.errors import NotFound
from models.holding import held
from models.notes import Note
from models.people import Person
from models.planning.approving import Approving
from models.planning.drafting import Drafting
from models.planning.quarters import Quarter
from models.programmes import Programme


class PlanState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    REPLACED = "replaced"
    CLOSED = "closed"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Aim:
    """How many pieces of one information type a quarter wants; `place` is a place code, '' for any."""

    kind: str
    place: str
    count: int


@dataclass(frozen=True)
class Urgency:
    """A subject that goes first, and why."""

    subject: str
    reason: str


class PlanTarget(Row, table=True):
    """One `Aim` of a plan."""

    __tablename__ = "plan_target"
    __table_args__ = (UniqueConstraint("plan_id", "kind", "place"),)

    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    kind: str
    place: str = ""
    count: int


class PlanFrequency(Row, table=True):
    """How often a channel is wanted to post, per week."""

    __tablename__ = "plan_frequency"
    __table_args__ = (UniqueConstraint("plan_id", "channel"),)

    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    channel: str
    per_week: float


class PlanPriority(Row, table=True):
    """One `Urgency` of a plan; `place` is its rank from 1."""

    __tablename__ = "plan_priority"
    __table_args__ = (UniqueConstraint("plan_id", "rank"),)

    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    rank: int
    subject: str
    reason: str


class Plan(Drafting, Approving, Record, table=True):
    """Versions of one quarter count from 1; only one of them is approved at a time."""

    __table_args__ = (UniqueConstraint("programme_id", "year", "quarter", "number"),)

    programme_id: int = Field(foreign_key="programme.id")
    year: int
    quarter: int
    number: int
    state: PlanState = closed_set(PlanState)
    created_at: datetime
    changed_at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_at: datetime | None = None
    approved_by_id: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = None
    closed_at: datetime | None = None
    note_id: int | None = Field(default=None, foreign_key="note.id")

    programme: Programme = Relationship()
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    approved_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Plan.approved_by_id"})  # noqa: UP045
    submitted_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Plan.submitted_by_id"})  # noqa: UP045
    targets: list[PlanTarget] = Relationship(sa_relationship_kwargs={"order_by": "PlanTarget.id", "cascade": "all, delete-orphan"})
    frequencies: list[PlanFrequency] = Relationship(
        sa_relationship_kwargs={"order_by": "PlanFrequency.id", "cascade": "all, delete-orphan"}
    )
    priorities: list[PlanPriority] = Relationship(sa_relationship_kwargs={"order_by": "PlanPriority.rank", "cascade": "all, delete-orphan"})

    @property
    def period(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def aims(self) -> list[Aim]:
        return [Aim(one.kind, one.place, one.count) for one in self.targets]

    @property
    def urgencies(self) -> list[Urgency]:
        return [Urgency(one.subject, one.reason) for one in self.priorities]

    @property
    def per_week(self) -> dict[str, float]:
        return {one.channel: one.per_week for one in self.frequencies}

    @classmethod
    def current(cls, plan_id: int, seen: int | None, programme_ids: frozenset[int], session: Session) -> "Plan":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == plan_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, plan_id: int, programme_ids: frozenset[int], session: Session) -> "Plan":
        """To look at; NotFound outside these programmes."""
        wanted = select(cls).where(cls.id == plan_id, col(cls.programme_id).in_(programme_ids))
        found = session.exec(wanted.options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def versions(cls, programme_id: int, quarter: Quarter, session: Session) -> "Sequence[Plan]":
        """Newest first."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.year == quarter.year, cls.quarter == quarter.number)
        return session.exec(wanted.options(*cls.whole()).order_by(col(cls.number).desc())).all()

    @classmethod
    def in_force(cls, programme_id: int, quarter: Quarter, session: Session) -> "Plan | None":
        """The approved (or closed) version of a quarter."""
        wanted = select(cls).where(
            cls.programme_id == programme_id, cls.year == quarter.year, cls.quarter == quarter.number,
            col(cls.state).in_((PlanState.APPROVED, PlanState.CLOSED)),
        )  # fmt: skip
        return session.exec(wanted.options(*cls.whole())).first()

    @classmethod
    def wanted_in(cls, programme_id: int, quarter: Quarter, session: Session) -> "Plan | None":
        """The version in force with its targets and frequencies alone, for counting what came of it; one statement, once per view."""

        def ask() -> "Plan | None":
            numbers = (joinedload(cls.targets), joinedload(cls.frequencies), raiseload("*"))  # type: ignore[arg-type]
            wanted = select(cls).where(
                cls.programme_id == programme_id, cls.year == quarter.year, cls.quarter == quarter.number,
                col(cls.state).in_((PlanState.APPROVED, PlanState.CLOSED)),
            )  # fmt: skip
            return session.exec(wanted.options(*numbers)).unique().first()

        return once(session, ("wanted_in", programme_id, quarter), ask)

    @classmethod
    def is_closed(cls, programme_id: int, quarter: Quarter, session: Session) -> bool:
        """Held until the transaction ends: a closing waits for it, or it for the closing."""
        here = (cls.programme_id == programme_id, cls.year == quarter.year, cls.quarter == quarter.number)
        ends = col(cls.state).in_((PlanState.APPROVED, PlanState.CLOSED))
        return PlanState.CLOSED in session.exec(select(cls.state).where(*here, ends).with_for_update(read=True)).all()

    @classmethod
    def awaiting(cls, programme_ids: list[int], session: Session) -> "Sequence[Plan]":
        """Submitted and not yet decided, oldest first."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == PlanState.WAITING)
        return session.exec(wanted.options(*cls.whole()).order_by(col(cls.submitted_at))).all()

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.approved_by),  # type: ignore[arg-type]
            selectinload(cls.submitted_by),  # type: ignore[arg-type]
            selectinload(cls.targets),  # type: ignore[arg-type]
            selectinload(cls.frequencies),  # type: ignore[arg-type]
            selectinload(cls.priorities),  # type: ignore[arg-type]
            raiseload("*"),
        )
