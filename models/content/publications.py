"""One content on one channel: planned, scheduled, published, with proof."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, closed_set, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue
from models.notes import Note
from models.programmes import Programme

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("programme.paused", "pause", ("note", "scheduled"))
entries.register("programme.resumed", "pause")


class PublicationState(StrEnum):
    PLANNED = "planned"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"
    CANCELLED = "cancelled"


class Publication(Record, table=True):
    """`scheduled_for` is what we intend, `published_at` what happened; `native` = scheduled on the platform itself.

    `text` is the channel's text as published; `proof_id` a screenshot where there is no link (stories).
    """

    __table_args__ = (UniqueConstraint("content_id", "channel", "placement"), Index("ix_publication_due", "state", "scheduled_for"))

    content_id: int = Field(foreign_key="content.id", index=True)
    programme_id: int = Field(foreign_key="programme.id")
    channel: str
    placement: str = "feed"
    state: PublicationState = closed_set(PublicationState)
    scheduled_for: datetime | None = None
    native: bool = False
    published_at: datetime | None = None
    permalink: str = ""
    proof_id: int | None = Field(default=None, foreign_key="media.id")
    text: str = ""
    by_id: int | None = Field(default=None, foreign_key="person.id")
    content: "Content" = Relationship(back_populates="publications")


class Pause(Record, table=True):
    """Everything scheduled in one programme stands still, with a reason, until somebody lifts it."""

    programme_id: int = Field(foreign_key="programme.id", index=True)
    started_at: datetime
    ended_at: datetime | None = None
    by_id: int | None = Field(default=None, foreign_key="person.id")
    note_id: int | None = Field(default=None, foreign_key="note.id")

    @classmethod
    def open_in(cls, programme_ids: list[int], session: Session) -> list["Pause"]:
        """Pauses in force, oldest first."""
        within = (col(cls.programme_id).in_(programme_ids), col(cls.ended_at).is_(None))
        return list(session.exec(select(cls).where(*within).order_by(col(cls.id))))

    @classmethod
    def start(cls, programme: Programme, reason: str, by: Actor, session: Session) -> "Pause":
        """'Jeda semua publikasi terjadwal' for one programme."""
        if not can(by, "pause", programme):
            raise NotAllowed(Issue("person", "may_not_pause"))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        if cls.open_in([programme.pk], session):
            raise WrongStage(Issue("page", "already_paused"))
        note = Note.of(reason)
        session.add(note)
        session.flush()
        pause = cls(programme_id=programme.pk, started_at=now(), by_id=by.person_id, note_id=note.id)
        session.add(pause)
        entries.record(session, "programme.paused", by=by, subject=pause, names=[note], note=note.commitment)
        return pause

    def lift(self, programme: Programme, by: Actor) -> None:
        if not can(by, "pause", programme) or programme.pk != self.programme_id:
            raise NotAllowed(Issue("person", "may_not_pause"))
        if self.ended_at is not None:
            raise WrongStage(Issue("page", "not_paused"))
        self.ended_at = now()
        entries.record(self.session, "programme.resumed", by=by, subject=self)
