"""Sign-in: our own revocable sessions, the one-time ticket behind the cookie, and a throttle that slows and never locks."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Field, Session, col, select

from models.base import Row, now
from models.people import Person
from models.programmes import Office

HOURS = 12
TICKET_SECONDS = 60
SLOWEST = 60


def digest(text: object) -> str:
    """SHA-256 of a cookie's value; anything that isn't text (a mock, a missing cookie) gives ''."""
    return hashlib.sha256(text.encode()).hexdigest() if isinstance(text, str) and text else ""


class SignIn(Row, table=True):
    """One open session: a hash of a random token, bound to the browser that opened it; `room_id`: the practice room it stands in."""

    __tablename__ = "sign_in"

    token: str = Field(unique=True)
    browser: str
    person_id: int = Field(foreign_key="person.id", index=True)
    credentials: int
    opened_at: datetime
    ends_at: datetime
    device: str = ""
    revoked: bool = False
    room_id: int | None = Field(default=None, foreign_key="programme.id")

    @classmethod
    def open(cls, person: Person, browser: str, session: Session, *, own_device: bool = False, device: str = "") -> tuple[str, str]:
        """Token hash and one-time ticket; 12 hours, or as many days as the office allows on one's own phone."""
        token, ticket, moment = secrets.token_urlsafe(32), secrets.token_urlsafe(32), now()
        days = Office.own_device_limit(session) if own_device else 0
        ends = moment + max(timedelta(days=days), timedelta(hours=HOURS))
        session.add(
            cls(
                token=digest(token), browser=browser, person_id=person.pk, credentials=person.credentials,
                opened_at=moment, ends_at=ends, device=device[:80],
            )
        )  # fmt: skip
        session.add(Ticket(ticket=digest(ticket), token=token, browser=browser, ends_at=moment + timedelta(seconds=TICKET_SECONDS)))
        return digest(token), ticket

    @classmethod
    def alive(cls, token: str, browser: str, session: Session) -> int | None:
        """The gate: one indexed SELECT; the person behind a live session of this browser."""
        found = cls.visit(token, browser, session)
        return found[0] if found else None

    @classmethod
    def visit(cls, token: str, browser: str, session: Session) -> tuple[int, int | None] | None:
        """Likewise, with the practice room this session stands in; whoever leaves it out acts outside every room."""
        if not token or not browser:
            return None
        found = select(cls.person_id, cls.room_id).join(Person, col(Person.id) == cls.person_id)  # type: ignore[arg-type]
        return session.exec(
            found.where(
                cls.token == token, cls.browser == browser, col(cls.revoked).is_(False), cls.ends_at > now(),
                col(Person.active).is_(True), Person.credentials == cls.credentials,
            )
        ).first()  # fmt: skip

    @classmethod
    def step_into(cls, token: str, room_id: int | None, session: Session) -> None:
        """Into a practice room or (None) back out; in all tabs of this session. Who hasn't joined it stays outside all the same."""
        session.connection().execute(update(cls).where(col(cls.token) == token).values(room_id=room_id))

    @classmethod
    def ends(cls, token: str, session: Session) -> datetime | None:
        return session.exec(select(cls.ends_at).where(cls.token == token)).first()

    @classmethod
    def revoke(cls, token: str, session: Session) -> None:
        session.connection().execute(update(cls).where(col(cls.token) == token).values(revoked=True))

    @classmethod
    def revoke_one(cls, sign_in_id: int, person_id: int, session: Session) -> None:
        """One of one's own sessions."""
        session.connection().execute(update(cls).where(col(cls.id) == sign_in_id, col(cls.person_id) == person_id).values(revoked=True))

    @classmethod
    def revoke_others(cls, token: str, person_id: int, session: Session) -> None:
        """Everywhere but here."""
        others = update(cls).where(col(cls.person_id) == person_id, col(cls.token) != token)
        session.connection().execute(others.values(revoked=True))

    @classmethod
    def renew(cls, token: str, person: Person, session: Session) -> None:
        """Keep the session in which its owner has just changed his own password."""
        session.connection().execute(update(cls).where(col(cls.token) == token).values(credentials=person.credentials))

    @classmethod
    def knows(cls, person_id: int, browser: str, session: Session) -> bool:
        """Whether this person has signed in with this browser before."""
        return session.exec(select(cls.id).where(cls.person_id == person_id, cls.browser == browser)).first() is not None

    @classmethod
    def open_ones(cls, person_id: int, session: Session) -> list["SignIn"]:
        live = select(cls).join(Person, col(Person.id) == cls.person_id)  # type: ignore[arg-type]
        live = live.where(
            cls.person_id == person_id, col(cls.revoked).is_(False), cls.ends_at > now(), Person.credentials == cls.credentials
        )
        return list(session.exec(live.order_by(col(cls.opened_at).desc())))


