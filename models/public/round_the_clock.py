"""Mode layanan 24 jam: service runs day and night until somebody switches it off."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Session, col, or_, select

from models import entries
from models.actors import Actor, administers, can
from models.asked import once
from models.base import Record, now
from models.errors import NotAllowed, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.programmes import Programme

entries.register("round_the_clock.started", "round_the_clock")
entries.register("round_the_clock.ended", "round_the_clock")

REASON_LENGTH = 200
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
        if issues := cls.objections_to_switching(programme, by):
            raise NotAllowed(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "round_the_clock_reason_missing"))
        if len(reason.strip()) > REASON_LENGTH:
            raise NotReady(Issue("reason", "too_long", {"limit": REASON_LENGTH}))
        if cls.running(programme.pk, session):
            raise NotReady(Issue("page", "round_the_clock_running"))
        started = cls(programme_id=programme.pk, reason=reason.strip(), started_at=now())
        session.add(started)
        entries.record(session, "round_the_clock.started", by=by, subject=started)
        return started

    def end(self, by: Actor) -> None:
        if issues := self.objections_to_switching(Programme.find(self.programme_id, self.session), by):
            raise NotAllowed(*issues)
        if self.ended_at is not None:
            raise NotReady(Issue("page", "round_the_clock_ended"))
        self.ended_at = now()
        entries.record(self.session, "round_the_clock.ended", by=by, subject=self)

    @classmethod
    def objections_to_switching(cls, programme: Programme, by: Actor) -> Issues:
        """Whoever the playbook lets, and the admin: at night nobody waits for him."""
        return Issues([] if administers(by) or can(by, "service_mode", programme) else [Issue("person", "may_not_switch_service")])

    @classmethod
    def current(cls, stretch_id: int, seen: int | None, session: Session) -> "RoundTheClock":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == stretch_id), seen, session)

    @classmethod
    def running_in(cls, programme_ids: list[int], session: Session) -> "dict[int, RoundTheClock]":
        """By programme, those that are on now."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), col(cls.ended_at).is_(None))
        asked = ("round_the_clock", tuple(programme_ids))
        return once(session, asked, lambda: {one.programme_id: one for one in session.exec(wanted)}) if programme_ids else {}

    @classmethod
    def running(cls, programme_id: int, session: Session) -> "RoundTheClock | None":
        return session.exec(select(cls).where(cls.programme_id == programme_id, col(cls.ended_at).is_(None))).first()

    @classmethod
    def last(cls, programme_id: int, session: Session, size: int = 10) -> list["RoundTheClock"]:
        """The newest stretches, newest first."""
        return list(session.exec(select(cls).where(cls.programme_id == programme_id).order_by(col(cls.id).desc()).limit(size)))

    @classmethod
    def spans(cls, programme_id: int, since: datetime, session: Session) -> tuple[tuple[datetime, datetime | None], ...]:
        """Start and end of each stretch that reaches past `since`, oldest first."""
        late = or_(col(cls.ended_at).is_(None), col(cls.ended_at) > since)
        wanted = select(cls.started_at, cls.ended_at).where(cls.programme_id == programme_id, late)
        return tuple(session.exec(wanted.order_by(col(cls.started_at))).all())  # type: ignore[arg-type]
