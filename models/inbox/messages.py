"""One line of a person's inbox: an entry of the log that concerns his work, or a reminder."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Row


class Message(Row, table=True):
    """Past the verbs: derived from the log and from reminders; only `read_at` changes."""

    __table_args__ = (Index("ix_message_person", "person_id", "id"), Index("ix_message_unread", "person_id", "read_at"))

    person_id: int = Field(foreign_key="person.id")
    at: datetime
    entry_number: int | None = None
    reminder_id: int | None = Field(default=None, foreign_key="reminder.id")
    read_at: datetime | None = None
