"""When an answer is due, and when the next level hears of it: counted once, when a case begins (A1.3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from models.base import LOCAL, now
from models.errors import Refused
from models.programmes import Programme
from models.public.clocks import WorkingTime
from models.public.escalation import EscalationVersion, Ladder
from models.public.service_hours import ServiceHours


@dataclass(frozen=True)
class Deadlines:
    """The clock and the levels of one programme, loaded once for as many cases as come (four queries).

    `day_and_night`: hours of the clock instead of service hours, for danger and for whatever may not wait for Monday.
    """

    clock: WorkingTime
    ladders: tuple[Ladder, ...]

    @classmethod
    def of(cls, programme: Programme, session: Session, around: date | None = None) -> "Deadlines":
        """`around`: a day near the cases, where it isn't today."""
        return cls(ServiceHours.working_time(programme.pk, session, around), EscalationVersion.ladders(programme, session))

    def begin(self, received_at: datetime, hours: float, *, day_and_night: bool = False) -> dict[str, Any]:
        """`received_at`, `due_at`, `level` and `escalates_at` of a new case; NotReady `no_service_hours` while none are defined."""
        due_at = self.due(received_at, hours, day_and_night=day_and_night)
        escalates_at = self.escalates_at(received_at, due_at, 0, day_and_night=day_and_night)
        return {"received_at": received_at, "due_at": due_at, "level": 0, "escalates_at": escalates_at}

    def due(self, received_at: datetime, hours: float, *, day_and_night: bool = False) -> datetime:
        if day_and_night:
            self.clock.next_opening(received_at)  # who never serves can't promise an answer either
            return received_at + timedelta(hours=hours)
        return self.clock.add(received_at, hours)

    def ladder(self, received_at: datetime) -> Ladder:
        """The levels a case came under: what was approved later changes nothing for it."""
        return [one for one in self.ladders if one.since is None or one.since <= received_at][-1]

    def escalates_at(self, received_at: datetime, due_at: datetime, level: int, *, day_and_night: bool = False) -> datetime | None:
        """When the level after `level` hears of it; None after the last one. Where no service hours are found, hours of the clock count."""
        steps = self.ladder(received_at).steps
        if level >= len(steps):
            return None
        waits = steps[level].after_hours
        if day_and_night or waits == 0:
            return due_at + timedelta(hours=waits)
        try:
            return self.clock.add(due_at, waits)
        except Refused:
            return due_at + timedelta(hours=waits)


def due(programme: Programme, hours: float, session: Session, at: datetime | None = None, *, day_and_night: bool = False) -> datetime:
    """When an answer to what came `at` (now) is due; NotReady `no_service_hours`, whose sentence says who defines them and where."""
    received_at = at or now()
    return Deadlines.of(programme, session, received_at.astimezone(LOCAL).date()).due(received_at, hours, day_and_night=day_and_night)
