"""Who looked: which revision somebody saw last, and that an inspector was here."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import LOCAL, Row, now

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.inspected", "content", ("revision",))


class SeenMark(Row, table=True):
    """The ground of 'perubahan sejak Anda terakhir melihat'."""

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


def note_look(content: "Content", by: Actor) -> None:
    """Somebody has the content on the screen: remember the revision; an inspector's look is logged, once per content and day (S3.4)."""
    assert by.person_id is not None
    session = content.session
    SeenMark.put(content.pk, by.person_id, content.revision_number, session)
    if by.is_inspector and not _inspected_today(content, by.person_id, session):
        content.log("content.inspected", by, revision=content.revision_number)


def _inspected_today(content: "Content", person_id: int, session: Session) -> bool:
    local = now().astimezone(LOCAL)
    midnight = local - timedelta(hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    entry = entries.Entry
    about = (entry.subject == "content", entry.subject_id == content.pk, entry.actor_id == person_id)
    found = select(entry.id).where(*about, entry.action == "content.inspected", col(entry.at) >= midnight)
    return session.exec(found.limit(1)).first() is not None
