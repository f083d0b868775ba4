"""Pencatatan susulan: where and when something went out outside the app, by whoever records it afterwards."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models.base import Record


class LaterPost(Record, table=True):
    """One channel's real hour, link and proof; it counts as published once somebody else has checked the record."""

    __tablename__ = "later_post"
    __table_args__ = (UniqueConstraint("content_id", "channel"),)

    content_id: int = Field(foreign_key="content.id")
    channel: str
    published_at: datetime
    permalink: str = ""
    proof_id: int | None = Field(default=None, foreign_key="media.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")

    @classmethod
    def of(cls, content_id: int, session: Session) -> "list[LaterPost]":
        return list(session.exec(select(cls).where(cls.content_id == content_id).order_by(col(cls.id))))
