"""Inboxes as people keep them: what is older than two days was read."""

from datetime import datetime, timedelta

from sqlmodel import col, func, select

from data.database import transaction
from models.inbox.messages import Message
from models.people import Person

KEPT = timedelta(days=2)


def read_what_is_old(now: datetime) -> None:
    """Under the clock of the story; a person without roles has no inbox left to keep."""
    with transaction() as session:
        old = select(Message.person_id, func.max(col(Message.id))).where(Message.at < now - KEPT).group_by(col(Message.person_id))
        for person_id, newest in session.exec(old).all():
            if session.get_one(Person, person_id).active:
                Message.read_all(Person.acting(person_id, session), session, newest or 0)
