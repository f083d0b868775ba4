"""An idea that belongs to another office: sent there, accepted into its idea bank or declined with a reason (DAYS 3.9, S-H1, A-H1)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import ColumnElement, Index, or_
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.base import Record, closed_set, today
from models.governance.contacts import Contact
from models.governance.readable import Readable
from models.notes import Note
from models.planning.ideas import Idea
from models.planning.passing import Passing
from models.programmes import Programme

MOST = 40
OUTSIDE = "outside"  # worded in `passed_to`


class PassedState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PassedIdea(Passing, Readable, Record, table=True):
    """`programme_id` sent it; `to_id` is a programme of this installation, else `office` (with a contact) is one outside.

    `copy_id`: what it became there; `late_at`: when it was told that `due_on` had passed without an answer.
    """

    __tablename__ = "passed_idea"
    __table_args__ = (
        Index("ix_passed_idea_idea", "idea_id"),
        Index("ix_passed_idea_waiting", "to_id", "state", "id"),
        Index("ix_passed_idea_late", "programme_id", "state", "due_on"),
    )

    idea_id: int = Field(foreign_key="idea.id")
    programme_id: int = Field(foreign_key="programme.id")
    to_id: int | None = Field(default=None, foreign_key="programme.id")
    office: str = ""
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    state: PassedState = closed_set(PassedState)
    due_on: date
    note_id: int | None = Field(default=None, foreign_key="note.id")
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")
    reason_id: int | None = Field(default=None, foreign_key="note.id")
    copy_id: int | None = Field(default=None, foreign_key="idea.id", unique=True)
    late_at: datetime | None = None

    idea: Idea = Relationship(sa_relationship_kwargs={"foreign_keys": "PassedIdea.idea_id"})
    copied: Optional[Idea] = Relationship(sa_relationship_kwargs={"foreign_keys": "PassedIdea.copy_id"})  # noqa: UP045
    source: Programme = Relationship(sa_relationship_kwargs={"foreign_keys": "PassedIdea.programme_id"})
    target: Optional[Programme] = Relationship(sa_relationship_kwargs={"foreign_keys": "PassedIdea.to_id"})  # noqa: UP045
    contact: Optional[Contact] = Relationship()  # noqa: UP045
    note: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "PassedIdea.note_id"})  # noqa: UP045
    reason: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "PassedIdea.reason_id"})  # noqa: UP045

    @property
    def to_name(self) -> str:
        return self.target.name if self.target else self.office

    @property
    def to_told(self) -> str:
        """For the log, which nothing is erased from: what was typed for an office outside may name a person, and stays out of it."""
        return self.target.name if self.target else OUTSIDE

    @property
    def is_late(self) -> bool:
        return self.state is PassedState.OPEN and self.due_on < today()

    @property
    def shown_state(self) -> str:
        return "late" if self.is_late else self.state.value

    @classmethod
    def waiting(cls, programme_ids: Collection[int], session: Session) -> "list[PassedIdea]":
        """Sent to these programmes and not answered yet, oldest first."""
        wanted = select(cls).where(col(cls.to_id).in_(programme_ids), cls.state == PassedState.OPEN)
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.id)).limit(MOST)))

    @classmethod
    def sent(cls, ideas: Iterable[Idea], session: Session) -> "dict[int, list[PassedIdea]]":
        """Idea → where it was sent, newest first."""
        return cls._by("idea_id", ideas, session)

    @classmethod
    def origins(cls, ideas: Iterable[Idea], session: Session) -> "dict[int, list[PassedIdea]]":
        """Idea → what it was accepted from, for those that came from elsewhere."""
        return cls._by("copy_id", ideas, session)

    @classmethod
    def is_there(cls, idea_id: int, to_id: int | None, office: str, session: Session) -> bool:
        """Waiting there already, or accepted."""
        stands = (cls.idea_id == idea_id, col(cls.state).in_((PassedState.OPEN, PassedState.ACCEPTED)))
        same = cls.to_id == to_id if to_id is not None else (col(cls.to_id).is_(None) & (cls.office == office))
        return session.exec(select(cls.id).where(*stands, same)).first() is not None

    @classmethod
    def readable_by(cls, actor: Actor) -> ColumnElement[bool]:
        """The teams of both sides, nobody else."""
        return or_(col(cls.programme_id).in_(actor.teams), col(cls.to_id).in_(actor.teams))

    @classmethod
    def _by(cls, key: str, ideas: Iterable[Idea], session: Session) -> "dict[int, list[PassedIdea]]":
        ids = [one.pk for one in ideas]
        if not ids:
            return {}
        wanted = select(cls).where(getattr(cls, key).in_(ids)).options(*cls.whole()).order_by(col(cls.id).desc())
        found: dict[int, list[PassedIdea]] = {}
        for one in session.exec(wanted):
            found.setdefault(getattr(one, key), []).append(one)
        return found

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        setup: tuple[Any, ...] = (selectinload(Programme.playbook), selectinload(Programme.office))  # type: ignore[arg-type]
        return (
            selectinload(cls.idea).options(*Idea.whole()),  # type: ignore[arg-type]
            selectinload(cls.copied).options(raiseload("*")),  # type: ignore[arg-type]
            selectinload(cls.source).options(*setup),  # type: ignore[arg-type]
            selectinload(cls.target).options(*setup),  # type: ignore[arg-type]
            *(selectinload(one) for one in (cls.contact, cls.note, cls.reason)),  # type: ignore[arg-type]
            raiseload("*"),
        )
