"""One phase of a cycle: when it was planned, when it really ran, and what that makes of it today (S-G, A-G)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Optional

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship

from models import entries
from models.actors import Actor, can
from models.base import Record, now, today
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note

if TYPE_CHECKING:
    from models.governance.cycles import Cycle

entries.register("phase.recorded", "cycle_phase", ("phase", "real_start", "real_end", "later"))
entries.register("phase.skipped", "cycle_phase", ("phase", "note"))

PROMPT = timedelta(days=7)  # what is written down longer afterwards is a later record


class PhaseState(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    DONE = "done"
    LATE = "late"
    SKIPPED = "skipped"
    NOT_RECORDED = "not_recorded"


class CyclePhase(Record, table=True):
    """`planned_*` are calendar days as planned (never shifted to working days); `printed` is how the guideline writes them."""

    __tablename__ = "cycle_phase"
    __table_args__ = (UniqueConstraint("cycle_id", "key"),)

    cycle_id: int | None = Field(default=None, foreign_key="cycle.id")
    programme_id: int = Field(foreign_key="programme.id")
    key: str
    label: str
    text: str
    position: int
    planned_start: date
    planned_end: date
    printed: str = ""
    real_start: date | None = None
    real_end: date | None = None
    skipped: bool = False
    note_id: int | None = Field(default=None, foreign_key="note.id")
    later: bool = False
    recorded_at: datetime | None = None

    cycle: "Cycle" = Relationship(back_populates="phases")
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    def state(self, on: date, closed: Collection[date]) -> PhaseState:
        """On a day; "late" begins on the next working day after a planned date, and never in a cycle loaded as history."""
        if self.skipped:
            return PhaseState.SKIPPED
        if self.real_end:
            return PhaseState.DONE
        if self.cycle.is_past:
            return PhaseState.RUNNING if self.real_start else PhaseState.NOT_RECORDED
        if on >= working_day_after(self.planned_end if self.real_start else self.planned_start, closed):
            return PhaseState.LATE
        return PhaseState.RUNNING if self.real_start else PhaseState.NOT_STARTED

    def objections_to_recording(self, by: Actor) -> Issues:
        """Whoever keeps the profile; real dates belong to an approved plan, or to a cycle that is history."""
        if not can(by, "keep_profile", self.cycle.programme):
            return Issues([Issue("person", "may_not_keep_profile")])
        return Issues([] if self.cycle.baselines or self.cycle.is_past else [Issue("page", "cycle_not_approved")])

    def record(self, by: Actor, real_start: date | None, real_end: date | None) -> None:
        """When it really began and ended (None: not yet); written down more than 7 days afterwards it is marked as a later record."""
        self._require(by)
        if issues := _odd_dates(real_start, real_end):
            raise NotReady(*issues)
        newest = real_end or real_start
        self.real_start, self.real_end, self.skipped, self.note = real_start, real_end, False, None
        self.later, self.recorded_at = bool(newest and today() - newest > PROMPT), now()
        entries.record(
            self.session, "phase.recorded", by=by, subject=self, phase=self.key,
            real_start=str(real_start or ""), real_end=str(real_end or ""), later=self.later,
        )  # fmt: skip

    def skip(self, by: Actor, reason: str) -> None:
        """It doesn't happen in this cycle; the reason is kept."""
        self._require(by)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.session.add(note)
        self.skipped, self.real_start, self.real_end, self.note, self.recorded_at = True, None, None, note, now()
        self.session.flush()
        entries.record(self.session, "phase.skipped", by=by, subject=self, names=[note], phase=self.key, note=note.commitment)

    def _require(self, by: Actor) -> None:
        if issues := self.objections_to_recording(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)


def working_day_after(day: date, closed: Collection[date]) -> date:
    """The first day after it that is neither Saturday, Sunday nor closed."""
    day += timedelta(days=1)
    while day.weekday() > 4 or day in closed:
        day += timedelta(days=1)
    return day


def _odd_dates(start: date | None, end: date | None) -> Issues:
    issues = [Issue("real_end", "phase_end_alone")] if end and not start else []
    issues += [Issue("real_end", "ends_before_start")] if start and end and end < start else []
    issues += [Issue(name, "phase_in_future") for name, day in (("real_start", start), ("real_end", end)) if day and day > today()]
    return Issues(issues)
