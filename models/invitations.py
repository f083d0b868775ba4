"""A one-time link with which somebody sets his own password; the admin copies it, so that no e-mail is needed."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, ActorKind
from models.base import Record, closed_set, now
from models.errors import Refused
from models.issues import Issue
from models.passwords import Password
from models.people import Person
from models.programmes import require_admin
from models.sessions import digest

HOURS = 24

entries.register("invitation.made", "person", ("purpose",))
entries.register("invitation.redeemed", "person", ("purpose",))


class Purpose(StrEnum):
    INVITE = "invite"
    RESET = "reset"


class Invitation(Record, table=True):
    """Only the hash of its key is kept; a newer link closes the older ones of that person."""

    person_id: int = Field(foreign_key="person.id", index=True)
    key: str = Field(unique=True)
    purpose: Purpose = closed_set(Purpose)
    ends_at: datetime
    closed: bool = False
    person: Person = Relationship()

    @classmethod
    def make(cls, person: Person, by: Actor, session: Session) -> str:
        """The key for the link, shown once; a reset for who has a password already."""
        require_admin(by)
        if not person.active:
            raise Refused(Issue("person", "person_inactive"))
        older = session.exec(select(cls).where(cls.person_id == person.pk, col(cls.closed).is_(False))).all()
        for one in older:
            one.closed = True
        key = secrets.token_urlsafe(32)
        purpose = Purpose.RESET if person.password_hash else Purpose.INVITE
        made = cls(person=person, key=digest(key), purpose=purpose, ends_at=now() + timedelta(hours=HOURS))
        session.add(made)
        entries.record(session, "invitation.made", by=by, subject=person, names=[made, *older], purpose=purpose)
        return key

    def redeem(self, password: Password) -> Person:
        """The invited person's own act: the link is spent, the password his."""
        himself = Actor(ActorKind.PERSON, self.person_id, self.person.name)
        self.closed = True
        self.person.set_password(password, by=himself)
        entries.record(self.session, "invitation.redeemed", by=himself, subject=self.person, names=[self], purpose=self.purpose)
        return self.person

    @classmethod
    def opened_by(cls, key: object, session: Session, *, lock: bool = False) -> "Invitation":
        """Refused alike whether the key is wrong, late or spent, or its person was switched off."""
        wanted = select(cls).where(cls.key == digest(key), col(cls.closed).is_(False), cls.ends_at > now())
        wanted = wanted.options(selectinload(cls.person))  # type: ignore[arg-type]
        found = session.exec(wanted.with_for_update() if lock else wanted).first()
        if found is None or not found.person.active:
            raise Refused(Issue("page", "invitation_gone"))
        return found
