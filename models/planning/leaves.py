"""Leave: a person says on the phone when he is away and who stands in (A1.2)."""

from datetime import date, datetime
from typing import Any, Optional

from sqlalchemy import Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Record
from models.deputies import Deputyship
from models.people import Person


class Leave(Record, table=True):
    """From–to, both days included; no reason is kept. `deputyship_id`: who stands in, where somebody was named."""

    __table_args__ = (Index("ix_leave_person", "person_id", "ends_on"), Index("ix_leave_days", "ends_on", "starts_on"))

    person_id: int = Field(foreign_key="person.id")
    starts_on: date
    ends_on: date
    deputyship_id: int | None = Field(default=None, foreign_key="deputyship.id")
    entered_at: datetime
    withdrawn: bool = False
    person: Person = Relationship()
    deputyship: Optional[Deputyship] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    @classmethod
    def within(cls, since: date, until: date, session: Session, programme_id: int | None = None) -> "list[Leave]":
        """Who is away in a span of days (both included), by its first day; of a programme's people when given."""
        from models.people import Assignment  # noqa: PLC0415

        wanted = select(cls).where(cls.ends_on >= since, cls.starts_on <= until, ~col(cls.withdrawn))
        if programme_id is not None:
            team = select(Assignment.person_id).where(Assignment.programme_id == programme_id)
            wanted = wanted.where(col(cls.person_id).in_(team))
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.starts_on), col(cls.id))))

    @classmethod
    def _whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.person),  # type: ignore[arg-type]
            selectinload(cls.deputyship).selectinload(Deputyship.deputy),  # type: ignore[arg-type]
            raiseload("*"),
        )
