"""A file between upload and taking in: its rows as read, each with what would become of it (S-H8, A-H10)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, delete
from sqlmodel import Field, Session, col, func, select

from models.actors import Actor
from models.base import Row, closed_set
from models.errors import NotFound
from models.programmes import Programme

PAGE = 20


class Verdict(StrEnum):
    """`asked`: a jump nobody would expect, taken in only when somebody says so; `left_out`: no figure, or a sum of others."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ASKED = "asked"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


class MeasureUpload(Row, table=True):
    """One uploaded file of one channel; `layout` is a platform's or '' for one mapped by hand; `counts` rows by verdict."""

    __tablename__ = "measure_upload"
    __table_args__ = (Index("ix_measure_upload_own", "programme_id", "by_id"),)

    programme_id: int = Field(foreign_key="programme.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    sha256: str
    name: str
    channel: str
    layout: str
    heading: str
    mapping: dict[str, Any] = Field(sa_type=JSON)
    since: date
    until: date
    counts: dict[str, int] = Field(sa_type=JSON)

    @classmethod
    def find(cls, upload_id: int, programme: Programme, by: Actor, session: Session) -> "MeasureUpload":
        """One's own only."""
        own = (cls.id == upload_id, cls.programme_id == programme.pk, cls.by_id == by.person_id)
        found = session.exec(select(cls).where(*own)).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def put_aside(cls, programme_id: int, person_id: int | None, session: Session) -> None:
        """Everything this person staged in this programme goes."""
        mine = select(col(cls.id)).where(col(cls.programme_id) == programme_id, col(cls.by_id) == person_id)
        cls._remove(mine, session)

    @classmethod
    def sweep(cls, before: datetime, session: Session) -> None:
        """What nobody came back to."""
        cls._remove(select(col(cls.id)).where(col(cls.at) < before), session)

    @classmethod
    def _remove(cls, which: Any, session: Session) -> None:
        run = session.connection().execute
        run(delete(MeasureLine).where(col(MeasureLine.upload_id).in_(which)))
        run(delete(cls).where(col(cls.id).in_(which)))


class MeasureLine(Row, table=True):
    """One row of the file. `post` says which one it is; `values`: metric → [day, value]; `before`: known values."""

    __tablename__ = "measure_line"
    __table_args__ = (
        Index("ix_measure_line_page", "upload_id", "verdict", "number"),
        Index("ix_measure_line_key", "upload_id", "key"),
    )

    upload_id: int = Field(foreign_key="measure_upload.id")
    number: int
    verdict: Verdict = closed_set(Verdict)
    key: str = ""
    title: str = ""
    post: dict[str, Any] = Field(sa_type=JSON)
    values: dict[str, Any] = Field(sa_type=JSON)
    before: dict[str, Any] = Field(sa_type=JSON)
    reasons: list[Any] = Field(sa_type=JSON)
    accepted: bool = False

    @classmethod
    def page(
        cls, upload_id: int, verdicts: tuple[Verdict, ...], session: Session, *, after: int = 0, size: int = PAGE
    ) -> "list[MeasureLine]":
        """In the order of the file, paged by row number; one more than `size` says that there is more."""
        wanted = select(cls).where(cls.upload_id == upload_id, col(cls.verdict).in_(verdicts), cls.number > after)
        return list(session.exec(wanted.order_by(col(cls.number)).limit(size + 1)))

    @classmethod
    def count(cls, upload_id: int, session: Session) -> dict[Verdict, int]:
        rows = session.exec(select(cls.verdict, func.count()).where(cls.upload_id == upload_id).group_by(col(cls.verdict)))
        return dict.fromkeys(Verdict, 0) | {Verdict(verdict): n for verdict, n in rows}

    def accept(self, session: Session, *, yes: bool) -> None:
        """The answer to an asked row."""
        self.accepted = yes
        session.add(self)
