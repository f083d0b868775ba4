"""What a programme is and how a cycle of it runs: a profile to start from, phases as offsets, past calendars (S-B, A-B, S-G, A-G)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from models.playbooks.parts import Day, Key, Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class Profile(Part):
    """Where the profile of a new programme starts from; its own words replace it."""

    background: str
    gathering: str
    stakeholders: tuple[str, ...]
    idea: str
    reasons: str


class PhaseRule(Part):
    """Calendar days from the start of the cycle, both included: day 0 is the start itself."""

    key: Key
    label: str
    text: str
    first: int = Field(ge=0, le=730)
    last: int = Field(ge=0, le=730)


class PastPhase(Part):
    """A phase of a calendar that is past: its dates, and how they were printed."""

    key: Key
    starts: Day
    ends: Day
    printed: str


class PastCycle(Part):
    """A calendar of the guideline that lies behind us; it is loaded as history."""

    key: Key
    label: str
    phases: tuple[PastPhase, ...]


class Cycles(Part):
    """Phases may be one day long, overlap and leave gaps."""

    phases: tuple[PhaseRule, ...]
    past: tuple[PastCycle, ...] = ()

    def knows(self, key: str) -> bool:
        return any(one.key == key for one in self.phases)


def cycle_faults(rules: "Playbook") -> Iterator[Fault]:
    """A cycle without phases, a phase that ends before it begins, a past calendar of other phases or of days that don't exist."""
    if not rules.cycles.phases:
        yield Fault("cycles.phases", "siklus belum punya tahapan")
    if not rules.profile.stakeholders:
        yield Fault("profile.stakeholders", "pemangku kepentingan belum ditulis")
    for one in rules.cycles.phases:
        if one.last < one.first:
            yield Fault(f"cycles.phases.{one.key}.last", f"berakhir pada hari ke-{one.last}, sebelum mulai pada hari ke-{one.first}")
    for past in rules.cycles.past:
        path = f"cycles.past.{past.key}"
        yield from (Fault(f"{path}.{phase.key}", "tahapan ini tidak dikenal") for phase in past.phases if not rules.cycles.knows(phase.key))
        for phase in past.phases:
            yield from _day_faults(f"{path}.{phase.key}", phase)


def _day_faults(path: str, phase: PastPhase) -> Iterator[Fault]:
    try:
        starts, ends = date.fromisoformat(phase.starts), date.fromisoformat(phase.ends)
    except ValueError:
        yield Fault(path, f"tanggal {phase.starts} atau {phase.ends} tidak ada di kalender")
        return
    if ends < starts:
        yield Fault(path, f"tanggal akhir {phase.ends} mendahului tanggal mulai {phase.starts}")
