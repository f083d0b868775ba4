"""E-mails waiting to be sent, and who wants them."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Record, Row


class MailWish(Record, table=True):
    """Whether a person wants the digest; nobody does until he says so."""

    __tablename__ = "mail_wish"

    person_id: int = Field(foreign_key="person.id", unique=True)
    digest: bool = False


class Mail(Row, table=True):
    """Past the verbs: the outbox; a row leaves it by `sent_at`, or is given up after some attempts (`given_up_at`)."""

    __table_args__ = (Index("ix_mail_waiting", "sent_at", "given_up_at", "id"),)

    person_id: int = Field(foreign_key="person.id")
    address: str
    subject: str
    body: str
    key: str = Field(unique=True)
    created_at: datetime
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    attempts: int = 0
