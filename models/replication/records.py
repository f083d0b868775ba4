"""Rekam replikasi: to whom a way of working went, in which version, and what came of it, here or elsewhere (S4.5, A4.3)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, administers, can
from models.base import Immutable, now, today
from models.content import personal_numbers
from models.errors import NotAllowed, NotReady
from models.governance.readable import Readable
from models.issues import Issue, Issues
from models.programmes import Programme

entries.register("replication.recorded", "replication_record", ("happened_on", "playbook", "digest", "inside"))
entries.register("replication.visited", "replication_record", ("held_on", "next_on"))

LENGTHS = {"receiver": 160, "contact": 160, "note": 1000}


class ReplicationVisit(Immutable, table=True):
    """What was found when the receiver was visited or asked; `next_on`: when to look again."""

    __tablename__ = "replication_visit"

    record_id: int = Field(foreign_key="replication_record.id", index=True)
    held_on: date
    note: str
    next_on: date | None = None
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")


class ReplicationRecord(Readable, Immutable, table=True):
    """`receiver`: the office; `contact`: the post that answers there, never a private number; `inside_id`: the programme it became here."""

    __tablename__ = "replication_record"

    programme_id: int = Field(foreign_key="programme.id", index=True)
    inside_id: int | None = Field(default=None, foreign_key="programme.id")
    receiver: str
    contact: str = ""
    note: str = ""
    happened_on: date
    playbook: int
    digest: str = ""
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    visits: list[ReplicationVisit] = Relationship(sa_relationship_kwargs={"order_by": "ReplicationVisit.id"})

    @classmethod
    def objections(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, "replicate", programme) or administers(by) else [Issue("person", "may_not_replicate")])

    @classmethod
    def add(
        cls, programme: Programme, receiver: str, happened_on: date, playbook: int, by: Actor, session: Session, *, contact: str = "",
        note: str = "", digest: str = "", inside_id: int | None = None,
    ) -> "ReplicationRecord":  # fmt: skip
        """By hand for an office elsewhere, by itself when a package is taken over here."""
        if issues := cls.objections(programme, by):
            raise NotAllowed(*issues)
        given = {"receiver": " ".join(receiver.split()), "contact": " ".join(contact.split()), "note": note.strip()}
        wrong = _wrong(given, happened_on)
        wrong += [] if given["receiver"] else [Issue("receiver", "replication_receiver_missing")]
        newest = programme.playbook.number if programme.playbook else 1
        wrong += [] if 1 <= playbook <= newest else [Issue("playbook", "replication_version_unknown", {"newest": newest})]
        if wrong:
            raise NotReady(*wrong)
        one = cls(
            programme_id=programme.pk, inside_id=inside_id, happened_on=happened_on, playbook=playbook, digest=digest, at=now(),
            by_id=by.person_id, receiver=given["receiver"], contact=given["contact"], note=given["note"],
        )  # fmt: skip
        session.add(one)
        session.flush()
        entries.record(
            session, "replication.recorded", by=by, subject=one, happened_on=str(happened_on), playbook=playbook, digest=digest,
            inside=inside_id,
        )  # fmt: skip
        return one

    def visit(self, programme: Programme, held_on: date, note: str, by: Actor, next_on: date | None = None) -> ReplicationVisit:
        """Looked after: what is in use there, what changed, what they need."""
        if issues := self.objections(programme, by):
            raise NotAllowed(*issues)
        wrong = _wrong({"note": note.strip()}, held_on)
        wrong += [] if note.strip() else [Issue("note", "replication_visit_empty")]
        wrong += [Issue("next_on", "replication_next_odd")] if next_on is not None and next_on <= held_on else []
        if wrong:
            raise NotReady(*wrong)
        one = ReplicationVisit(record_id=self.pk, held_on=held_on, note=note.strip(), next_on=next_on, at=now(), by_id=by.person_id)
        self.session.add(one)
        self.session.flush()
        entries.record(
            self.session, "replication.visited", by=by, subject=self, names=[one], held_on=str(held_on),
            next_on=str(next_on) if next_on else None,
        )  # fmt: skip
        return one

    @classmethod
    def of(cls, programme_id: int, actor: Actor, session: Session) -> "list[ReplicationRecord]":
        """Newest first."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.readable_by(actor))
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.happened_on).desc(), col(cls.id).desc())))

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return selectinload(cls.visits), raiseload("*")  # type: ignore[arg-type]


def _wrong(given: dict[str, str], day: date) -> list[Issue]:
    issues = [Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, text in given.items() if len(text) > LENGTHS[key]]
    issues += [
        Issue(key, "replication_personal", {"masked": one.masked}) for key, text in given.items() for one in personal_numbers.find(text)
    ]
    return issues + ([Issue("day", "replication_day_odd")] if day > today() else [])
