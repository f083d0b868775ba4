"""One content on one channel: planned, scheduled, published, with proof."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Relationship

from models.base import LOCAL, Record, closed_set

if TYPE_CHECKING:
    from models.content.contents import Content


class PublicationState(StrEnum):
    PLANNED = "planned"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    TAKEN_DOWN = "taken_down"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """How a publication stands at a moment: its state, and for a scheduled one what the clock and a pause make of it."""

    PLANNED = "planned"
    SCHEDULED = "scheduled"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    PAUSED = "paused"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    TAKEN_DOWN = "taken_down"
    CANCELLED = "cancelled"


class Publication(Record, table=True):
    """`scheduled_for` is what we intend, `published_at` what happened; `native` = scheduled on the platform itself.

    `text` is the channel's text as published; `proof_id` a screenshot where there is no link (stories).
    """

    __table_args__ = (
        UniqueConstraint("content_id", "channel", "placement"), Index("ix_publication_due", "state", "scheduled_for"),
        Index("ix_publication_hour", "programme_id", "scheduled_for"), Index("ix_publication_out", "programme_id", "published_at"),
    )  # fmt: skip

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

    def standing(self, moment: datetime, *, paused: bool = False) -> Standing:
        """`paused`: whether its content stands still at that moment."""
        if self.state != PublicationState.SCHEDULED or self.scheduled_for is None:
            return Standing(self.state.value)
        if paused:
            return Standing.PAUSED
        if self.scheduled_for < moment:
            return Standing.OVERDUE
        same_day = self.scheduled_for.astimezone(LOCAL).date() == moment.astimezone(LOCAL).date()
        return Standing.DUE_TODAY if same_day else Standing.SCHEDULED


def of_state(publications: list[Publication], state: PublicationState) -> dict[str, Publication]:
    """Channel → publication, for those in one state."""
    return {one.channel: one for one in publications if one.state == state}
