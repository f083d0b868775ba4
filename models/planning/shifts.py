"""The duty roster: who is on duty, hour by hour (A1.2)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Record
from models.people import Person


class Shift(Record, table=True):
    """One person on duty for one programme, from–to; a removed one stays as a record."""

    __table_args__ = (Index("ix_shift_programme", "programme_id", "ends_at"), Index("ix_shift_person", "person_id", "ends_at"))

    programme_id: int = Field(foreign_key="programme.id")
    person_id: int = Field(foreign_key="person.id")
    starts_at: datetime
    ends_at: datetime
    removed: bool = False
    person: Person = Relationship()

    @classmethod
    def between(cls, programme_ids: list[int], since: datetime, until: datetime, session: Session) -> "list[Shift]":
        """Those that touch a span, by their first hour."""
        wanted = select(cls).where(
            col(cls.programme_id).in_(programme_ids), cls.ends_at > since, cls.starts_at < until, ~col(cls.removed)
        )  # fmt: skip
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.starts_at), col(cls.id))))

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        return selectinload(cls.person), raiseload("*")  # type: ignore[arg-type]
