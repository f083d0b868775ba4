"""Which worker runs a job now, and when it last ran: one row per job."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Field, Session, col, select

from models.base import Row, now


class Lease(Row, table=True):
    """A lease lapses by itself, so that a worker that died holds up nobody."""

    job: str = Field(unique=True)
    holder: str
    until: datetime
    started_at: datetime

    @classmethod
    def take(cls, job: str, holder: str, session: Session, *, every: timedelta, lapses: timedelta) -> bool:
        """Whether the job is due and now this holder's: one of two workers asking at once (the very first time by an IntegrityError)."""
        moment = now()
        if session.exec(select(cls.id).where(cls.job == job)).first() is None:
            session.add(cls(job=job, holder=holder, until=moment + lapses, started_at=moment))
            session.flush()
            return True
        due = (col(cls.job) == job, col(cls.until) <= moment, col(cls.started_at) <= moment - every)
        taken = update(cls).where(*due).values(holder=holder, until=moment + lapses, started_at=moment)
        return bool(session.connection().execute(taken).rowcount)

    @classmethod
    def give_back(cls, job: str, holder: str, session: Session) -> None:
        """Done: the next turn need not wait until the lease lapses."""
        mine = (col(cls.job) == job, col(cls.holder) == holder)
        session.connection().execute(update(cls).where(*mine).values(until=now()))
