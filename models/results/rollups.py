"""Sums and newest values, kept with every import so that a quarter costs the same whatever was ever measured (S4.1, A4.1)."""

from datetime import date
from typing import Literal

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Row
from models.playbooks.indicators import POST_METRICS

Kind = Literal["post", "day"]
COMPONENTS = ("likes", "comments", "shares", "saves")  # what `interactions` is made of, the same on every channel
DERIVED = ("interactions", "exposure")
STORED = tuple(one for one in POST_METRICS if one not in DERIVED)


class PostLatest(Row, table=True):
    """The newest value of each metric of one post; None is unknown, never zero. `seen_on`: the newest day it was measured.

    `exposure` is views, or impressions where a platform tells no views; `interactions` the sum of what is known of `COMPONENTS`.
    """

    __tablename__ = "post_latest"
    __table_args__ = (
        Index("ix_post_latest_day", "programme_id", "day", "channel"),
        Index("ix_post_latest_unmatched", "programme_id", "publication_id", "post_id"),
    )

    post_id: int = Field(foreign_key="channel_post.id", unique=True)
    programme_id: int
    channel: str
    publication_id: int | None = Field(default=None, index=True)
    content_id: int | None = Field(default=None, index=True)
    day: date
    hour: int
    seen_on: date
    reach: int | None = Field(default=None, sa_type=BigInteger)
    impressions: int | None = Field(default=None, sa_type=BigInteger)
    views: int | None = Field(default=None, sa_type=BigInteger)
    exposure: int | None = Field(default=None, sa_type=BigInteger)
    interactions: int | None = Field(default=None, sa_type=BigInteger)
    likes: int | None = Field(default=None, sa_type=BigInteger)
    comments: int | None = Field(default=None, sa_type=BigInteger)
    shares: int | None = Field(default=None, sa_type=BigInteger)
    saves: int | None = Field(default=None, sa_type=BigInteger)
    clicks: int | None = Field(default=None, sa_type=BigInteger)
    follows: int | None = Field(default=None, sa_type=BigInteger)
    watch_seconds: int | None = Field(default=None, sa_type=BigInteger)


class ChannelDay(Row, table=True):
    """Of `kind` post: the sum of a metric over the `posts` published that day; of `kind` day: what the channel itself reported for it."""

    __tablename__ = "channel_day"
    __table_args__ = (
        UniqueConstraint("programme_id", "kind", "metric", "day", "channel"),
        Index("ix_channel_day_channel", "programme_id", "channel", "day"),
    )

    programme_id: int
    channel: str
    kind: str
    metric: str
    day: date
    total: int = Field(sa_type=BigInteger)
    posts: int
