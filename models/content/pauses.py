"""'Jeda semua publikasi terjadwal': one programme stands still, with a reason, until somebody lifts it."""

from datetime import datetime
from typing import Optional

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, now
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.programmes import Programme

entries.register("programme.paused", "pause", ("note",))
entries.register("programme.resumed", "pause")


class Pause(Record, table=True):
    """Holds for the normal lane and what was taken over: an emergency goes out all the same."""

    programme_id: int = Field(foreign_key="programme.id", index=True)
    started_at: datetime
    ended_at: datetime | None = None
    by_id: int | None = Field(default=None, foreign_key="person.id")
    note_id: int | None = Field(default=None, foreign_key="note.id")
    programme: Programme = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    note: Optional[Note] = Relationship()  # noqa: UP045

    @classmethod
    def objections_to_starting(cls, programme: Programme, by: Actor, running: "Pause | None") -> Issues:
        """`running`: the one in force in this programme."""
        if not can(by, "pause", programme):
            return Issues([Issue("person", "may_not_pause")])
        return Issues([Issue("page", "already_paused")] if running else [])

    @classmethod
    def start(cls, programme: Programme, reason: str, by: Actor, session: Session) -> "Pause":
        """Nothing of the normal lane can be reported as published until it is lifted."""
        session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
        running = cls.open_in([programme.pk], session)
        if issues := cls.objections_to_starting(programme, by, running[0] if running else None):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        pause = cls(programme_id=programme.pk, started_at=now(), by_id=by.person_id, note=Note.of(reason))
        session.add(pause)
        session.flush()
        assert pause.note is not None
        entries.record(session, "programme.paused", by=by, subject=pause, names=[pause.note], note=pause.note.commitment)
        return pause

    def objections_to_lifting(self, programme: Programme, by: Actor) -> Issues:
        if not can(by, "pause", programme) or programme.pk != self.programme_id:
            return Issues([Issue("person", "may_not_pause")])
        return Issues([Issue("page", "not_paused")] if self.ended_at is not None else [])

    def lift(self, programme: Programme, by: Actor) -> None:
        if issues := self.objections_to_lifting(programme, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        self.ended_at = now()
        entries.record(self.session, "programme.resumed", by=by, subject=self)

    @classmethod
    def open_in(cls, programme_ids: list[int], session: Session) -> list["Pause"]:
        """Pauses in force, oldest first, with who and why."""
        within = (col(cls.programme_id).in_(programme_ids), col(cls.ended_at).is_(None))
        loads = (selectinload(cls.by), selectinload(cls.note), raiseload("*"))  # type: ignore[arg-type]
        return list(session.exec(select(cls).where(*within).options(*loads).order_by(col(cls.id))))

    @classmethod
    def find(cls, programme: Programme, session: Session) -> "Pause":
        """The one in force (NotFound), locked: for lifting it."""
        within = (cls.programme_id == programme.pk, col(cls.ended_at).is_(None))
        found = session.exec(select(cls).where(*within).with_for_update()).first()
        if found is None:
            raise NotFound
        return found
