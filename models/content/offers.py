"""What one programme offers to another on this installation: a published piece, taken over as a content of its own (DAYS 3.1, S4.5)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, ColumnElement, Index, and_, or_, text
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.base import Record, closed_set
from models.content.contents import Content
from models.content.media import Media, MediaRole
from models.content.offering import Offering
from models.governance.readable import Readable
from models.notes import Note
from models.programmes import Programme

OPEN = text("state = 'open'")
ENDED = ("cancelled", "superseded", "taken_down")


class OfferState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class SourceChange(StrEnum):
    """What became of the piece it was taken from."""

    SUPERSEDED = "superseded"
    TAKEN_DOWN = "taken_down"


class Offer(Offering, Readable, Record, table=True):
    """`content_id`, `from_id`: the piece and its programme; `to_id`: who may take it; `copy_id`: what it became there.

    `digest`: SHA-256 over the text of that revision and the hashes of its shown `files`. `changed`: the source was corrected or taken
    down since; `settled_at`: the taker said that nothing has to change here.
    """

    __table_args__ = (
        Index("ix_offer_waiting", "to_id", "state"),
        Index("ix_offer_source", "content_id"),
        Index("ix_offer_open", "content_id", "to_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    content_id: int = Field(foreign_key="content.id")
    from_id: int = Field(foreign_key="programme.id")
    to_id: int = Field(foreign_key="programme.id")
    revision_id: int = Field(foreign_key="revision.id")
    revision: int
    files: list[str] = Field(sa_type=JSON)
    digest: str
    state: OfferState = closed_set(OfferState)
    note_id: int | None = Field(default=None, foreign_key="note.id")
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")
    reason_id: int | None = Field(default=None, foreign_key="note.id")
    copy_id: int | None = Field(default=None, foreign_key="content.id", unique=True)
    changed: SourceChange | None = closed_set(SourceChange, nullable=True)
    changed_at: datetime | None = None
    settled_at: datetime | None = None
    settled_by_id: int | None = Field(default=None, foreign_key="person.id")
    content: Content = Relationship(sa_relationship_kwargs={"foreign_keys": "Offer.content_id"})
    source: Programme = Relationship(sa_relationship_kwargs={"foreign_keys": "Offer.from_id"})
    target: Programme = Relationship(sa_relationship_kwargs={"foreign_keys": "Offer.to_id"})
    note: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "Offer.note_id"})  # noqa: UP045
    reason: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "Offer.reason_id"})  # noqa: UP045

    @classmethod
    def to_act_on(cls, programme_ids: Collection[int], session: Session, limit: int = 40) -> "list[Offer]":
        """Open ones to these programmes, and taken ones whose changed source nobody answered yet; oldest first."""
        if not programme_ids:
            return []
        changed = (col(cls.state) == OfferState.TAKEN, col(cls.changed).is_not(None), col(cls.settled_at).is_(None))
        wanted = select(cls).outerjoin(Content, col(Content.id) == cls.copy_id).where(
            col(cls.to_id).in_(programme_ids), or_(col(cls.state) == OfferState.OPEN, and_(*changed, col(Content.state).not_in(ENDED)))
        )  # fmt: skip
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.id)).limit(limit)))

    @classmethod
    def of_source(cls, content_id: int, session: Session) -> "list[Offer]":
        """To whom this piece was offered, newest first."""
        return list(session.exec(select(cls).where(cls.content_id == content_id).options(*cls.whole()).order_by(col(cls.id).desc())))

    @classmethod
    def of_copy(cls, content_id: int, session: Session) -> "Offer | None":
        """The offer that this content took up."""
        return session.exec(select(cls).where(cls.copy_id == content_id).options(*cls.whole())).first()

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> Media | None:
        """A file of a piece that is offered to one of the actor's teams: he looks at it before he takes it."""
        if not actor.teams:
            return None
        same = or_(col(Media.sha256) == sha256, col(Media.preview) == sha256)
        wanted = select(Media, cls.files).join(cls, col(cls.content_id) == Media.content_id)
        open_ones = (col(cls.to_id).in_(actor.teams), cls.state == OfferState.OPEN, Media.role == MediaRole.FILE)
        return next((media for media, files in session.exec(wanted.where(same, *open_ones)) if media.sha256 in files), None)

    @classmethod
    def readable_by(cls, actor: Actor) -> ColumnElement[bool]:
        """The teams of both sides, nobody else."""
        return or_(col(cls.from_id).in_(actor.teams), col(cls.to_id).in_(actor.teams))

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        setup: tuple[Any, ...] = (selectinload(Programme.playbook), selectinload(Programme.office))  # type: ignore[arg-type]
        return (
            selectinload(cls.content).options(*Content.whole()),  # type: ignore[arg-type]
            selectinload(cls.source).options(*setup),  # type: ignore[arg-type]
            selectinload(cls.target).options(*setup),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.reason),  # type: ignore[arg-type]
            raiseload("*"),
        )
