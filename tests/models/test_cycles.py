"""Cycles: the calendars of 2025 as history, a new one from a start date, its approval, and real dates beside the plan."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from data.database import transaction
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, WrongStage
from models.governance.cycles import Cycle, CycleState
from models.governance.phases import PhaseState, working_day_after
from models.inbox.messages import Message
from models.people import Person
from models.programmes import Programme
from models.public.closed_days import ClosedDay
from models.verification import verify
from tests.cast import Cast, Team

START = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def late_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-27 10:00")


def keeper(team: Team) -> Person:
    return team.koordinator


def decider(team: Team) -> Person:
    return team.mentor if "mentor" in team.people else team.pengawas_keakuratan


def begun(cast: Cast, team: Team) -> int:
    with transaction() as session:
        by = cast.acting(keeper(team), session)
        programme = Programme.find(team.programme.pk, session)
        return Cycle.begin(programme, START, by, session, purpose="Menjangkau semua kecamatan.").pk


def do(cast: Cast, person: Person, cycle_id: int, verb: Callable[[Cycle, Any], Any], seen: int | None = None) -> Any:
    with transaction() as session:
        by = cast.acting(person, session)
        return verb(Cycle.current(cycle_id, seen, by, session), by)


def approved(cast: Cast, team: Team) -> int:
    cycle_id = begun(cast, team)
    do(cast, keeper(team), cycle_id, lambda one, by: one.submit(by))
    do(cast, decider(team), cycle_id, lambda one, by: one.approve(by))
    return cycle_id


def look(cast: Cast, cycle_id: int, session: Session) -> Cycle:
    session.rollback()  # as things are now
    return Cycle.find(cycle_id, cast.acting(cast.leader, session), session)


def states(one: Cycle, on: date, session: Session) -> dict[str, PhaseState]:
    closed = ClosedDay.closed(one.programme_id, one.years, session)
    return {phase.key: phase.state(on, closed) for phase in one.phases}


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_the_calendar_of_2025_loads_once_as_history_and_is_never_late(cast: Cast, reading: Session, key: str) -> None:
    """S-G, A-G: dates as printed, real ones empty; evidence and dates follow as a later record."""
    team: Team = getattr(cast, key)
    with transaction() as session:
        by = cast.acting(keeper(team), session)
        programme = Programme.find(team.programme.pk, session)
        cycle_id = Cycle.load_past(programme, "siklus_2025", by, session).pk
        assert Cycle.to_load(programme, session) == []
        with pytest.raises(NotFound):
            Cycle.load_past(programme, "siklus_2025", by, session)
    one = look(cast, cycle_id, reading)
    assert (one.state, one.label, one.starts_on) == (CycleState.PAST, "Siklus 1 (2025)", date(2025, 8, 27))
    assert set(states(one, date(2026, 11, 27), reading).values()) == {PhaseState.NOT_RECORDED}
    assert one.phases[-1].printed == {"simponi": "15 September – 10 Oktober 2025", "asri": "16 Februari – 15 Maret 2026"}[key]
    do(cast, keeper(team), cycle_id, lambda one, by: one.phases[0].record(by, date(2025, 8, 27), date(2025, 9, 4)))
    first = look(cast, cycle_id, reading).phases[0]
    assert (first.later, first.state(date(2026, 11, 27), ())) == (True, PhaseState.DONE)
    assert verify(reading).faults == ()


def test_a_bar_moves_alone_or_pushes_what_follows(cast: Cast, reading: Session) -> None:
    """S-G, A-G: later phases stay or follow; none begins before the cycle; the order is only hinted at."""
    cycle_id, team = begun(cast, cast.asri), cast.asri
    do(cast, keeper(team), cycle_id, lambda one, by: one.move(by, "persiapan", START, date(2026, 9, 15)))
    one = look(cast, cycle_id, reading)
    assert (one.phases[0].planned_end, one.phases[1].planned_start) == (date(2026, 9, 15), date(2026, 9, 11))
    do(cast, keeper(team), cycle_id, lambda one, by: one.move(by, "koordinasi", date(2026, 9, 16), date(2026, 9, 22), push=True))
    one = look(cast, cycle_id, reading)
    assert one.phases[2].planned_start == date(2026, 9, 23)  # seven days later than 16 September
    assert [phase.key for phase in one.hints] == []
    do(cast, keeper(team), cycle_id, lambda one, by: one.move(by, "evaluasi", START, date(2026, 9, 2)))
    assert [phase.key for phase in look(cast, cycle_id, reading).hints] == ["evaluasi"]
    for start, end in ((date(2026, 8, 31), START), (date(2026, 9, 9), date(2026, 9, 8))):
        with pytest.raises(NotReady):
            do(cast, keeper(team), cycle_id, lambda one, by, a=start, b=end: one.move(by, "evaluasi", a, b))


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_cycle_is_approved_by_the_mentor_and_frozen(cast: Cast, reading: Session, key: str) -> None:
    """S-H1, A-H1: written by one, approved by another, who is told; what was approved stays while it is planned anew."""
    team: Team = getattr(cast, key)
    cycle_id = begun(cast, team)
    with pytest.raises(NotAllowed):
        do(cast, team.desainer, cycle_id, lambda one, by: one.submit(by))
    do(cast, keeper(team), cycle_id, lambda one, by: one.submit(by))
    assert Message.unread(cast.acting(decider(team), reading), reading) == 1
    with pytest.raises(WrongStage):
        do(cast, keeper(team), cycle_id, lambda one, by: one.move(by, "persiapan", START, START))
    with pytest.raises(NotAllowed):
        do(cast, keeper(team), cycle_id, lambda one, by: one.approve(by))
    do(cast, decider(team), cycle_id, lambda one, by: one.approve(by))
    do(cast, keeper(team), cycle_id, lambda one, by: one.plan_anew(by, "Bahan terlambat."))
    do(cast, keeper(team), cycle_id, lambda one, by: one.move(by, "persiapan", START, date(2026, 9, 20)))
    one = look(cast, cycle_id, reading)
    assert one.baseline is not None
    assert one.baseline.span("persiapan") == (START, date(2026, 9, 7 if key == "simponi" else 10))
    assert (one.phases[0].planned_end, one.state) == (date(2026, 9, 20), CycleState.DRAFT)
    assert verify(reading).faults == ()


def test_whoever_wrote_a_plan_does_not_approve_it(cast: Cast) -> None:
    """A-H1: both rights in one hand; seen red with `objections_to_deciding` that forgets the writers."""
    cycle_id = approved(cast, cast.asri)
    with transaction() as session:
        by = cast.acting(cast.asri.pengawas_keakuratan, session)
        one = Cycle.current(cycle_id, None, by, session)
        one.state, one.writers = CycleState.WAITING, [by.person_id or 0]
        assert [issue.key for issue in one.objections_to_deciding(by)] == ["cycle_own"]
        session.rollback()


def test_late_begins_on_the_next_working_day(cast: Cast, reading: Session) -> None:
    """S-G, A-G: the first phase ends on a Thursday before a long weekend of the office; Friday alone is the next working day."""
    one = look(cast, approved(cast, cast.asri), reading)
    assert one.phases[0].planned_end == date(2026, 9, 10)
    assert states(one, date(2026, 9, 1), reading)["persiapan"] is PhaseState.NOT_STARTED
    assert states(one, date(2026, 9, 2), reading)["persiapan"] is PhaseState.LATE
    one.phases[0].real_start = date(2026, 9, 1)
    assert states(one, date(2026, 9, 10), reading)["persiapan"] is PhaseState.RUNNING
    assert states(one, date(2026, 9, 11), reading)["persiapan"] is PhaseState.LATE
    reading.rollback()
    assert working_day_after(date(2026, 9, 11), ()) == date(2026, 9, 14)
    assert working_day_after(date(2025, 12, 24), ClosedDay.closed(cast.asri.programme.pk, (2025, 2026), reading)) == date(2025, 12, 29)


def test_real_dates_come_after_the_approval_and_never_from_the_future(cast: Cast, reading: Session) -> None:
    """S-G, A-G"""
    team = cast.simponi
    draft, ready = begun(cast, team), approved(cast, team)
    with pytest.raises(WrongStage):
        do(cast, keeper(team), draft, lambda one, by: one.phases[0].record(by, START, None))
    for start, end in ((None, START), (date(2026, 9, 3), START), (date(2027, 1, 1), None)):
        with pytest.raises(NotReady):
            do(cast, keeper(team), ready, lambda one, by, a=start, b=end: one.phases[0].record(by, a, b))
    with pytest.raises(NotAllowed):
        do(cast, team.editor, ready, lambda one, by: one.phases[0].record(by, START, None))
    do(cast, keeper(team), ready, lambda one, by: one.phases[1].skip(by, "Digabung dengan persiapan."))
    assert states(look(cast, ready, reading), date(2026, 11, 27), reading)["perencanaan"] is PhaseState.SKIPPED


def test_a_stale_screen_and_a_stranger_are_refused(cast: Cast, reading: Session) -> None:
    cycle_id = begun(cast, cast.asri)
    with pytest.raises(OutOfDate):
        do(cast, keeper(cast.asri), cycle_id, lambda one, by: one.submit(by), seen=99)
    with pytest.raises(NotFound):
        Cycle.find(cycle_id, cast.acting(cast.simponi.koordinator, reading), reading)
