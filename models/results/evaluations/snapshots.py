"""An evaluation as it was settled: figures and words that nothing changes any more (S4.3)."""

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Immutable, closed_set
from models.results.evaluations.prefilled import FigureLine


class SnapshotKind(StrEnum):
    REPORT = "report"
    ADDENDUM = "addendum"


class FrozenFigure(Immutable, table=True):
    """One figure of a snapshot; `origin_hash` is the SHA-256 of what it was counted from, `definition` the indicator's version."""

    __tablename__ = "evaluation_figure"
    __table_args__ = (UniqueConstraint("snapshot_id", "key"),)

    snapshot_id: int | None = Field(default=None, foreign_key="evaluation_snapshot.id")
    place: int
    key: str
    definition: str
    value: float | None = None
    state: str
    until: date | None = None
    target: float | None = None
    text: str
    origin_hash: str

    @property
    def line(self) -> FigureLine:
        return FigureLine.read(json.loads(self.text))


class EvaluationSnapshot(Immutable, table=True):
    """Canonical text of everything but the figures, and the SHA-256 over both; `number` counts from 1 within an evaluation."""

    __tablename__ = "evaluation_snapshot"
    __table_args__ = (UniqueConstraint("evaluation_id", "number"),)

    evaluation_id: int = Field(foreign_key="evaluation.id")
    programme_id: int = Field(foreign_key="programme.id")
    number: int
    kind: SnapshotKind = closed_set(SnapshotKind)
    taken_at: datetime
    text: str
    digest: str
    figures: list[FrozenFigure] = Relationship(sa_relationship_kwargs={"order_by": "FrozenFigure.place"})

    @property
    def told(self) -> dict[str, Any]:
        """What was said then, as a value."""
        told: dict[str, Any] = json.loads(self.text)
        return told

    @property
    def lines(self) -> list[FigureLine]:
        return [one.line for one in self.figures]

    @property
    def code(self) -> str:
        """What a report carries so that its scan can be told from another one's."""
        return self.digest[:12].upper()

    @classmethod
    def of(cls, evaluation_id: int, session: Session) -> "list[EvaluationSnapshot]":
        """Oldest first."""
        wanted = select(cls).where(cls.evaluation_id == evaluation_id).options(selectinload(cls.figures), raiseload("*"))  # type: ignore[arg-type]
        return list(session.exec(wanted.order_by(col(cls.number))))


def report_of(snapshots: list[EvaluationSnapshot]) -> EvaluationSnapshot | None:
    """The newest settled state; addenda stand beside it."""
    return next((one for one in reversed(snapshots) if one.kind is SnapshotKind.REPORT), None)


def addenda_of(snapshots: list[EvaluationSnapshot]) -> list[EvaluationSnapshot]:
    """Those that belong to the newest report, oldest first."""
    report = report_of(snapshots)
    return [one for one in snapshots if one.kind is SnapshotKind.ADDENDUM and report and one.number > report.number]
