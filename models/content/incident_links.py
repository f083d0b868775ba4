"""What belongs to an event: a link to a row of a closed set of tables."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Relationship, Session

from models.base import Record, closed_set, tables

if TYPE_CHECKING:
    from models.content.incidents import Incident


class Subject(StrEnum):
    """What a thread is made of, by table."""

    CONTENT = "content"
    INTERACTION = "interaction"
    HOAX_CASE = "hoax_case"
    FACT = "fact"


class IncidentLink(Record, table=True):
    """Something belongs to an event since `at`."""

    __tablename__ = "incident_link"
    __table_args__ = (UniqueConstraint("incident_id", "subject", "subject_id"), Index("ix_incident_link_of", "subject", "subject_id"))

    incident_id: int = Field(foreign_key="incident.id")
    subject: Subject = closed_set(Subject)
    subject_id: int
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    removed_at: datetime | None = None
    incident: "Incident" = Relationship(back_populates="links")


def exists_in(subject: Subject, subject_id: int, programme_id: int, session: Session) -> bool:
    """A row of that table in this programme: a forged id is as good as none."""
    table = tables.metadata.tables.get(subject.value)
    if table is None:
        return False
    row = session.connection().execute(
        table.select().with_only_columns(table.c.id).where(table.c.id == subject_id, table.c.programme_id == programme_id)
    )
    return row.first() is not None
