"""Serah terima tugas: open work, follow-ups, comments and accounts go to somebody else in one action, and a record stays (S1.4)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, administers, can
from models.base import Immutable, Row, closed_set, now, today
from models.errors import NotAllowed, NotFound, NotReady
from models.governance.acknowledging import members
from models.governance.handing_on import GOES, Stays, outcomes
from models.governance.open_work import Piece, Work, gather, move
from models.governance.policies import require_reader
from models.issues import Issue, Issues
from models.people import Assignment, Person
from models.programmes import Programme

entries.register("handover.made", "handover", ("giver", "receiver", "moved", "stayed", "told"))

LENGTHS = {"number": 80, "note": 2_000}


class HandoverItem(Immutable, table=True):
    """One piece of work as it was called that day; `subject` is a table, `subject_id` a row of it."""

    __tablename__ = "handover_item"

    handover_id: int | None = Field(default=None, foreign_key="handover.id", index=True)
    work: Work = closed_set(Work)
    subject: str
    subject_id: int
    title: str
    outcome: Stays = closed_set(Stays)


class Handover(Immutable, table=True):
    """One act from one person to another in one programme; names and positions are read from the people."""

    __table_args__ = (Index("ix_handover_programme", "programme_id", "id"),)

    programme_id: int = Field(foreign_key="programme.id")
    giver_id: int = Field(foreign_key="person.id")
    receiver_id: int = Field(foreign_key="person.id")
    number: str = ""
    note: str = ""
    held_on: date
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    programme: Programme = Relationship()
    giver: Person = Relationship(sa_relationship_kwargs={"foreign_keys": "Handover.giver_id"})
    receiver: Person = Relationship(sa_relationship_kwargs={"foreign_keys": "Handover.receiver_id"})
    items: list[HandoverItem] = Relationship(sa_relationship_kwargs={"order_by": "HandoverItem.id"})

    @property
    def moved(self) -> list[HandoverItem]:
        return [one for one in self.items if one.outcome is Stays.MOVED]

    @classmethod
    def objections(cls, programme: Programme, giver: Person, by: Actor) -> Issues:
        """The person himself, the admin, or whoever keeps the programme's accounts."""
        mine = by.person_id is not None and by.person_id == giver.pk
        return Issues([] if mine or administers(by) or can(by, "keep_policies", programme) else [Issue("person", "may_not_hand_over")])

    @classmethod
    def preview(cls, programme: Programme, giver: Person, receiver: Person | None, session: Session) -> list[tuple[Piece, Stays]]:
        """Everything open of the giver, and what would become of each piece with this receiver."""
        return outcomes(gather(programme, giver.pk, session), programme, receiver, session)

    @classmethod
    def make(
        cls, programme: Programme, giver: Person, receiver: Person, by: Actor, session: Session, *, number: str = "", note: str = ""
    ) -> "Handover":
        """Moves what can go, lists what can't with its reason; NotReady for a receiver outside the team and where nothing can go."""
        if issues := cls.objections(programme, giver, by):
            raise NotAllowed(*issues)
        wrong = [
            Issue(key, "too_long", {"limit": LENGTHS[key]})
            for key, text in (("number", number), ("note", note))
            if len(text) > LENGTHS[key]
        ]
        if receiver == giver:
            wrong.append(Issue("receiver", "handover_to_self"))
        elif receiver.pk not in members(programme.pk, session):
            wrong.append(Issue("receiver", "handover_outside", {"name": receiver.name}))
        session.exec(select(Person.id).where(Person.id == receiver.pk).with_for_update()).one()  # no second duty at the same hours
        pieces = [] if wrong else cls.preview(programme, giver, receiver, session)
        if not wrong and not pieces:
            wrong.append(Issue("page", "handover_nothing", {"name": giver.name}))
        elif not wrong and not any(outcome in GOES for _, outcome in pieces):
            wrong.append(Issue("receiver", "handover_nothing_goes", {"giver": giver.name, "name": receiver.name}))
        if wrong:
            raise NotReady(*wrong)
        one = cls(
            programme_id=programme.pk, giver_id=giver.pk, receiver_id=receiver.pk, number=number.strip(), note=note.strip(),
            held_on=today(), by_id=by.person_id, at=now(),
        )  # fmt: skip
        one.items = [
            HandoverItem(work=piece.work, subject=piece.subject, subject_id=piece.row.pk, title=piece.title[:300], outcome=outcome)
            for piece, outcome in pieces
        ]
        session.add(one)
        touched: list[Row] = []
        for piece, outcome in pieces:
            touched += move(piece, receiver.pk if outcome is Stays.MOVED else None, session) if outcome in GOES else []
        session.flush()
        entries.record(
            session, "handover.made", by=by, subject=one, names=[*one.items, *touched], giver=giver, receiver=receiver,
            moved=len(one.moved), stayed=len(one.items) - len(one.moved), told=sorted({giver.pk, receiver.pk}),
        )  # fmt: skip
        return one

    @classmethod
    def givers(cls, programme: Programme, session: Session) -> dict[int, str]:
        """Everybody who ever held a role of the team: who left has open work too."""
        held = select(Assignment.person_id).where(Assignment.programme_id == programme.pk, col(Assignment.unit_id).is_(None))
        wanted = select(Person.id, Person.name).where(col(Person.id).in_(held)).order_by(Person.name)
        return dict(session.exec(wanted).all())  # type: ignore[arg-type]

    @classmethod
    def find(cls, handover_id: int, actor: Actor, session: Session) -> "Handover":
        found = session.exec(select(cls).where(cls.id == handover_id).options(*cls.whole())).first()
        if found is None:
            raise NotFound
        require_reader(found.programme, actor)
        return found

    @classmethod
    def of_programme(cls, programme: Programme, actor: Actor, session: Session) -> "list[Handover]":
        """The newest first, at most 30."""
        require_reader(programme, actor)
        wanted = select(cls).where(cls.programme_id == programme.pk).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.id).desc()).limit(30)))

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).options(selectinload(Programme.playbook), selectinload(Programme.office)),  # type: ignore[arg-type]
            selectinload(cls.giver),  # type: ignore[arg-type]
            selectinload(cls.receiver),  # type: ignore[arg-type]
            selectinload(cls.items),  # type: ignore[arg-type]
            raiseload("*"),
        )
