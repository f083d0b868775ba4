"""What a citizen may ask of his data: to see it, to have it put right, to have it erased, within 3 × 24 hours (UU 27/2022)."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, func, select

from models import entries
from models.actors import Actor, administers
from models.base import Record, Row, closed_set, now
from models.errors import NotFound, NotReady, WrongStage
from models.holding import held
from models.issues import Issue
from models.notes import Note, commitment
from models.playbooks.governance import LAWFUL_HOURS
from models.programmes import require_admin

entries.register("request.received", "data_request", ("wanted", "received_at", "due_at", "party"))
entries.register("request.closed", "data_request", ("wanted", "outcome", "note"))

LENGTHS = {"name": 120, "contact": 120, "wish": 1_000}
CAP = 1_000


class Wanted(StrEnum):
    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"


class RequestOutcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"


class DataRequestParty(Row, table=True):
    """The private part: who asks, how to reach him, what for; blanked by `erase`."""

    __tablename__ = "data_request_party"

    request_id: int = Field(foreign_key="data_request.id", unique=True)
    name: str
    contact: str = ""
    wish: str = ""
    salt: str
    commitment: str


class DataRequest(Record, table=True):
    """Of the whole office: a person doesn't know which programme wrote about him. By the clock, day and night."""

    __tablename__ = "data_request"
    __table_args__ = (Index("ix_data_request_open", "closed_at", "due_at"),)

    wanted: Wanted = closed_set(Wanted)
    received_at: datetime
    due_at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = None
    outcome: RequestOutcome | None = closed_set(RequestOutcome, nullable=True)
    note_id: int | None = Field(default=None, foreign_key="note.id")
    party: DataRequestParty = Relationship(sa_relationship_kwargs={"uselist": False, "foreign_keys": "DataRequestParty.request_id"})
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    @classmethod
    def receive(
        cls,
        wanted: Wanted,
        name: str,
        by: Actor,
        session: Session,
        *,
        contact: str = "",
        wish: str = "",
        received_at: datetime | None = None,
    ) -> "DataRequest":
        """The clock starts when it came in, however it came."""
        require_admin(by)
        private = {"name": " ".join(name.split()), "contact": contact.strip(), "wish": wish.strip()}
        heard = received_at or now()
        issues = [Issue(key, "too_long", {"limit": most}) for key, most in LENGTHS.items() if len(private[key]) > most]
        issues += [] if private["name"] else [Issue("name", "request_name_missing")]
        issues += [Issue("received_at", "request_day_odd")] if heard > now() + timedelta(minutes=2) else []
        if issues:
            raise NotReady(*issues)
        salt = secrets.token_hex(16)
        told = commitment("\n".join(private.values()), salt)
        row = cls(wanted=wanted, received_at=heard, due_at=heard + timedelta(hours=LAWFUL_HOURS), by_id=by.person_id)
        row.party = DataRequestParty(**private, salt=salt, commitment=told)
        session.add(row)
        session.flush()
        entries.record(
            session,
            "request.received",
            by=by,
            subject=row,
            names=[row.party],
            wanted=wanted,
            received_at=heard,
            due_at=row.due_at,
            party=told,
        )
        return row

    def close(self, by: Actor, outcome: RequestOutcome, answer: str) -> None:
        """What was done, or why it wasn't; the answer is a note of its own."""
        require_admin(by)
        if self.closed_at is not None:
            raise WrongStage(Issue("page", "request_closed"))
        if not answer.strip():
            raise NotReady(Issue("reason", "request_answer_missing"))
        self.closed_at, self.outcome, self.note = now(), outcome, Note.of(answer)
        self.session.flush()
        assert self.note is not None
        entries.record(
            self.session, "request.closed", by=by, subject=self, names=[self.note],
            wanted=self.wanted, outcome=outcome, note=self.note.commitment,
        )  # fmt: skip

    @classmethod
    def current(cls, request_id: int, seen: int | None, actor: Actor, session: Session) -> "DataRequest":
        _require_admin_or_nothing(actor)
        return held(cls, select(cls).where(cls.id == request_id).options(*cls.whole()), seen, session)

    @classmethod
    def listed(cls, actor: Actor, session: Session, limit: int = 100) -> "list[DataRequest]":
        """Open ones first, soonest due first, then the newest that are done; only for the admin (NotFound)."""
        _require_admin_or_nothing(actor)
        wanted = select(cls).options(*cls.whole())
        order = (col(cls.closed_at).is_not(None), col(cls.due_at))
        return list(session.exec(wanted.order_by(*order).limit(limit)))

    @classmethod
    def open_count(cls, actor: Actor, session: Session) -> int:
        """Counted up to a cap; 0 for everybody but the admin."""
        if not administers(actor):
            return 0
        some = select(cls.id).where(col(cls.closed_at).is_(None)).limit(CAP).subquery()
        return session.exec(select(func.count()).select_from(some)).one()

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return selectinload(cls.party), selectinload(cls.note), raiseload("*")  # type: ignore[arg-type]


def _require_admin_or_nothing(actor: Actor) -> None:
    if not administers(actor):
        raise NotFound
