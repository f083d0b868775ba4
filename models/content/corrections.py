"""What replaces what: ralat (we were wrong) and pemutakhiran (the situation changed), one thread however often (A3.3)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Optional

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, or_, select

from models.base import Record, closed_set
from models.notes import Note
from models.people import Person

STANDING = text("given_up_at IS NULL")


class CorrectionKind(StrEnum):
    RALAT = "ralat"
    PEMUTAKHIRAN = "pemutakhiran"


class Way(StrEnum):
    """How a channel was put right: its old post was edited, or another one went out."""

    EDITED = "edited"
    NEW = "new"


class Correction(Record, table=True):
    """One content answers another. `root_id` is the first of the thread; `ways` channel → Way, filled as channels go out.

    `superseded_at`: the first channel shows the new one; `replaced_at`: none shows the old one any more. Minutes count from `known_since`.
    """

    __table_args__ = (
        Index("ix_correction_standing", "old_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
        Index("ix_correction_thread", "root_id", "id"),
        Index("ix_correction_replaced", "programme_id", "replaced_at"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    root_id: int = Field(foreign_key="content.id")
    old_id: int = Field(foreign_key="content.id")
    new_id: int = Field(foreign_key="content.id", unique=True)
    kind: CorrectionKind = closed_set(CorrectionKind)
    note_id: int = Field(foreign_key="note.id")
    known_since: datetime
    begun_at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    ways: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    superseded_at: datetime | None = None
    replaced_at: datetime | None = None
    given_up_at: datetime | None = None
    note: Note = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    @property
    def minutes(self) -> int | None:
        """Whole minutes from when we knew to when no channel showed the old one ('Waktu koreksi'); None until then."""
        return None if self.replaced_at is None else int((self.replaced_at - self.known_since).total_seconds() // 60)

    @classmethod
    def by_which(cls, new_id: int, session: Session) -> "Correction | None":
        """The one that this content is."""
        return session.exec(select(cls).where(cls.new_id == new_id).options(*cls._told())).first()

    @classmethod
    def standing(cls, old_id: int, session: Session) -> "Correction | None":
        """The one under way or done for this content; there is at most one."""
        return session.exec(select(cls).where(cls.old_id == old_id, col(cls.given_up_at).is_(None)).options(*cls._told())).first()

    @classmethod
    def thread(cls, content_id: int, session: Session) -> list["Correction"]:
        """Every correction of the thread this content belongs to, oldest first; those given up aside."""
        root = select(cls.root_id).where(or_(cls.old_id == content_id, cls.new_id == content_id)).limit(1).scalar_subquery()
        wanted = select(cls).where(cls.root_id == root, col(cls.given_up_at).is_(None))
        return list(session.exec(wanted.options(*cls._told()).order_by(col(cls.id))))

    @classmethod
    def newest(cls, content_ids: Iterable[int], session: Session) -> dict[int, int]:
        """Replaced content → the newest one of its thread that is out: where every old link leads."""
        asked = list(content_ids)
        if not asked:
            return {}
        roots = select(cls.root_id).where(col(cls.old_id).in_(asked), col(cls.superseded_at).is_not(None))
        rows = session.exec(
            select(cls.root_id, cls.old_id, cls.new_id)
            .where(col(cls.root_id).in_(roots), col(cls.superseded_at).is_not(None))
            .order_by(col(cls.id))
        ).all()
        last = {root: new for root, _, new in rows}
        return {old: last[root] for root, old, _ in rows if old in set(asked)}

    @classmethod
    def minutes_between(cls, programme_id: int, since: datetime, until: datetime, session: Session) -> list[int]:
        """'Waktu koreksi' of those finished in [since, until), in minutes, oldest first."""
        done = (cls.programme_id == programme_id, col(cls.replaced_at) >= since, col(cls.replaced_at) < until)
        found = session.exec(select(cls).where(*done).options(raiseload("*")).order_by(col(cls.replaced_at)))
        return [one.minutes for one in found if one.minutes is not None]

    @classmethod
    def running(cls, programme_ids: Iterable[int], session: Session, limit: int = 50) -> list["Correction"]:
        """Begun and not yet on every channel, the one known longest first."""
        open_ones = (col(cls.replaced_at).is_(None), col(cls.given_up_at).is_(None))
        wanted = select(cls).where(col(cls.programme_id).in_(list(programme_ids)), *open_ones)
        return list(session.exec(wanted.options(*cls._told()).order_by(col(cls.known_since)).limit(limit)))

    @classmethod
    def _told(cls) -> tuple:  # type: ignore[type-arg]
        return selectinload(cls.note), selectinload(cls.by), raiseload("*")  # type: ignore[arg-type]
