"""Calendar subscriptions: a revocable key per person, for all his programmes or one of them (A3.2)."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Record


class FeedKey(Record, table=True):
    """`digest` is the SHA-256 of the key; the key itself is shown once. Without a programme: everything the person sees, and his shifts."""

    __tablename__ = "feed_key"
    __table_args__ = (Index("ix_feed_key_person", "person_id"),)

    person_id: int = Field(foreign_key="person.id")
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    digest: str = Field(unique=True)
    created_at: datetime
    revoked_at: datetime | None = None
