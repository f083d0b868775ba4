"""The mentor's decision whether it works, taken against the figures (S-H9, A-H11)."""

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Optional

from sqlalchemy import UniqueConstraint, func
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, closed_set, now
from models.entries import Entry, canonical
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.playbooks import Playbook

if TYPE_CHECKING:
    from models.results.evaluations.evaluations import Evaluation
    from models.results.evaluations.prefilled import FigureLine

entries.register("evaluation.effectiveness_judged", "evaluation", ("aim", "verdict", "figures", "note"))

WHOLE = "programme"  # what a decision on the programme as a whole is about
PREPARED = ("evaluation.opened", "evaluation.revised", "evaluation.aim_judged")


class Verdict(StrEnum):
    EFFECTIVE = "effective"
    IMPROVE = "improve"


class Effectiveness(Immutable, table=True):
    """One decision; the one with the highest `number` about the same thing counts. `figures` is the hash of what was on the table."""

    __table_args__ = (UniqueConstraint("evaluation_id", "about", "number"),)

    evaluation_id: int = Field(foreign_key="evaluation.id")
    programme_id: int = Field(foreign_key="programme.id")
    about: str
    number: int
    verdict: Verdict = closed_set(Verdict)
    note_id: int = Field(foreign_key="note.id")
    figures: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    note: Note = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    @classmethod
    def objections_to_judging(cls, evaluation: "Evaluation", by: Actor) -> Issues:
        """The right to judge; while it is open; never who prepared it."""
        if not can(by, "judge_effectiveness", evaluation.programme):
            return Issues([Issue("person", "may_not_judge")])
        if not evaluation.is_open:
            return Issues([Issue("page", "evaluation_settled")])
        return Issues([Issue("person", "judging_own_evaluation")] if by.person_id in preparers(evaluation) else [])

    @classmethod
    def judge(
        cls, evaluation: "Evaluation", about: str, verdict: Verdict, reason: str, by: Actor, shown: "list[FigureLine]"
    ) -> "Effectiveness":
        """Against these figures; each decision says why, "needs improvement" as well as "effective"."""
        if issues := cls.objections_to_judging(evaluation, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if about not in subjects(evaluation.programme.rules):
            raise NotFound
        if not reason.strip():
            raise NotReady(Issue("reason", "verdict_reason_missing"))
        session, note, digest = evaluation.session, Note.of(reason), figures_digest(shown)
        same = (cls.evaluation_id == evaluation.pk, cls.about == about)
        last = session.exec(select(func.max(cls.number)).where(*same)).one() or 0
        session.add(note)
        session.flush()
        one = cls(
            evaluation_id=evaluation.pk, programme_id=evaluation.programme_id, about=about, number=last + 1, verdict=verdict,
            note_id=note.pk, figures=digest, by_id=by.person_id, at=now(),
        )  # fmt: skip
        session.add(one)
        session.flush()
        entries.record(
            session, "evaluation.effectiveness_judged", by=by, subject=evaluation, names=[one, note],
            aim=about, verdict=verdict, figures=digest, note=note.commitment,
        )  # fmt: skip
        return one

    @classmethod
    def of(cls, evaluation_id: int, session: Session) -> "dict[str, Effectiveness]":
        """What counts, by what it is about."""
        wanted = select(cls).where(cls.evaluation_id == evaluation_id).options(*cls._whole()).order_by(col(cls.number))
        return {one.about: one for one in session.exec(wanted)}

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        return selectinload(cls.note), selectinload(cls.by), raiseload("*")  # type: ignore[arg-type]


def subjects(rules: Playbook) -> tuple[str, ...]:
    """What must be decided on: the programme as a whole, and each aim the playbook has judged by itself."""
    return (WHOLE, *(one.key for one in rules.aims if one.judged))


def preparers(evaluation: "Evaluation") -> set[int | None]:
    """Ids of whoever wrote it, as the log tells."""
    wrote = (Entry.subject == "evaluation", Entry.subject_id == evaluation.pk, col(Entry.action).in_(PREPARED))
    return set(evaluation.session.exec(select(Entry.actor_id).where(*wrote))) | {evaluation.by_id}


def figures_digest(shown: "list[FigureLine]") -> str:
    """SHA-256 of the figures as they stood."""
    return hashlib.sha256(canonical({"figures": [one.written() for one in shown]}).encode()).hexdigest()
