"""Reminders of a deadline: two to who should act, then one to the next level, in service hours."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint, and_
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, col, select

from models import entries
from models.base import Immutable, closed_set
from models.people import Person

entries.register("content.reminded", "content", ("level", "stage"))
entries.register("content.prompted", "content", ("stage",))  # somebody wrote to who should act (prompting)


class ReminderLevel(StrEnum):
    FIRST = "first"
    SECOND = "second"
    ESCALATED = "escalated"


class Reminder(Immutable, table=True):
    """Once per stand at a stage (`stage_since`), level and person."""

    __table_args__ = (UniqueConstraint("content_id", "stage", "stage_since", "level", "person_id"),)

    content_id: int = Field(foreign_key="content.id")
    programme_id: int = Field(foreign_key="programme.id")
    stage: str
    stage_since: datetime
    due_at: datetime
    level: ReminderLevel = closed_set(ReminderLevel)
    person_id: int = Field(foreign_key="person.id")
    at: datetime

    @classmethod
    def among(cls, ids: set[int], session: Session) -> "dict[int, Reminder]":
        return {one.pk: one for one in session.exec(select(cls).where(col(cls.id).in_(ids)))} if ids else {}

    @classmethod
    def late_ones(cls, reminders: "Iterable[Reminder]", session: Session) -> dict[int, list[Person]]:
        """Of escalated reminders: who was reminded before and hasn't acted, by the reminder's id."""
        ids = [one.pk for one in reminders if one.level is ReminderLevel.ESCALATED]
        if not ids:
            return {}
        raised = aliased(cls)
        same = and_(*(getattr(raised, name) == getattr(cls, name) for name in ("content_id", "stage", "stage_since")))
        wanted = select(raised.id, Person).join(cls, same).join(Person, col(Person.id) == cls.person_id)
        found: dict[int, list[Person]] = {}
        for reminder_id, person in session.exec(wanted.where(col(raised.id).in_(ids), cls.level == ReminderLevel.SECOND)):
            found.setdefault(reminder_id or 0, []).append(person)
        return found
