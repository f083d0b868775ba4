"""Rencana siklus as a document to sign: purpose, phases as approved, real dates beside them, directions of the meetings (S-H1, A-H1)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now, today
from models.content.indonesian import day, moment
from models.governance.cycles import Cycle, CycleState
from models.governance.minutes import Minutes
from models.governance.phases import CyclePhase
from models.public.closed_days import ClosedDay
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats


def printed(session: Session, cycle_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read the programme."""
    return printing.printed("cycle_plan", told(Cycle.find(cycle_id, actor, session), session, actor), {}, now())


def offered(cycle_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, cycle_id, actor))


def file_name(cycle: Cycle) -> str:
    return f"{say('cycle_print.file')}-{cycle.programme.key}-{cycle.number}.pdf"


def told(cycle: Cycle, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    closed = ClosedDay.closed(cycle.programme_id, cycle.years, session)
    rows = [
        ("cycle_print.submitted", cycle.submitted_by, cycle.submitted_at),
        ("cycle_print.approved", cycle.approved_by, cycle.approved_at),
    ]
    return {
        "office": dated.office_name(cycle.programme, cycle.approved_at, session),
        "programme": cycle.programme.name,
        "label": cycle.label,
        "period": formats.period(cycle.starts_on, cycle.ends_on),
        "state": say(f"cycle_states.{cycle.state}"),
        "approved": cycle.state is CycleState.APPROVED,
        "past": cycle.is_past,
        "purpose": cycle.purpose,
        "as_of": moment(now()),
        "phases": [_phase(cycle, one, say(f"phase_states.{one.state(today(), closed)}")) for one in cycle.phases],
        "directions": [[formats.day(one.held_on), one.title, it.text] for one in Minutes.about(cycle, session) for it in one.standing],
        "signed": [
            [say(key), who.name if who else "", day(at.astimezone(LOCAL).date()) if at else "", who.nip if who else ""]
            for key, who, at in rows
        ],
        "taker": actor.name,
        "digest": cycle.baseline.digest if cycle.baseline else "",
    }


def _phase(cycle: Cycle, one: CyclePhase, state: str) -> list[str]:
    start, end = (cycle.baseline.span(one.key) if cycle.baseline else None) or (one.planned_start, one.planned_end)
    real = formats.period(one.real_start, one.real_end) if one.real_start else "–"
    return [one.label, one.text, formats.period(start, end), real, state]
