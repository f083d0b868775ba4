"""The signed berita acara of a handover as it came back, told to be ours by our mark, the printed code or somebody's word (S1.4)."""

import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from typing import Optional

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Immutable, closed_set
from models.errors import NotAllowed, NotReady
from models.governance.handovers import Handover
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.signed_papers import Match, bring_back, typed_code

entries.register("handover.scan_added", "handover", ("match", "note"))


class HandoverScan(Immutable, table=True):
    """`sha256` names a stored file; the same file comes back once."""

    __tablename__ = "handover_scan"
    __table_args__ = (UniqueConstraint("handover_id", "sha256"),)

    handover_id: int = Field(foreign_key="handover.id", index=True)
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
    def of(cls, handover_ids: Collection[int], session: Session) -> "dict[int, list[HandoverScan]]":
        """By handover, the newest first."""
        whole = (selectinload(cls.note), selectinload(cls.by), raiseload("*"))  # type: ignore[arg-type]
        wanted = select(cls).where(col(cls.handover_id).in_(handover_ids)).options(*whole)
        found: dict[int, list[HandoverScan]] = {}
        for one in session.exec(wanted.order_by(col(cls.id).desc())) if handover_ids else ():
            found.setdefault(one.handover_id, []).append(one)
        return found

    @classmethod
    def objections_to_adding(cls, handover: Handover, by: Actor) -> Issues:
        """Who may hand over for the giver, and the receiver."""
        taken = by.person_id is not None and by.person_id == handover.receiver_id
        return Issues() if taken else Handover.objections(handover.programme, handover.giver, by)

    @classmethod
    def add(
        cls, handover: Handover, by: Actor, session: Session, *, sha256: str, name: str, type: str, carries: str = "", code: str = "",
        statement: str = "",
    ) -> "HandoverScan":  # fmt: skip
        """`carries` is the digest found inside the file ('' for none); otherwise the printed code, otherwise an explicit statement."""
        if issues := cls.objections_to_adding(handover, by):
            raise NotAllowed(*issues)
        if type != "application/pdf":
            raise NotReady(Issue("file", "scan_not_pdf"))
        match = _matched(handover, carries, code)
        if match is Match.STATEMENT and not statement.strip():
            raise NotReady(Issue("code", "handover_scan_foreign" if carries or code.strip() else "handover_scan_unmatched"))
        return bring_back(
            cls, {"handover_id": handover.pk}, "handover_id", by, session, action="handover.scan_added", subject=handover, match=match,
            sha256=sha256, name=name, type=type, statement=statement,
        )  # fmt: skip


def digest(handover: Handover) -> str:
    """SHA-256 of what was handed over, hexadecimal: from rows that never change."""
    items = [[one.work, one.subject, one.subject_id, one.title, one.outcome] for one in handover.items]
    facts = [handover.programme.key, handover.pk, handover.number, str(handover.held_on), handover.giver_id, handover.receiver_id, items]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def code(handover: Handover) -> str:
    """What the paper carries, so that its scan can be told from another one's."""
    return digest(handover)[:12].upper()


def _matched(handover: Handover, carries: str, typed: str) -> Match:
    if carries and carries == digest(handover):
        return Match.FILE
    return Match.CODE if typed_code(typed) == code(handover) else Match.STATEMENT
