"""Checklist answers: one item, by whom, when, on what exactly."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, UniqueConstraint, delete
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Immutable, Row, closed_set
from models.issues import Issue, Issues
from models.playbooks import Item, Stage

if TYPE_CHECKING:
    from models.content.decisions import Review


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class ChecklistAnswer(Immutable, table=True):
    """Written with the decision it belongs to; `covered` is the hash of what the item is about (S3.2, A2.3)."""

    __tablename__ = "checklist_answer"
    __table_args__ = (UniqueConstraint("review_id", "item"),)

    review_id: int = Field(foreign_key="review.id", index=True)
    item: str
    answer: Answer = closed_set(Answer)
    note_id: int | None = Field(default=None, foreign_key="note.id")
    covered: str
    carried: bool = False
    at: datetime
    review: "Review" = Relationship(back_populates="answers")


class DraftAnswer(Row, table=True):
    """Answers while deciding, kept on the server when the signal drops; `answers`: item → answer, note, and the hash it was given on."""

    __tablename__ = "draft_answer"
    __table_args__ = (UniqueConstraint("content_id", "stage", "person_id"),)

    content_id: int = Field(foreign_key="content.id")
    stage: str
    person_id: int = Field(foreign_key="person.id")
    answers: dict[str, Any] = Field(sa_type=JSON)
    saved_at: datetime

    @classmethod
    def of(cls, content_id: int, stage: str, person_id: int, session: Session) -> "DraftAnswer | None":
        mine = (cls.content_id == content_id, cls.stage == stage, cls.person_id == person_id)
        return session.exec(select(cls).where(*mine)).first()

    @classmethod
    def discard(cls, content_id: int, stage: str, person_id: int, session: Session) -> None:
        """The decision holds them now."""
        mine = (col(cls.content_id) == content_id, col(cls.stage) == stage, col(cls.person_id) == person_id)
        session.connection().execute(delete(cls).where(*mine))


Given = dict[str, tuple[Answer, str]]


def objections(stage: Stage, given: Given) -> Issues:
    """What keeps a checklist from supporting an approval: unanswered, answered no, or not applicable where that isn't permitted."""
    return Issues(issue for item in stage.checklist if (issue := _objection(item, given)))


def unexplained(stage: Stage, given: Given) -> Issues:
    """Items answered no without saying what is wrong."""
    said_no = (item for item in stage.checklist if given.get(item.key, (None, ""))[0] == Answer.NO)
    return Issues(
        Issue(f"item:{item.key}", "item_reason_missing", {"item": item.text}) for item in said_no if not given[item.key][1].strip()
    )


def _objection(item: Item, given: Given) -> Issue | None:
    answer, note = given.get(item.key, (None, ""))
    about, facts = f"item:{item.key}", {"item": item.text}
    if answer is None:
        return Issue(about, "item_unanswered", facts)
    if answer == Answer.NO:
        return Issue(about, "item_no", facts)
    if answer == Answer.NOT_APPLICABLE and not item.not_applicable:
        return Issue(about, "item_must_apply", facts)
    if answer == Answer.NOT_APPLICABLE and not note.strip():
        return Issue(about, "item_note_missing", facts)
    return None
