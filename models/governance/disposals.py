"""Pemusnahan: what is past its term loses its words and files by two people's decision, with an official record (S1.4, S3.4, A3.3b)."""

import hashlib
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, closed_set, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance import retention
from models.governance.erasing import Line, blanked
from models.governance.readable import Readable
from models.governance.retention import Fate
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Programme

entries.register("disposal.proposed", "disposal", ("record_class", "rows", "digest"))
entries.register("disposal.carried_out", "disposal", ("record_class", "rows", "digest", "erasure"))
entries.register("disposal.refused", "disposal", ("record_class",))

RIGHT = "release_records"
LENGTHS = {"number": 80, "reason": 500}


class DisposalState(StrEnum):
    PROPOSED = "proposed"
    CARRIED_OUT = "carried_out"
    REFUSED = "refused"


class Disposal(Readable, Record, table=True):
    """`rows`: [table, id, hash, day its use ended] of each; `digest`: SHA-256 of that list; `number`: of the official record."""

    __table_args__ = (Index("ix_disposal_programme", "programme_id", "id"),)

    programme_id: int = Field(foreign_key="programme.id")
    record_class: str
    state: DisposalState = closed_set(DisposalState)
    rows: list[list[Any]] = Field(sa_type=JSON)
    digest: str
    last_day: date
    reason: str
    number: str = ""
    erasure_id: int | None = Field(default=None, foreign_key="erasure.id")
    proposed_by_id: int | None = Field(default=None, foreign_key="person.id")
    proposed_at: datetime
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None
    programme: Programme = Relationship()
    proposed_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Disposal.proposed_by_id"})  # noqa: UP045
    decided_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Disposal.decided_by_id"})  # noqa: UP045

    @classmethod
    def objections_to_proposing(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, RIGHT, programme) else [Issue("person", "may_not_release")])

    @classmethod
    def propose(cls, programme: Programme, key: str, reason: str, by: Actor, session: Session) -> "Disposal":
        """Everything of a class that is past its term and that nothing holds; permanent classes are refused."""
        if issues := cls.objections_to_proposing(programme, by):
            raise NotAllowed(*issues)
        kind = retention.of_key(key)
        if kind is None or kind.fate is Fate.PERMANENT:
            raise NotReady(Issue("page", "retention_permanent"))
        free = [one for one in retention.past_term(programme, kind, session) if one.hold is None]
        issues = Issues([] if reason.strip() else [Issue("reason", "reason_missing")])
        issues += [] if len(reason) <= LENGTHS["reason"] else [Issue("reason", "too_long", {"limit": LENGTHS["reason"]})]
        issues += [] if free else [Issue("page", "retention_nothing")]
        issues += [Issue("page", "retention_proposed_already")] if cls._open(programme.pk, key, session) else []
        if issues:
            raise NotReady(*issues)
        rows = [[str(one.row.__tablename__), one.row.pk, one.hash, one.ended.date().isoformat()] for one in free]
        disposal = cls(
            programme=programme, programme_id=programme.pk, record_class=key, state=DisposalState.PROPOSED, rows=rows, digest=digest(rows),
            last_day=kind.last_day, reason=reason.strip(), proposed_by_id=by.person_id, proposed_at=now(),
        )  # fmt: skip
        session.add(disposal)
        session.flush()
        entries.record(
            session, "disposal.proposed", by=by, subject=disposal, record_class=key, rows=len(rows), digest=disposal.digest
        )  # fmt: skip
        return disposal

    def objections_to_deciding(self, by: Actor) -> Issues:
        """Another person than who proposed it, with the same right, while it is open."""
        if self.state is not DisposalState.PROPOSED:
            return Issues([Issue("page", "disposal_decided")])
        issues = [] if can(by, RIGHT, self.programme) else [Issue("person", "may_not_release")]
        return Issues(issues + ([Issue("person", "disposal_own")] if by.person_id == self.proposed_by_id else []))

    def carry_out(self, by: Actor, number: str) -> list[Line]:
        """Words and files go, hashes stay; gives the lines of the erasure register. NotReady where something is held since."""
        self._decide(by)
        number = number.strip()
        kind = retention.of_key(self.record_class)
        due = retention.past_term(self.programme, kind, self.session) if kind else []
        free = {(str(one.row.__tablename__), one.row.pk): one.row for one in due if one.hold is None}
        wanted = [(table, row_id) for table, row_id, *_ in self.rows]
        issues = [] if number else [Issue("number", "disposal_number_missing")]
        issues += [] if len(number) <= LENGTHS["number"] else [Issue("number", "too_long", {"limit": LENGTHS["number"]})]
        issues += [Issue("page", "disposal_held_since")] if any(one not in free for one in wanted) else []
        if issues:
            raise NotReady(*issues)
        rows = [free[one] for one in wanted]
        erasure, note, lines = blanked(rows, self.reason, by, self.session)
        self.number, self.erasure_id, self.state = number, erasure.pk, DisposalState.CARRIED_OUT
        entries.record(
            self.session, "disposal.carried_out", by=by, subject=self, names=[erasure, note, *rows], record_class=self.record_class,
            rows=len(rows), digest=self.digest, erasure=erasure,
        )  # fmt: skip
        return lines

    def refuse(self, by: Actor) -> None:
        self._decide(by)
        self.state = DisposalState.REFUSED
        entries.record(self.session, "disposal.refused", by=by, subject=self, record_class=self.record_class)

    def _decide(self, by: Actor) -> None:
        if issues := self.objections_to_deciding(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        self.decided_by_id, self.decided_at = by.person_id, now()

    @classmethod
    def _open(cls, programme_id: int, key: str, session: Session) -> bool:
        mine = (cls.programme_id == programme_id, cls.record_class == key, cls.state == DisposalState.PROPOSED)
        return session.exec(select(cls.id).where(*mine).limit(1)).first() is not None

    @classmethod
    def of(cls, programme_id: int, actor: Actor, session: Session, size: int = 20) -> "list[Disposal]":
        """Newest first."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.readable_by(actor)).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.id).desc()).limit(size)))

    @classmethod
    def done(cls, session: Session) -> "list[tuple[str, str, int]]":
        """Number, class and how many rows of each that was carried out, for `verify`."""
        wanted = select(cls).where(cls.state == DisposalState.CARRIED_OUT).order_by(col(cls.id))
        return [(one.number, one.record_class, len(one.rows)) for one in session.exec(wanted)]

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        office = selectinload(cls.programme).selectinload(Programme.office)  # type: ignore[arg-type]
        playbook = selectinload(cls.programme).selectinload(Programme.playbook)  # type: ignore[arg-type]
        return selectinload(cls.proposed_by), selectinload(cls.decided_by), playbook, office, raiseload("*")  # type: ignore[arg-type]


def digest(rows: list[list[Any]]) -> str:
    """SHA-256 of the numbered list as the official record prints it: table, id, hash, day; one a line."""
    return hashlib.sha256("".join(" ".join(map(str, one)) + "\n" for one in rows).encode()).hexdigest()
