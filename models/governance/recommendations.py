"""Policy recommendations: what an evaluation makes the office ask of others, who decided on it and what became of it (S4.5)."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.base import Immutable, Record, closed_set
from models.governance.readable import Readable
from models.governance.recommending import Recommending
from models.notes import Note
from models.people import Person
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import EvaluationNote


class RecommendationState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CARRIED_OUT = "carried_out"


class RecommendationStep(Immutable, table=True):
    """What was decided or done on a moment, and why."""

    __tablename__ = "recommendation_step"

    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    programme_id: int = Field(foreign_key="programme.id")
    state: RecommendationState = closed_set(RecommendationState)
    note_id: int = Field(foreign_key="note.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    note: Note = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation


class Recommendation(Recommending, Readable, Record, table=True):
    """`addressee` should act on it, `owner` of the team looks after it; it rests on an evaluation, on its `finding` where one is named."""

    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    programme_id: int = Field(foreign_key="programme.id")
    number: int
    title: str
    text: str
    addressee: str
    state: RecommendationState = closed_set(RecommendationState)
    evaluation_id: int = Field(foreign_key="evaluation.id")
    finding_id: int | None = Field(default=None, foreign_key="evaluation_note.id")
    owner_id: int = Field(foreign_key="person.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    changed_at: datetime

    programme: Programme = Relationship()
    evaluation: Evaluation = Relationship()
    finding: Optional[EvaluationNote] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    owner: Person = Relationship(sa_relationship_kwargs={"foreign_keys": "Recommendation.owner_id"})
    by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Recommendation.by_id"})  # noqa: UP045
    steps: list[RecommendationStep] = Relationship(sa_relationship_kwargs={"order_by": "RecommendationStep.id"})

    @classmethod
    def listed(cls, programme_id: int, actor: Actor, session: Session) -> "list[Recommendation]":
        """Newest first, at most 60."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.readable_by(actor)).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.number).desc()).limit(60)))

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        steps = selectinload(cls.steps).options(  # type: ignore[arg-type]
            selectinload(RecommendationStep.note), selectinload(RecommendationStep.by), raiseload("*")  # type: ignore[arg-type]
        )  # fmt: skip
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.evaluation).raiseload("*"),  # type: ignore[arg-type]
            selectinload(cls.finding).raiseload("*"),  # type: ignore[arg-type]
            selectinload(cls.owner),  # type: ignore[arg-type]
            selectinload(cls.by),  # type: ignore[arg-type]
            steps,
            raiseload("*"),
        )
