"""Pencatatan susulan: where and when something went out outside the app, by whoever records it afterwards."""

from collections.abc import Iterable
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
    def among(cls, content_ids: Iterable[int], session: Session) -> "dict[int, list[LaterPost]]":
        """By content, for a page of rows; nothing is asked for none."""
        found: dict[int, list[LaterPost]] = {one: [] for one in content_ids}
        for row in session.exec(select(cls).where(col(cls.content_id).in_(found)).order_by(col(cls.id))) if found else ():
            found[row.content_id].append(row)
        return found

    @classmethod
    def of(cls, content_id: int, session: Session) -> "list[LaterPost]":
        return list(session.exec(select(cls).where(cls.content_id == content_id).order_by(col(cls.id))))
