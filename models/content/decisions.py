"""What was decided and what was passed: immutable rows, each bound to the hash of what it covers."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Optional

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Relationship

from models.base import Immutable, closed_set
from models.content.checklists import ChecklistAnswer
from models.notes import Note

if TYPE_CHECKING:
    from models.content.contents import Content


class Decision(StrEnum):
    APPROVE = "approve"
    RETURN = "return"
    RECALL = "recall"
    UNDO = "undo"


class Review(Immutable, table=True):
    """One person's decision at one stage, on exactly what `covered` hashes; UNIQUE on the version seen, so there is only one.

    `approver_id` is whose decision it is when somebody else recorded it (by telephone, or on paper by a unit).
    """

    __table_args__ = (UniqueConstraint("content_id", "decided_on"), Index("ix_review_stage", "stage", "decision", "at"))

    content_id: int = Field(foreign_key="content.id", index=True)
    stage: str
    decision: Decision = closed_set(Decision)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    approver_id: int | None = Field(default=None, foreign_key="person.id")
    on_behalf_of_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    revision: int
    covered: str
    decided_on: int
    note_id: int | None = Field(default=None, foreign_key="note.id")
    letter_id: int | None = Field(default=None, foreign_key="media.id")
    letter_number: str = ""
    written: bool = False
    verbal: bool = False
    undoes_id: int | None = Field(default=None, foreign_key="review.id")
    content: "Content" = Relationship(back_populates="reviews")
    answers: list[ChecklistAnswer] = Relationship(back_populates="review")
    note: Optional[Note] = Relationship()  # noqa: UP045


class Passage(Immutable, table=True):
    """A working, scheduling or publishing stage was passed: by whom, when, on what it builds upon."""

    __table_args__ = (UniqueConstraint("content_id", "decided_on"),)

    content_id: int = Field(foreign_key="content.id", index=True)
    stage: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    revision: int
    covered: str
    decided_on: int
    content: "Content" = Relationship(back_populates="passages")
