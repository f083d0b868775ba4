"""A whole programme with its records goes to a successor office: proposed here, accepted there, on the record (A4.3, S4.5; DAYS 3.9b)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, func, select

from models.actors import Actor
from models.asked import once
from models.base import Record, closed_set
from models.governance.office_names import OfficeName
from models.governance.readable import Readable
from models.holding import held
from models.people import Person
from models.programmes import Office, Programme
from models.replication.effecting import Effecting
from models.replication.transferring import Transferring

PROPOSED = text("state = 'proposed'")


class TransferState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"  # accepted, for a day that lies ahead
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = (TransferState.PROPOSED, TransferState.AGREED)


class Transfer(Transferring, Effecting, Readable, Record, table=True):
    """`number`, `dated_on`: of the berita acara; `effective_on`: from that day the programme is the other office's.

    `readers`: people of the old office who only read from then on, until `read_until`. `counts`: how many rows of what went over, with
    the log's anchor; both written when it takes effect. `sha256`: the signed sheet.
    """

    __table_args__ = (
        Index("ix_transfer_programme", "programme_id", "id"),
        Index("ix_transfer_proposed", "programme_id", unique=True, sqlite_where=PROPOSED, postgresql_where=PROPOSED),
    )

    programme_id: int = Field(foreign_key="programme.id")
    from_id: int = Field(foreign_key="office.id")
    to_id: int = Field(foreign_key="office.id")
    state: TransferState = closed_set(TransferState)
    number: str
    dated_on: date
    effective_on: date
    basis: str
    readers: list[int] = Field(sa_type=JSON)
    read_until: date | None = None
    proposed_at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")
    reason: str = ""
    counts: dict[str, int] = Field(sa_type=JSON)
    anchor_number: int = 0
    anchor_hash: str = ""
    sha256: str | None = None
    file_name: str = ""
    file_type: str = ""
    programme: Programme = Relationship()
    source: Office = Relationship(sa_relationship_kwargs={"foreign_keys": "Transfer.from_id"})
    target: Office = Relationship(sa_relationship_kwargs={"foreign_keys": "Transfer.to_id"})
    by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Transfer.by_id"})  # noqa: UP045
    answered_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Transfer.answered_by_id"})  # noqa: UP045

    @property
    def name(self) -> str:
        """Of the signed sheet, as whoever fetches it saves it."""
        return self.file_name

    @classmethod
    def open_one(cls, programme_id: int, session: Session) -> "Transfer | None":
        """The one that waits for an answer or for its day."""
        wanted = select(cls).where(cls.programme_id == programme_id, col(cls.state).in_(OPEN))
        return session.exec(wanted.options(*cls.whole())).first()

    @classmethod
    def last_day(cls, programme_id: int, session: Session) -> date | None:
        """From when on the programme is its present office's; None where it always was."""
        done = (cls.programme_id == programme_id, cls.state == TransferState.ACCEPTED)
        return session.exec(select(func.max(cls.effective_on)).where(*done)).one()

    @classmethod
    def of(cls, programme_id: int, actor: Actor, session: Session) -> "list[Transfer]":
        """Newest first."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.readable_by(actor))
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.id).desc())))

    @classmethod
    def waiting(cls, actor: Actor, session: Session) -> "list[Transfer]":
        """Those this person may answer or still decline, whichever programme they are of: the receiver isn't in its team yet."""
        found = session.exec(select(cls).where(col(cls.state).in_(OPEN)).options(*cls.whole()).order_by(col(cls.id)))
        return [one for one in found if not one.objections_to_declining(actor)]

    @classmethod
    def to_answer(cls, transfer_id: int, seen: int, actor: Actor, session: Session) -> "Transfer":
        """The locked row for who may answer it; else as `current`."""
        mine = {one.pk for one in cls.waiting(actor, session)}
        if transfer_id not in mine:
            return cls.current(transfer_id, seen, actor, session)
        return held(cls, select(cls).where(cls.id == transfer_id).options(*cls.whole()), seen, session)

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "Transfer | None":
        """One this person may see whose signed sheet it is."""
        return session.exec(select(cls).where(cls.sha256 == sha256, cls.readable_by(actor)).limit(1)).first()

    @classmethod
    def office_on(cls, programme: Programme, day: date, session: Session) -> Office:
        """Whose programme it was on a day."""
        found = once(session, ("transfers", programme.pk), lambda: cls._done(programme.pk, session))
        return next((one.source for one in found if one.effective_on > day), None) or Office.find(programme.office_id, session)

    @classmethod
    def office_name(cls, programme: Programme, day: date, session: Session) -> str:
        """What its office was called on that day: papers keep the name of their date."""
        return OfficeName.on(cls.office_on(programme, day, session), day, session)

    @classmethod
    def _done(cls, programme_id: int, session: Session) -> "list[Transfer]":
        wanted = select(cls).where(cls.programme_id == programme_id, cls.state == TransferState.ACCEPTED)
        return list(session.exec(wanted.options(selectinload(cls.source), raiseload("*")).order_by(col(cls.effective_on), col(cls.id))))  # type: ignore[arg-type]

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).options(selectinload(Programme.playbook), selectinload(Programme.office)),  # type: ignore[arg-type]
            selectinload(cls.source),  # type: ignore[arg-type]
            selectinload(cls.target),  # type: ignore[arg-type]
            selectinload(cls.by),  # type: ignore[arg-type]
            selectinload(cls.answered_by),  # type: ignore[arg-type]
            raiseload("*"),
        )
