"""Mode layanan 24 jam: service runs day and night until somebody switches it off."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Session, col, or_, select

from models import entries
from models.actors import Actor
from models.base import Record, now
from models.errors import NotReady
from models.issues import Issue
from models.programmes import Programme, require_admin

entries.register("round_the_clock.started", "round_the_clock")
entries.register("round_the_clock.ended", "round_the_clock")

STILL_ON = text("ended_at IS NULL")


class RoundTheClock(Record, table=True):
    """One stretch of round-the-clock service; `ended_at` None = still on, at most one per programme."""

    __tablename__ = "round_the_clock"
    __table_args__ = (Index("ix_round_the_clock_on", "programme_id", unique=True, sqlite_where=STILL_ON, postgresql_where=STILL_ON),)

    programme_id: int = Field(foreign_key="programme.id", index=True)
    reason: str
    started_at: datetime
    ended_at: datetime | None = None

    @classmethod
    def start(cls, programme: Programme, reason: str, by: Actor, session: Session) -> "RoundTheClock":
        """From now on every hour counts as service; deadlines already set keep their hour."""
        require_admin(by)
        if not reason.strip():
            raise NotReady(Issue("reason", "round_the_clock_reason_missing"))
        if cls.running(programme.pk, session):
            raise NotReady(Issue("page", "round_the_clock_running"))
        started = cls(programme_id=programme.pk, reason=reason.strip(), started_at=now())
        session.add(started)
        entries.record(session, "round_the_clock.started", by=by, subject=started)
        return started

    def end(self, by: Actor) -> None:
        require_admin(by)
        if self.ended_at is not None:
            raise NotReady(Issue("page", "round_the_clock_ended"))
        self.ended_at = now()
        entries.record(self.session, "round_the_clock.ended", by=by, subject=self)

    @classmethod
    def running(cls, programme_id: int, session: Session) -> "RoundTheClock | None":
        return session.exec(select(cls).where(cls.programme_id == programme_id, col(cls.ended_at).is_(None))).first()

    @classmethod
    def spans(cls, programme_id: int, since: datetime, session: Session) -> tuple[tuple[datetime, datetime | None], ...]:
        """Start and end of each stretch that reaches past `since`, oldest first."""
        late = or_(col(cls.ended_at).is_(None), col(cls.ended_at) > since)
        wanted = select(cls.started_at, cls.ended_at).where(cls.programme_id == programme_id, late)
        return tuple(session.exec(wanted.order_by(col(cls.started_at))).all())  # type: ignore[arg-type]
