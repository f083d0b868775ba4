"""What somebody typed and hasn't saved yet: kept on the server beside the revisions, by nobody else overwritten."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, select

from models.base import Record, now
from models.content import indonesian
from models.errors import OutOfDate
from models.issues import Issue


class WorkingCopy(Record, table=True):
    """One per person and content, on top of the revision `base` it began from; its `version` tells two windows of one person apart."""

    __tablename__ = "working_copy"
    __table_args__ = (UniqueConstraint("content_id", "person_id"),)

    content_id: int = Field(foreign_key="content.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    base: int
    fields: dict[str, Any] = Field(sa_type=JSON)
    files: list[dict[str, Any]] = Field(sa_type=JSON)
    saved_at: datetime

    @classmethod
    def of(cls, content_id: int, person_id: int | None, session: Session) -> "WorkingCopy | None":
        return session.exec(select(cls).where(cls.content_id == content_id, cls.person_id == person_id)).first()

    @classmethod
    def keep(
        cls, content_id: int, person_id: int, fields: dict[str, Any], files: list[dict[str, Any]], base: int, seen: int, session: Session
    ) -> "WorkingCopy":
        """Replace the copy of version `seen` (0 = there was none); OutOfDate when another window of the same person kept one since."""
        copy = cls.of(content_id, person_id, session)
        if (copy.version if copy else 0) != seen:
            raise OutOfDate(Issue("page", "copy_meanwhile", {"at": indonesian.moment(copy.saved_at if copy else now())}))
        copy = copy or cls(content_id=content_id, person_id=person_id, base=base, fields={}, files=[], saved_at=now())
        copy.base, copy.fields, copy.files, copy.saved_at = base, fields, files, now()
        session.add(copy)
        session.flush()
        return copy

    @classmethod
    def discard(cls, content_id: int, person_id: int | None, session: Session) -> None:
        """What it held stands in a revision now, or isn't wanted any more."""
        copy = cls.of(content_id, person_id, session)
        if copy is not None:
            session.delete(copy)
