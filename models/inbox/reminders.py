"""Reminders of a deadline: two to who should act, then one to the next level, in service hours."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Immutable, closed_set


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
