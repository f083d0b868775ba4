"""E-mails waiting to be sent, and who wants them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Index, func, update
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Record, Row, now
from models.errors import NotAllowed, NotReady
from models.issues import Issue
from models.people import Person

entries.register("person.digest_set", "person", ("on",))

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z0-9-]{2,63}")
WAITS = (timedelta(0), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))  # before each attempt
LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True)
class GivenUp:
    """E-mails that nobody will send any more, within so many days, and when the last one was given up."""

    count: int
    last_at: datetime | None
    days: int


class MailWish(Record, table=True):
    """Whether a person wants the digest; nobody does until he says so."""

    __tablename__ = "mail_wish"

    person_id: int = Field(foreign_key="person.id", unique=True)
    digest: bool = False

    @classmethod
    def set(cls, person: Person, digest: bool, by: Actor, session: Session) -> "MailWish":
        """Only one's own, and only with an address it can go to."""
        if by.person_id != person.pk:
            raise NotAllowed(Issue("person", "digest_own_only"))
        if digest and not sendable(person.email):
            raise NotReady(Issue("email", "digest_needs_address"))
        wish = cls.of(person.pk, session) or cls(person_id=person.pk)
        wish.digest = digest
        session.add(wish)
        session.flush()
        entries.record(session, "person.digest_set", by=by, subject=person, names=[wish], on=digest)
        return wish

    @classmethod
    def of(cls, person_id: int, session: Session) -> "MailWish | None":
        return session.exec(select(cls).where(cls.person_id == person_id)).first()

    @classmethod
    def wishing(cls, session: Session, after: int = 0, limit: int = 50) -> list[Person]:
        """Active people who want the digest, by id from `after` on."""
        wanted = select(Person).join(cls, col(cls.person_id) == Person.id).where(cls.digest, Person.active, col(Person.id) > after)
        return list(session.exec(wanted.order_by(col(Person.id)).limit(limit)))


class Mail(Row, table=True):
    """Past the verbs: the outbox; a row leaves it by `sent_at`, or is given up after some attempts (`given_up_at`)."""

    __table_args__ = (Index("ix_mail_waiting", "sent_at", "given_up_at", "id"),)

    person_id: int = Field(foreign_key="person.id")
    address: str
    subject: str
    body: str
    key: str = Field(unique=True)
    created_at: datetime
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    attempts: int = 0

    @staticmethod
    def digest_key(person_id: int, day: date) -> str:
        return f"digest:{person_id}:{day.isoformat()}"

    @classmethod
    def put(cls, person: Person, key: str, subject: str, body: str, session: Session) -> "Mail":
        """Wait for the next turn of the post; the same key never waits twice (OutOfDate at commit)."""
        mail = cls(person_id=person.pk, address=person.email.strip(), subject=subject, body=body, key=key, created_at=now())
        session.add(mail)
        return mail

    @classmethod
    def last(cls, person_id: int, session: Session) -> "Mail | None":
        return session.exec(select(cls).where(cls.person_id == person_id).order_by(col(cls.id).desc())).first()

    @classmethod
    def due(cls, session: Session, limit: int) -> "list[Mail]":
        """Those whose next attempt has come, oldest first; each failure makes the next wait longer."""
        waiting = select(cls).where(col(cls.sent_at).is_(None), col(cls.given_up_at).is_(None)).order_by(col(cls.id)).limit(200)
        return [one for one in session.exec(waiting) if one.created_at + WAITS[min(one.attempts, len(WAITS) - 1)] <= now()][:limit]

    @classmethod
    def given_up(cls, session: Session) -> "GivenUp":
        """Of the last days, so that what was put right isn't shown for ever."""
        lost = (col(cls.sent_at).is_(None), col(cls.given_up_at) > now() - LOOKED_BACK)
        count, last_at = session.exec(select(func.count(col(cls.id)), func.max(col(cls.given_up_at))).where(*lost)).one()
        return GivenUp(count, last_at, LOOKED_BACK.days)

    @classmethod
    def begin_attempt(cls, mail_id: int, attempts: int, session: Session) -> bool:
        """Counted before it is tried, so that a mail that kills its worker is given up too; False when another worker was first."""
        same = (col(cls.id) == mail_id, col(cls.attempts) == attempts, col(cls.sent_at).is_(None))
        return bool(session.connection().execute(update(cls).where(*same).values(attempts=attempts + 1)).rowcount)

    @classmethod
    def note_sent(cls, mail_ids: Iterable[int], session: Session) -> None:
        """It is gone; what it said stands in the inbox, so its text isn't kept."""
        session.connection().execute(update(cls).where(col(cls.id).in_(list(mail_ids))).values(sent_at=now(), body=""))

    @classmethod
    def note_failed(cls, mail_id: int, attempts: int, session: Session) -> bool:
        """Whether it is given up by this."""
        over = attempts >= len(WAITS)
        if over:
            session.connection().execute(update(cls).where(col(cls.id) == mail_id).values(given_up_at=now()))
        return over


def sendable(address: str) -> bool:
    """One address and nothing else: no list, no name, no line break."""
    return bool(ADDRESS.fullmatch(address.strip()))
