"""Criticism of the office is hidden by two people or not at all: one asks and says why, another one decides (S3.3, A3.3)."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import Index, text
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, closed_set, now
from models.errors import NotAllowed, NotFound, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.public.acts import Deed
from models.public.interactions import Interaction

entries.register("hiding.asked", "hiding_request", ("interaction", "deed", "house_rule", "note"))
entries.register("hiding.refused", "hiding_request", ("interaction", "note"))
entries.register("hiding.withdrawn", "hiding_request", ("interaction",))

OPEN = text("state = 'open'")


class RequestState(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class HidingRequest(Record, table=True):
    """`deed`: hidden, removed or blocked; at most one open request per comment."""

    __tablename__ = "hiding_request"
    __table_args__ = (
        Index("ix_hiding_request_open", "interaction_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_hiding_request_waiting", "programme_id", "state", "id"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    interaction_id: int = Field(foreign_key="interaction.id", index=True)
    deed: Deed = closed_set(Deed)
    house_rule: str
    state: RequestState = closed_set(RequestState)
    asked_at: datetime
    asked_by_id: int | None = Field(default=None, foreign_key="person.id")
    note_id: int = Field(foreign_key="note.id")
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")
    decision_id: int | None = Field(default=None, foreign_key="note.id")
    interaction: Interaction = Relationship()
    note: Note = Relationship(sa_relationship_kwargs={"foreign_keys": "HidingRequest.note_id"})
    decision: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "HidingRequest.decision_id"})  # noqa: UP045
    asked_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "HidingRequest.asked_by_id"})  # noqa: UP045

    @classmethod
    def ask(cls, one: Interaction, by: Actor, deed: Deed, house_rule: str, reason: str) -> "HidingRequest":
        """Who moderates asks; nothing happens to the comment until somebody else agrees."""
        if issues := one.objections_to_asking(by, deed):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)
        if issues := one.wrong_removal(house_rule, reason):
            raise NotReady(*issues)
        if cls.open_of([one.pk], one.session):
            raise NotReady(Issue("page", "hiding_asked_already"))
        note = Note.of(reason)
        one.session.add(note)
        one.session.flush()
        asked = cls(
            programme_id=one.programme_id, interaction_id=one.pk, interaction=one, deed=deed, house_rule=house_rule,
            state=RequestState.OPEN, asked_at=now(), asked_by_id=by.person_id, note_id=note.pk, note=note,
        )  # fmt: skip
        one.session.add(asked)
        entries.record(
            one.session, "hiding.asked", by=by, subject=asked, names=[note], interaction=one, deed=deed, house_rule=house_rule,
            note=note.commitment,
        )  # fmt: skip
        return asked

    def objections_to_deciding(self, by: Actor) -> Issues:
        """Another person than who asked, with the right to confirm."""
        issues = [] if can(by, "confirm_hiding", self.interaction) else [Issue("person", "may_not_confirm_hiding")]
        if by.person_id == self.asked_by_id:
            issues.append(Issue("person", "own_hiding_request"))
        if self.state is not RequestState.OPEN:
            issues.append(Issue("page", "hiding_decided"))
        return Issues(issues)

    def confirm(self, by: Actor) -> None:
        """The second person agrees: the comment is archived and removed in both their names."""
        self._require_deciding(by)
        self._decide(RequestState.CONFIRMED, by)
        self.interaction.carry_out_removal(by, self.deed, self.house_rule, self.note, [self])

    def refuse(self, by: Actor, reason: str) -> None:
        """The criticism stays where it is, and why."""
        self._require_deciding(by)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        self.decision = Note.of(reason)
        self._decide(RequestState.REFUSED, by)
        entries.record(
            self.session, "hiding.refused", by=by, subject=self, names=[self.decision], interaction=self.interaction,
            note=self.decision.commitment,
        )  # fmt: skip

    def withdraw(self, by: Actor) -> None:
        """By who asked, as long as nobody decided."""
        if by.person_id != self.asked_by_id:
            raise NotAllowed(Issue("person", "not_your_request"))
        if self.state is not RequestState.OPEN:
            raise NotReady(Issue("page", "hiding_decided"))
        self._decide(RequestState.WITHDRAWN, by)
        entries.record(self.session, "hiding.withdrawn", by=by, subject=self, interaction=self.interaction)

    @classmethod
    def current(cls, request_id: int, seen: int | None, by: Actor, session: Session) -> "HidingRequest":
        """The locked request inside a transaction, its comment locked before it."""
        found = session.exec(select(cls.interaction_id).where(cls.id == request_id)).first()
        if found is None:
            raise NotFound
        Interaction.current(found, None, by, session)
        return held(cls, select(cls).where(cls.id == request_id).options(*cls._whole()), seen, session)

    @classmethod
    def waiting(cls, programme_ids: list[int], session: Session, size: int = 20) -> "list[HidingRequest]":
        """Open ones of these programmes, oldest first."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == RequestState.OPEN)
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.id)).limit(size)))

    @classmethod
    def open_of(cls, interaction_ids: list[int], session: Session) -> dict[int, int]:
        """Comment → its open request."""
        wanted = select(cls.interaction_id, cls.id).where(col(cls.interaction_id).in_(interaction_ids), cls.state == RequestState.OPEN)
        return {interaction: number for interaction, number in session.exec(wanted) if number is not None}

    @classmethod
    def of(cls, interaction_id: int, session: Session) -> "list[HidingRequest]":
        """Every request about one comment, newest first."""
        return list(
            session.exec(select(cls).where(cls.interaction_id == interaction_id).options(*cls._whole()).order_by(col(cls.id).desc()))
        )

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        whole = selectinload(cls.interaction).options(*Interaction.whole())  # type: ignore[arg-type]
        return whole, selectinload(cls.note), selectinload(cls.decision), selectinload(cls.asked_by)  # type: ignore[arg-type]

    def _require_deciding(self, by: Actor) -> None:
        if issues := self.objections_to_deciding(by):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)

    def _decide(self, state: RequestState, by: Actor) -> None:
        self.state, self.decided_at, self.decided_by_id = state, now(), by.person_id
        self.session.flush()
