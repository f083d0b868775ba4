"""Catatan evaluasi and proposals: what the figures are taken to mean, and what one proposes (S4.3, S-H10, A-H12)."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Optional

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Record, closed_set, now
from models.errors import NotFound, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.people import Person

if TYPE_CHECKING:
    from models.results.evaluations.evaluations import Evaluation

entries.register("evaluation_note.written", "evaluation_note", ("note_kind",))
entries.register("evaluation_note.revised", "evaluation_note")
entries.register("evaluation_note.removed", "evaluation_note")

LONGEST = 1_200


class NoteKind(StrEnum):
    """`GOOD` and `WEAK` are notes on what was seen, `PROPOSAL` says what should be done."""

    GOOD = "good"
    WEAK = "weak"
    PROPOSAL = "proposal"


class EvaluationNote(Record, table=True):
    """`about` is an indicator or an aim of the playbook, '' for the whole; `idea_id`: it has become an idea of the bank."""

    __tablename__ = "evaluation_note"

    evaluation_id: int = Field(foreign_key="evaluation.id", index=True)
    programme_id: int = Field(foreign_key="programme.id")
    kind: NoteKind = closed_set(NoteKind)
    text: str
    about: str = ""
    removed: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    idea_id: int | None = Field(default=None, foreign_key="idea.id")
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    @classmethod
    def write(cls, evaluation: "Evaluation", kind: NoteKind, text: str, by: Actor, *, about: str = "") -> "EvaluationNote":
        """Somebody who evaluates, while it is open."""
        evaluation.require_writable(by)
        if issues := _shortcomings(text):
            raise NotReady(*issues)
        one = cls(
            evaluation_id=evaluation.pk, programme_id=evaluation.programme_id, kind=kind, text=text.strip(), about=about,
            by_id=by.person_id, at=now(),
        )  # fmt: skip
        evaluation.session.add(one)
        evaluation.session.flush()
        entries.record(evaluation.session, "evaluation_note.written", by=by, subject=one, note_kind=kind)
        return one

    def revise(self, evaluation: "Evaluation", kind: NoteKind, text: str, by: Actor) -> None:
        self._require_of(evaluation, by)
        if issues := _shortcomings(text):
            raise NotReady(*issues)
        if (self.kind, self.text) == (kind, text.strip()):
            return
        self.kind, self.text = kind, text.strip()
        entries.record(self.session, "evaluation_note.revised", by=by, subject=self)

    def remove(self, evaluation: "Evaluation", by: Actor) -> None:
        """Out of the evaluation; the row stays, for the log names it."""
        self._require_of(evaluation, by)
        self.removed = True
        entries.record(self.session, "evaluation_note.removed", by=by, subject=self)

    @classmethod
    def current(cls, note_id: int, seen: int | None, evaluation: "Evaluation", session: Session) -> "EvaluationNote":
        """The locked row of this evaluation; NotFound where it is another one's, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == note_id, cls.evaluation_id == evaluation.pk, ~col(cls.removed)).options(raiseload("*"))
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, note_id: int, evaluation: "Evaluation", session: Session) -> "EvaluationNote":
        found = session.exec(select(cls).where(cls.id == note_id, cls.evaluation_id == evaluation.pk, ~col(cls.removed))).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def of(cls, evaluation_id: int, session: Session, *, size: int = 100) -> "list[EvaluationNote]":
        """In the order they were written."""
        wanted = select(cls).where(cls.evaluation_id == evaluation_id, ~col(cls.removed)).options(*cls._whole())
        return list(session.exec(wanted.order_by(col(cls.id)).limit(size)))

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        return selectinload(cls.by), raiseload("*")  # type: ignore[arg-type]

    def _require_of(self, evaluation: "Evaluation", by: Actor) -> None:
        if self.evaluation_id != evaluation.pk:
            raise NotFound
        evaluation.require_writable(by)


def _shortcomings(text: str) -> Issues:
    if not text.strip():
        return Issues([Issue("text", "evaluation_note_missing")])
    return Issues([Issue("text", "too_long", {"limit": LONGEST})] if len(text.strip()) > LONGEST else [])
