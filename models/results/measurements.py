"""Figures as they came in: imports, and every value they brought; an undone import just no longer counts (S4.1, A4.1)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy import select as rows_of
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Record, Row, closed_set, now
from models.errors import NotFound, NotReady, WrongStage
from models.holding import held
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.programmes import Programme

entries.register("measure.imported", "measure_import", ("channel", "layout", "added", "changed", "unchanged", "refused", "digest"))
entries.register("measure.typed", "measure_import", ("channel", "metrics", "day"))
entries.register("measure.undone", "measure_import", ("channel", "note"))


class Source(StrEnum):
    FILE = "file"
    HAND = "hand"


class MeasureImport(Record, table=True):
    """One file taken in, or figures typed by hand; `since` and `until` are the days its figures speak for.

    `sha256` is the file's (or the proof's, where typed), `digest` a hash over every value it brought: the log holds it.
    """

    __tablename__ = "measure_import"
    __table_args__ = (
        Index("ix_measure_import_list", "programme_id", "id"),
        Index("ix_measure_import_span", "programme_id", "channel", "until"),
        Index("ix_measure_import_file", "programme_id", "sha256"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    channel: str
    source: Source = closed_set(Source)
    layout: str = ""
    heading: str = ""
    mapping: dict[str, Any] = Field(sa_type=JSON)
    sha256: str = ""
    name: str = ""
    since: date
    until: date
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    digest: str = ""
    undone_at: datetime | None = None
    undone_by_id: int | None = Field(default=None, foreign_key="person.id")
    note_id: int | None = Field(default=None, foreign_key="note.id")
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "MeasureImport.by_id"})  # noqa: UP045

    def objections_to_undoing(self, programme: Programme, by: Actor) -> Issues:
        from models.results.posts import objections_to_measuring  # noqa: PLC0415

        gone = [Issue("page", "measure_undone_already")] if self.undone_at else []
        return objections_to_measuring(programme, by) + gone

    def undo(self, programme: Programme, by: Actor, reason: str) -> None:
        """As if it had never been taken in: every figure is again what the other imports say."""
        from models.results.posts import require_measurer  # noqa: PLC0415
        from models.results.refreshing import refresh_import  # noqa: PLC0415

        if programme.pk != self.programme_id:
            raise NotFound
        require_measurer(programme, by)
        if issues := self.objections_to_undoing(programme, by):
            raise WrongStage(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        self.undone_at, self.undone_by_id, self.note = now(), by.person_id, Note.of(reason)
        self.session.flush()
        refresh_import(self.pk, self.session)
        entries.record(
            self.session, "measure.undone", by=by, subject=self, names=[self.note], channel=self.channel, note=self.note.commitment
        )

    @classmethod
    def current(cls, import_id: int, seen: int | None, programme: Programme, session: Session) -> "MeasureImport":
        wanted = select(cls).where(cls.id == import_id, cls.programme_id == programme.pk)
        return held(cls, wanted.options(selectinload(cls.note), raiseload("*")), seen, session)  # type: ignore[arg-type]

    @classmethod
    def newest(cls, programme_ids: list[int], session: Session, *, before: int | None = None, size: int = 20) -> "list[MeasureImport]":
        """Newest first, undone ones too, paged by key; one more than `size` says that there is more."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids))
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        whole = (selectinload(cls.note), selectinload(cls.by), raiseload("*"))  # type: ignore[arg-type]
        return list(session.exec(wanted.options(*whole).order_by(col(cls.id).desc()).limit(size + 1)))

    @classmethod
    def of_file(cls, programme_id: int, sha256: str, session: Session) -> "MeasureImport | None":
        """The same bytes, taken in before and not undone."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.sha256 == sha256, col(cls.undone_at).is_(None))
        return session.exec(wanted.where(cls.source == Source.FILE).order_by(col(cls.id).desc())).first()

    @classmethod
    def spans(cls, programme_id: int, since: date, until: date, session: Session) -> list[tuple[int, str, date, date, Source]]:
        """(id, channel, since, until, source) of what is in force and touches these days, both included."""
        columns = (col(cls.id), col(cls.channel), col(cls.since), col(cls.until), col(cls.source))
        wanted: Any = rows_of(*columns).where(
            col(cls.programme_id) == programme_id, col(cls.until) >= since, col(cls.since) <= until, col(cls.undone_at).is_(None)
        )
        return [tuple(one) for one in session.connection().execute(wanted.order_by(col(cls.id)))]


class Measurement(Row, table=True):
    """One value of one metric: of a post as it stood on `day`, or, without a post, of a channel for that day.

    Whole numbers only: counts, and durations in seconds.
    """

    __table_args__ = (
        Index("ix_measurement_post", "post_id", "metric", "day"),
        Index("ix_measurement_series", "programme_id", "channel", "metric", "day"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    channel: str
    post_id: int | None = Field(default=None, foreign_key="channel_post.id")
    metric: str
    day: date
    value: int = Field(sa_type=BigInteger)
    import_id: int = Field(foreign_key="measure_import.id", index=True)
