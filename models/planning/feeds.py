"""Calendar subscriptions: a revocable key per person, for all his programmes or one of them (A3.2)."""

import secrets
from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import contains_eager
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, administers
from models.base import Record, now
from models.errors import NotAllowed, NotFound, NotReady, Refused
from models.holding import held
from models.issues import Issue
from models.people import Person
from models.programmes import Programme
from models.sessions import digest

entries.register("feed.opened", "feed_key", ("programme",))
entries.register("feed.revoked", "feed_key", ("programme",))

MOST = 10


class FeedKey(Record, table=True):
    """`digest` is the SHA-256 of the key; the key itself is shown once. Without a programme: everything the person sees, and his shifts."""

    __tablename__ = "feed_key"
    __table_args__ = (Index("ix_feed_key_person", "person_id"),)

    person_id: int = Field(foreign_key="person.id")
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    digest: str = Field(unique=True)
    created_at: datetime
    revoked_at: datetime | None = None
    person: Person = Relationship()

    @classmethod
    def open(cls, person: Person, by: Actor, session: Session, programme: Programme | None = None) -> "tuple[FeedKey, str]":
        """The row and its key; one's own only, since whoever holds the key reads as this person."""
        if by.person_id != person.id:
            raise NotAllowed(Issue("person", "feed_own_only"))
        readable = subscribable(by, session)
        if programme is not None and programme not in readable:
            raise NotFound
        if not readable:
            raise NotReady(Issue("programme", "feed_no_programme"))
        if len(cls.mine(person.pk, session)) >= MOST:
            raise NotReady(Issue("page", "feed_too_many", {"most": MOST}))
        key = secrets.token_urlsafe(32)
        opened = cls(person_id=person.pk, programme_id=programme.pk if programme else None, digest=digest(key), created_at=now())
        session.add(opened)
        entries.record(session, "feed.opened", by=by, subject=opened, programme=opened.programme_id)
        return opened, key

    def revoke(self, by: Actor) -> None:
        """At once and for good, by its owner or an admin."""
        if by.person_id != self.person_id and not administers(by):
            raise NotAllowed(Issue("person", "admin_only"))
        if self.revoked_at is not None:
            raise Refused(Issue("page", "feed_revoked"))
        self.revoked_at = now()
        entries.record(self.session, "feed.revoked", by=by, subject=self, programme=self.programme_id)

    @classmethod
    def mine(cls, person_id: int, session: Session) -> "list[FeedKey]":
        """Those that still open, newest first."""
        wanted = select(cls).where(cls.person_id == person_id, col(cls.revoked_at).is_(None))
        return list(session.exec(wanted.order_by(col(cls.id).desc())))

    @classmethod
    def of_key(cls, key: object, session: Session) -> "FeedKey | None":
        """One SELECT whether the key is right, wrong or revoked, or its person was switched off; comes with the person."""
        wanted = select(cls).join(Person, col(Person.id) == cls.person_id).options(contains_eager(cls.person))  # type: ignore[arg-type]
        return session.exec(wanted.where(cls.digest == digest(key), col(cls.revoked_at).is_(None), col(Person.active))).first()

    @classmethod
    def current(cls, feed_id: int, seen: int, session: Session) -> "FeedKey":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == feed_id), seen, session)


def subscribable(actor: Actor, session: Session) -> list[Programme]:
    """The programmes whose calendar this person may read: an admin without a role in one reads none."""
    return [one for one in Programme.visible(actor, session) if actor.sees_all or one.pk in actor.programmes]
