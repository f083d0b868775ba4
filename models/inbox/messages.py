"""One line of a person's inbox: an entry of the log that concerns his work, or a reminder."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, func, update
from sqlmodel import Field, Session, col, select

from models.actors import Actor
from models.base import Row, now
from models.entries import Entry
from models.errors import NotAllowed, NotFound
from models.issues import Issue

PAGE = 30
CAP = 1_000


class Shown(StrEnum):
    ALL = "all"
    UNREAD = "unread"
    REMINDERS = "reminders"


class Message(Row, table=True):
    """Past the verbs: derived from the log and from reminders; only `read_at` changes."""

    __table_args__ = (Index("ix_message_person", "person_id", "id"), Index("ix_message_unread", "person_id", "read_at"))

    person_id: int = Field(foreign_key="person.id")
    at: datetime
    entry_number: int | None = None
    reminder_id: int | None = Field(default=None, foreign_key="reminder.id")
    read_at: datetime | None = None

    @classmethod
    def page(
        cls, actor: Actor, session: Session, shown: Shown = Shown.ALL, *, before: int | None = None, size: int = PAGE
    ) -> "list[Message]":
        """Newest first, one more than `size` when older ones follow; `before` is the last id of the page before."""
        wanted = select(cls).where(cls.person_id == actor.person_id)
        if shown is Shown.UNREAD:
            wanted = wanted.where(col(cls.read_at).is_(None))
        if shown is Shown.REMINDERS:
            wanted = wanted.where(col(cls.reminder_id).is_not(None))
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        return list(session.exec(wanted.order_by(col(cls.id).desc()).limit(size + 1)))

    @classmethod
    def unread(cls, actor: Actor, session: Session, cap: int = CAP) -> int:
        """How many, counted up to `cap`."""
        some = select(cls.id).where(cls.person_id == actor.person_id, col(cls.read_at).is_(None)).limit(cap).subquery()
        return session.exec(select(func.count()).select_from(some)).one()

    @classmethod
    def entries_of(cls, messages: "Iterable[Message]", session: Session) -> dict[int, Entry]:
        """The lines of the log they speak of, by number."""
        numbers = {one.entry_number for one in messages if one.entry_number is not None}
        if not numbers:
            return {}
        return {one.number: one for one in session.exec(select(Entry).where(col(Entry.number).in_(numbers)))}

    @classmethod
    def read(cls, message_ids: Sequence[int], by: Actor, session: Session) -> None:
        """Seen by the person they are for; NotFound when one of them is somebody else's."""
        theirs = select(func.count()).select_from(cls).where(col(cls.id).in_(message_ids), cls.person_id == by.person_id)
        if session.exec(theirs).one() != len(set(message_ids)):
            raise NotFound
        seen = update(cls).where(col(cls.id).in_(message_ids), col(cls.read_at).is_(None))
        session.connection().execute(seen.values(read_at=now()))

    @classmethod
    def read_all(cls, by: Actor, session: Session, until: int) -> int:
        """Everything up to the newest one that was on screen (its id); what came meanwhile stays unread. How many were unread."""
        if by.person_id is None:
            raise NotAllowed(Issue("person", "person_only"))
        mine = (col(cls.person_id) == by.person_id, col(cls.read_at).is_(None), col(cls.id) <= until)
        return session.connection().execute(update(cls).where(*mine).values(read_at=now())).rowcount
