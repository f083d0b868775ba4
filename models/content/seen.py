"""Which revision somebody saw last: the ground of 'perubahan sejak Anda terakhir melihat'."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, select

from models.base import Row, now


class SeenMark(Row, table=True):
    __tablename__ = "seen_mark"
    __table_args__ = (UniqueConstraint("content_id", "person_id"),)

    content_id: int = Field(foreign_key="content.id")
    person_id: int = Field(foreign_key="person.id")
    revision: int
    at: datetime

    @classmethod
    def of(cls, content_id: int, person_id: int, session: Session) -> "SeenMark | None":
        return session.exec(select(cls).where(cls.content_id == content_id, cls.person_id == person_id)).first()

    @classmethod
    def put(cls, content_id: int, person_id: int, revision: int, session: Session) -> None:
        mark = cls.of(content_id, person_id, session) or cls(content_id=content_id, person_id=person_id, revision=revision, at=now())
        mark.revision, mark.at = revision, now()
        session.add(mark)
