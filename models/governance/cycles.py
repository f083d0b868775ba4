"""Cycles: one run of the phases, planned from a start date, approved, held against what really happened (S-G, A-G, S-H1, A-H1)."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.base import Immutable, Record, closed_set
from models.errors import NotFound
from models.governance.phases import CyclePhase
from models.governance.planning_cycles import PlanningCycles
from models.governance.readable import Readable
from models.notes import Note
from models.people import Person
from models.programmes import Programme


class CycleState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    PAST = "past"


class CycleBaseline(Immutable, table=True):
    """The plan as it was approved: [{"key", "label", "start", "end"}], days as ISO dates; `digest` is what the approval binds."""

    __tablename__ = "cycle_baseline"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    cycle_id: int | None = Field(default=None, foreign_key="cycle.id")
    number: int
    phases: list[dict[str, str]] = Field(sa_type=JSON)
    digest: str
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id")
    approved_by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    def span(self, key: str) -> tuple[date, date] | None:
        """Start and end of a phase as approved; None where it wasn't planned then."""
        found = next((one for one in self.phases if one["key"] == key), None)
        return (date.fromisoformat(found["start"]), date.fromisoformat(found["end"])) if found else None


class Cycle(PlanningCycles, Readable, Record, table=True):
    """`source` names the calendar of the guideline a past one was loaded from; `purpose` is what this run is for."""

    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    programme_id: int = Field(foreign_key="programme.id")
    number: int
    label: str
    purpose: str = ""
    source: str = ""
    starts_on: date
    state: CycleState = closed_set(CycleState)
    playbook_id: int = Field(foreign_key="playbook_version.id")
    writers: list[int] = Field(sa_type=JSON)
    digest: str = ""
    changed_at: datetime
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_at: datetime | None = None  # type: ignore[assignment]
    approved_by_id: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = None  # type: ignore[assignment]
    note_id: int | None = Field(default=None, foreign_key="note.id")

    programme: Programme = Relationship()
    note: Optional[Note] = Relationship()  # type: ignore[assignment]  # noqa: UP045  SQLModel reads the annotation at class creation
    submitted_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Cycle.submitted_by_id"})  # noqa: UP045
    approved_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Cycle.approved_by_id"})  # noqa: UP045
    phases: list[CyclePhase] = Relationship(back_populates="cycle", sa_relationship_kwargs={"order_by": "CyclePhase.position"})
    baselines: list[CycleBaseline] = Relationship(sa_relationship_kwargs={"order_by": "CycleBaseline.number"})

    @property
    def is_past(self) -> bool:
        """Loaded as history: nothing of it is ever late."""
        return self.state is CycleState.PAST

    @property
    def baseline(self) -> CycleBaseline | None:
        """The plan approved last; real dates are held against it."""
        return self.baselines[-1] if self.baselines else None

    @property
    def ends_on(self) -> date:
        return max(one.planned_end for one in self.phases)

    @property
    def years(self) -> tuple[int, ...]:
        """Those it touches, and the next one: a last day may lie just before a holiday of it."""
        return tuple(range(self.starts_on.year, self.ends_on.year + 2))

    def phase(self, phase_id: int) -> CyclePhase:
        """One of its phases; NotFound for any other one."""
        found = next((one for one in self.phases if one.pk == phase_id), None)
        if found is None:
            raise NotFound
        return found

    @property
    def hints(self) -> list[CyclePhase]:
        """Phases planned to begin before the one they follow; never refused, always shown."""
        return [after for before, after in zip(self.phases, self.phases[1:], strict=False) if after.planned_start < before.planned_start]

    @classmethod
    def listed(cls, programme_id: int, actor: Actor, session: Session) -> "list[Cycle]":
        """Newest first, with phases and baselines."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.readable_by(actor)).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.number).desc()).limit(20)))

    @classmethod
    def awaiting(cls, programme_ids: list[int], session: Session) -> "Sequence[Cycle]":
        """Submitted and not yet decided, oldest first."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == CycleState.WAITING)
        return session.exec(wanted.options(*cls.whole()).order_by(col(cls.submitted_at))).all()

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.programme).selectinload(Programme.office),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.submitted_by),  # type: ignore[arg-type]
            selectinload(cls.approved_by),  # type: ignore[arg-type]
            selectinload(cls.phases).options(selectinload(CyclePhase.note), selectinload(CyclePhase.cycle)),  # type: ignore[arg-type]
            selectinload(cls.baselines),  # type: ignore[arg-type]
            raiseload("*"),
        )


def as_planned(phases: Sequence[CyclePhase]) -> list[dict[str, str]]:
    """The plan as it is frozen."""
    return [{"key": one.key, "label": one.label, "start": str(one.planned_start), "end": str(one.planned_end)} for one in phases]


def fingerprint(purpose: str, phases: Sequence[CyclePhase]) -> str:
    """SHA-256 of the plan, hexadecimal: what an approval speaks of."""
    canonical = json.dumps([purpose, as_planned(phases)], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
