"""Which places a content speaks about, as rows that can be counted; derived from its current revision."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col

from models.base import Row


class ContentPlace(Row, table=True):
    """Past the verbs: one row per content and place code, written with each revision."""

    __tablename__ = "content_place"
    __table_args__ = (UniqueConstraint("content_id", "place"),)

    content_id: int = Field(foreign_key="content.id")
    place: str

    @classmethod
    def put(cls, content_id: int, codes: Iterable[str], session: Session) -> None:
        """The places of a content from now on."""
        session.connection().execute(sa.delete(cls).where(col(cls.content_id) == content_id))
        session.add_all(cls(content_id=content_id, place=code) for code in dict.fromkeys(codes))