class Ticket(Row, table=True):
    """Handed to the browser after the form, swapped once for the cookie, then gone."""

    ticket: str = Field(unique=True)
    token: str
    browser: str
    ends_at: datetime

    @classmethod
    def redeem(cls, ticket: str, browser: str, session: Session) -> str | None:
        """The session token for the cookie, once, within a minute, in the same browser."""
        found = session.exec(select(cls).where(cls.ticket == digest(ticket))).first()
        if found is None:
            return None
        session.delete(found)
        good = browser and found.browser == browser and found.ends_at > now()
        return found.token if good else None


class Throttle(Row, table=True):
    """Misses by a key: each makes the next try wait longer, all decay, nobody is locked out."""

    who: str = Field(unique=True)
    misses: int = 0
    wait_until: datetime

    @classmethod
    def waits(cls, keys: list[str], session: Session) -> bool:
        return bool(session.exec(select(cls.id).where(col(cls.who).in_(keys), cls.wait_until > now())).first())

    @classmethod
    def miss(cls, key: str, session: Session, patience: int = 3) -> None:
        """`patience` misses are free; then 1, 2, 4 … at most 60 seconds; a quiet quarter of an hour forgets them."""
        moment = now()
        row = session.exec(select(cls).where(cls.who == key).with_for_update()).first() or cls(who=key, wait_until=moment)
        if row.wait_until < moment - timedelta(minutes=15):
            row.misses = 0
        row.misses += 1
        wait = 0 if row.misses <= patience else min(SLOWEST, 2 ** min(row.misses - patience - 1, 6))
        row.wait_until = moment + timedelta(seconds=wait)
        session.add(row)

    @classmethod
    def forget(cls, key: str, session: Session) -> None:
        row = session.exec(select(cls).where(cls.who == key)).first()
        if row:
            row.misses, row.wait_until = 0, now()


def admit(username: str, stored: str, good: bool, address: str, browser: str, session: Session) -> Person | None:
    """The person when the bcrypt check of `stored` was good (it runs before the transaction) and nothing has to wait.

    A browser this person signed in with before waits for its own misses only: guessing from elsewhere can't keep him out.
    A try while waiting is refused without making the wait longer.
    """
    person = Person.named(username, session)
    keys = _throttled(username, person, address, browser, session)
    if Throttle.waits(list(keys), session):
        return None
    if good and person and person.active and person.password_hash == stored:
        Throttle.forget(next(iter(keys)), session)
        return person
    for key, patience in keys.items():
        Throttle.miss(key, session, patience)
    return None


def _throttled(username: str, person: Person | None, address: str, browser: str, session: Session) -> dict[str, int]:
    """Key → free misses; the first one is forgotten after a success. Keys are hashes: names of nobody are kept too."""
    if person and browser and SignIn.knows(person.pk, browser, session):
        return {f"known:{digest(f'{person.pk} {browser}')}": 3}
    return {f"name:{digest(username.strip().lower() or '-')}": 3, f"address:{digest(address or '-')}": 20}
