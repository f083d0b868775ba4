"""What was done about a comment, by whom, under which house rule, with what was said: written once."""

from datetime import datetime
from enum import StrEnum
from typing import Optional

from sqlalchemy import Index
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Immutable, closed_set
from models.notes import Note
from models.people import Person


class Deed(StrEnum):
    ANSWERED = "answered"
    HOLDING = "holding"  # a first answer while the matter is still looked into
    HIDDEN = "hidden"
    REMOVED = "removed"
    BLOCKED = "blocked"
    CLOSED = "closed"
    NOTED = "noted"
    REOPENED = "reopened"
    UNDONE = "undone"


class Act(Immutable, table=True):
    """`note_id`: the answer, reason or internal note; `copy_id` the comment as it stood before it was removed, bound by `commitment`.

    Text and copy are erasable notes: what stays is that it happened. `first` marks the first response; `undoes_id` an earlier act.
    """

    __tablename__ = "moderation_act"
    __table_args__ = (Index("ix_moderation_act_interaction", "interaction_id", "id"),)

    interaction_id: int = Field(foreign_key="interaction.id")
    programme_id: int = Field(foreign_key="programme.id", index=True)
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    deed: Deed = closed_set(Deed)
    house_rule: str = ""
    note_id: int | None = Field(default=None, foreign_key="note.id")
    copy_id: int | None = Field(default=None, foreign_key="note.id")
    commitment: str = ""
    before: str
    after: str
    first: bool = False
    undoes_id: int | None = Field(default=None, foreign_key="moderation_act.id", unique=True)
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    note: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "Act.note_id"})  # noqa: UP045

    @classmethod
    def of(cls, interaction_id: int, session: Session, size: int = 100) -> list["Act"]:
        """What was done about one comment, newest first."""
        wanted = select(cls).where(cls.interaction_id == interaction_id).order_by(col(cls.id).desc()).limit(size)
        return list(session.exec(wanted.options(selectinload(cls.by), selectinload(cls.note))))  # type: ignore[arg-type]
