"""Two people sign a settled evaluation, each with the anchor of the log at that moment; the paper comes back and is matched (S4.3)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Optional

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, closed_set, now
from models.entries import Entry
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.results.evaluations.snapshots import EvaluationSnapshot
from models.signed_papers import Match, bring_back, typed_code

if TYPE_CHECKING:
    from models.results.evaluations.evaluations import Evaluation

entries.register("evaluation.scan_added", "evaluation", ("snapshot", "match", "note"))


class Capacity(StrEnum):
    """`PREPARER` signs first (right to evaluate), `JUDGE` second (right to judge)."""

    PREPARER = "preparer"
    JUDGE = "judge"


class EvaluationSignature(Immutable, table=True):
    """Name, NIP, rank and position as they were at signing; nobody signs one snapshot twice."""

    __tablename__ = "evaluation_signature"
    __table_args__ = (UniqueConstraint("snapshot_id", "person_id"), UniqueConstraint("snapshot_id", "capacity"))

    snapshot_id: int = Field(foreign_key="evaluation_snapshot.id")
    person_id: int = Field(foreign_key="person.id")
    capacity: Capacity = closed_set(Capacity)
    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""
    anchor_number: int
    anchor_hash: str
    at: datetime

    @classmethod
    def of(cls, snapshot_ids: Collection[int], session: Session) -> "dict[int, list[EvaluationSignature]]":
        """By snapshot, in the order they were given."""
        found: dict[int, list[EvaluationSignature]] = {}
        for one in session.exec(select(cls).where(col(cls.snapshot_id).in_(snapshot_ids)).order_by(col(cls.id))):
            found.setdefault(one.snapshot_id, []).append(one)
        return found


class SignedScan(Immutable, table=True):
    """The signed report as it came back; `sha256` names a stored file."""

    __tablename__ = "evaluation_scan"
    __table_args__ = (UniqueConstraint("snapshot_id", "sha256"),)

    evaluation_id: int = Field(foreign_key="evaluation.id", index=True)
    snapshot_id: int = Field(foreign_key="evaluation_snapshot.id")
    sha256: str
    name: str
    type: str
    match: Match = closed_set(Match)
    note_id: int | None = Field(default=None, foreign_key="note.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    by: Optional[Person] = Relationship()  # noqa: UP045

    @classmethod
    def of(cls, evaluation_id: int, session: Session) -> "list[SignedScan]":
        """Newest first."""
        wanted = select(cls).where(cls.evaluation_id == evaluation_id).options(selectinload(cls.note), selectinload(cls.by), raiseload("*"))  # type: ignore[arg-type]
        return list(session.exec(wanted.order_by(col(cls.id).desc())))

    @classmethod
    def objections_to_adding(cls, evaluation: "Evaluation", by: Actor) -> Issues:
        if not can(by, "evaluate", evaluation.programme):
            return Issues([Issue("person", "may_not_evaluate")])
        return Issues([] if evaluation.is_over else [Issue("page", "evaluation_not_closed")])

    @classmethod
    def add(
        cls,
        evaluation: "Evaluation",
        by: Actor,
        *,
        sha256: str,
        name: str,
        type: str,
        carries: str = "",
        code: str = "",
        statement: str = "",
    ) -> "SignedScan":
        """`carries` is the digest found inside the file ('' for none); otherwise the printed code, otherwise an explicit statement."""
        if issues := cls.objections_to_adding(evaluation, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if type != "application/pdf":
            raise NotReady(Issue("file", "scan_not_pdf"))
        session = evaluation.session
        known = EvaluationSnapshot.of(evaluation.pk, session)
        snapshot, match = _matched(known, carries, code)
        if snapshot is None and not statement.strip():
            raise NotReady(Issue("code", "scan_foreign" if carries or code.strip() else "scan_unmatched"))
        target = snapshot or known[-1]
        about = {"evaluation_id": evaluation.pk, "snapshot_id": target.pk}
        return bring_back(
            cls, about, "snapshot_id", by, session, action="evaluation.scan_added", subject=evaluation, match=match, sha256=sha256,
            name=name, type=type, statement=statement, snapshot=target,
        )  # fmt: skip


def sign(snapshot: EvaluationSnapshot, capacity: Capacity, by: Actor, session: Session) -> EvaluationSignature:
    """A signature under one snapshot with the head of the log as it stands; the caller's entry names it."""
    person = session.get(Person, by.person_id or 0)
    if person is None:
        raise NotAllowed(Issue("person", "person_only"))
    number, head = Entry.head(session)
    one = EvaluationSignature(
        snapshot_id=snapshot.pk, person_id=person.pk, capacity=capacity, name=person.name, nip=person.nip, rank=person.rank,
        position=person.position, anchor_number=number, anchor_hash=head, at=now(),
    )  # fmt: skip
    session.add(one)
    session.flush()
    return one


def objections_to_second(snapshot: EvaluationSnapshot | None, evaluation: "Evaluation", by: Actor) -> Issues:
    """The right to judge, and somebody else than who signed first."""
    if not can(by, "judge_effectiveness", evaluation.programme):
        return Issues([Issue("person", "may_not_sign_second")])
    signed = EvaluationSignature.of([snapshot.pk], evaluation.session).get(snapshot.pk, []) if snapshot else []
    if any(one.person_id == by.person_id for one in signed):
        return Issues([Issue("person", "signed_already")])
    if len(signed) != 1:
        return Issues([Issue("page", "nothing_to_sign")])
    return Issues()


def _matched(known: list[EvaluationSnapshot], carries: str, code: str) -> tuple[EvaluationSnapshot | None, Match]:
    typed = typed_code(code)
    for one in known:
        if carries and one.digest == carries:
            return one, Match.FILE
    for one in known:
        if typed and one.code == typed:
            return one, Match.CODE
    return None, Match.STATEMENT
