"""What was handed to an official channel: number, due date, outcome, and what the citizen was told (S3.3, A3.3)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import ColumnElement, Index, false, func
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select, tuple_

from models.actors import Actor
from models.apart import real
from models.base import Record, closed_set, now
from models.errors import NotFound
from models.governance.contacts import Contact
from models.holding import held
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.playbooks.escalation import ReferralClass, ReferralTarget
from models.programmes import Programme
from models.public import cases
from models.public.handing_on import HandingOn

PAGE = 20
COUNT_CAP = 1_000


class ReferralState(StrEnum):
    """`late` isn't stored: it is what an open one is past its due time (`Referral.shown_state`)."""

    SENT = "sent"
    RECEIVED = "received"
    PROCESSING = "processing"
    ANSWERED = "answered"
    DONE = "done"


ORDER = tuple(ReferralState)


class Referral(HandingOn, Record, table=True):
    """Of one case (`subject`: table, `subject_id`); `kind` is a class of the playbook, `number` that of the receiving channel.

    Question, outcome and what the citizen was told are notes of their own, so that they can be erased. Due once, when sent.
    """

    __table_args__ = (
        Index("ix_referral_case", "subject", "subject_id"),
        Index("ix_referral_open", "programme_id", "closed_at", "due_at", "id"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    subject: str
    subject_id: int
    target: str
    office: str = ""
    kind: str
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    number: str = ""
    state: ReferralState = closed_set(ReferralState)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime
    due_at: datetime
    received_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    late_at: datetime | None = None  # when it was told that the due time had passed
    words_id: int | None = Field(default=None, foreign_key="note.id")
    outcome_id: int | None = Field(default=None, foreign_key="note.id")
    told_id: int | None = Field(default=None, foreign_key="note.id")

    programme: Programme = Relationship()
    contact: Optional[Contact] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    by: Optional[Person] = Relationship()  # noqa: UP045
    words: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "Referral.words_id"})  # noqa: UP045
    outcome: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "Referral.outcome_id"})  # noqa: UP045
    told: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "Referral.told_id"})  # noqa: UP045

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_late(self) -> bool:
        """No answer yet though it was due."""
        return self.answered_at is None and self.is_open and self.due_at <= now()

    @property
    def shown_state(self) -> str:
        return "late" if self.is_late else self.state.value

    @property
    def target_rule(self) -> ReferralTarget | None:
        """As the playbook knows it today; None where it no longer does."""
        return next((one for one in self.programme.rules.referrals.targets if one.key == self.target), None)

    @property
    def kind_rule(self) -> ReferralClass | None:
        return next((one for one in self.programme.rules.referrals.classes if one.key == self.kind), None)

    @property
    def where(self) -> str:
        """The channel's name, or the office that was named."""
        return self.office or (self.target_rule.label if self.target_rule else self.target)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """One's own teams; who reads the whole office all; a technical unit's validator nothing."""
        if actor.sees_all:
            return real(col(cls.programme_id))
        return col(cls.programme_id).in_(actor.teams) if actor.teams else false()

    @classmethod
    def current(cls, referral_id: int, seen: int | None, by: Actor, session: Session) -> "Referral":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == referral_id, cls.visible_to(by)).options(*cls.whole()), seen, session)

    @classmethod
    def find(cls, referral_id: int, actor: Actor, session: Session) -> "Referral":
        found = session.exec(select(cls).where(cls.id == referral_id, cls.visible_to(actor)).options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def of_case(cls, case: Any, actor: Actor, session: Session) -> "Sequence[Referral]":
        """Newest first."""
        mine = (cls.subject == str(case.__tablename__), cls.subject_id == case.pk, cls.visible_to(actor))
        return session.exec(select(cls).where(*mine).options(*cls.whole()).order_by(col(cls.id).desc())).all()

    @classmethod
    def desk(
        cls, actor: Actor, programme_ids: Sequence[int], session: Session, *, subject: str = "", closed: bool = False,
        after: tuple[datetime, int] | None = None, size: int = PAGE,
    ) -> "Sequence[Referral]":  # fmt: skip
        """For the tab "Dirujuk": open ones by due time, or closed ones newest first; one more than `size` says that there are more."""
        key = col(cls.closed_at) if closed else col(cls.due_at)
        wanted = select(cls).where(cls.visible_to(actor), col(cls.programme_id).in_(programme_ids))
        wanted = wanted.where(col(cls.closed_at).is_not(None) if closed else col(cls.closed_at).is_(None))
        if subject:
            wanted = wanted.where(cls.subject == subject)
        if after is not None:
            place = tuple_(key, col(cls.id))
            wanted = wanted.where(place < after if closed else place > after)
        order = (key.desc(), col(cls.id).desc()) if closed else (key, col(cls.id))
        return session.exec(wanted.options(*cls.whole()).order_by(*order).limit(size + 1)).all()

    @classmethod
    def count_open(cls, actor: Actor, programme_ids: Sequence[int], session: Session, cap: int = COUNT_CAP) -> int:
        """Not finished yet, counted up to `cap`."""
        mine = (cls.visible_to(actor), col(cls.programme_id).in_(programme_ids), col(cls.closed_at).is_(None))
        some = select(cls.id).where(*mine).limit(cap).subquery()
        return session.exec(select(func.count()).select_from(some)).one()

    @classmethod
    def objections_of(cls, case: Any) -> Issues:
        """What keeps a case open: its referrals that aren't finished."""
        mine = (cls.subject == str(case.__tablename__), cls.subject_id == case.pk, col(cls.closed_at).is_(None))
        left = case.session.exec(select(func.count(col(cls.id))).where(*mine)).one()
        return Issues([Issue("page", "referral_open", {"count": left})] if left else [])

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            *(selectinload(one) for one in (cls.contact, cls.by, cls.words, cls.outcome, cls.told)),  # type: ignore[arg-type]
            raiseload("*"),
        )


cases.OPEN_REFERRALS.append(Referral.objections_of)
