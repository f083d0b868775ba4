"""A spreadsheet taken back into the calendar: which file, by whom, and what it did, line by line (A3.2)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models import entries
from models.base import Immutable

entries.register("calendar.exported", "programme", ("since", "until", "format", "rows"))
entries.register("sheet.imported", "sheet_import", ("added", "changed", "unchanged", "refused"))


class SheetImport(Immutable, table=True):
    """`sha256` of the file as it came; `mapping` of an office's own columns, remembered by their heading (`heading`: its digest)."""

    __tablename__ = "sheet_import"
    __table_args__ = (Index("ix_sheet_import_programme", "programme_id", "id"),)

    programme_id: int = Field(foreign_key="programme.id")
    sha256: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    added: int
    changed: int
    unchanged: int
    refused: int
    heading: str = ""
    mapping: dict[str, Any] = Field(sa_type=JSON)

    @classmethod
    def latest(cls, programme_ids: list[int], session: Session, size: int = 10) -> "list[SheetImport]":
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids)).order_by(col(cls.id).desc()).limit(size)
        return list(session.exec(wanted))

    @classmethod
    def remembered(cls, programme_id: int, heading: str, session: Session) -> dict[str, Any]:
        """How this office's columns were mapped the last time; empty when never."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.heading == heading).order_by(col(cls.id).desc())
        found = session.exec(wanted.limit(1)).first()
        return found.mapping if found else {}
