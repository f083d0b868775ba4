"""Figures of the public side: how long people waited for an answer, a clarification, a correction."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now
from models.planning.quarters import Quarter
from models.playbooks import Formula
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.results.figures import figure
from models.results.of_cases import clarifying, corrections, responses
from models.results.origins import origin
from models.results.told import NOTHING, OriginRow
from tests.cast import Cast, Team
from tests.models.test_corrections import approve, correct, flood, publish  # noqa: F401  the flood is a fixture
from tests.models.test_emergency import night  # noqa: F401  what the flood began with
from tests.models.test_hoaxes import clarified
from tests.rumours import Rumour
from tests.story import Story

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)


def of(team: Team, session: Session) -> Programme:
    return Programme.find(team.programme.pk, session)


def behind(programme: Programme, key: str, session: Session) -> list[OriginRow]:
    """The cases that a figure opens to."""
    told = figure(programme, Q4, key, session)
    assert told is not None
    return origin(told, programme, Q4, session)


def test_waiting_is_told_in_service_hours_as_median_and_ninth_of_ten(cast: Cast, at: Any) -> None:
    """S-H8 A-H10: answered after a half, one, two and, over the noon break, four hours; who still waits isn't counted."""
    at("2026-11-16 09:00")
    with transaction() as session:
        programme, by = of(cast.simponi, session), cast.acting(cast.simponi.koordinator, session)
        ServiceHours.set(programme, USUAL_WEEK, now().date() - timedelta(days=14), SYSTEM, session)
        session.flush()
        asked = [Interaction.receive(programme, f"Kapan samsat keliling ke desa {n}?", by, session, author="Sarmin").pk for n in range(5)]
    for number, hour in zip(asked, ("09:30", "10:00", "11:00", "14:00"), strict=False):
        at(f"2026-11-16 {hour}")
        with transaction() as session:
            by = cast.acting(cast.simponi.koordinator, session)
            Interaction.current(number, None, by, session).answer(by, "Setiap Selasa.")
    with reading() as session:
        found = responses(of(cast.simponi, session), [Q3, Q4], session)
        middle, late = found[Formula.RESPONSE_MEDIAN], found[Formula.RESPONSE_P90]
        assert (middle[0], late[0]) == (NOTHING, NOTHING)
        assert (middle[1].value, late[1].value, middle[1].n, late[1].n) == (pytest.approx(1.5, abs=0.02), pytest.approx(4, abs=0.02), 4, 4)
        assert responses(of(cast.asri, session), [Q4], session)[Formula.RESPONSE_MEDIAN] == [NOTHING]
        counted = behind(of(cast.simponi, session), "response_median", session)
    assert [round(row.value or 0) for row in counted] == [4, 2, 1, 0]
    assert {row.what for row in counted} == {f"Komentar #{number} · Pertanyaan" for number in asked[:4]}
    assert "Sarmin" not in str(counted)  # who asked


def test_a_clarification_is_timed_from_the_sighting_by_the_clock(cast: Cast, at: Any) -> None:
    """S-H8 A-H10"""
    at("2026-11-16 09:10")
    rumour = Rumour.simponi(cast).checked().concluded()
    at("2026-11-16 11:40")
    clarified(rumour)
    case = rumour.look()
    assert case.clarified_at is not None
    hours = (case.clarified_at - case.received_at) / timedelta(hours=1)
    with reading() as session:
        before, told = clarifying(of(cast.simponi, session), [Q3, Q4], session)
        assert (before, told.n, told.value) == (NOTHING, 1, pytest.approx(hours, abs=0.02))
        assert hours > 2.4
        assert [*clarifying(of(cast.asri, session), [Q4], session)] == [NOTHING]
        counted = behind(of(cast.simponi, session), "clarification_time", session)
    assert [(row.what, row.content_id) for row in counted] == [(f"{case.number} {case.title}", case.clarification_id)]


def test_a_correction_is_timed_from_its_beginning_until_the_old_one_was_replaced(flood: Story, at: Any) -> None:  # noqa: F811
    """A-H10: the twenty minutes of writing and approving, not since somebody knew."""
    at("2026-11-16 03:00")
    new = correct(flood, known_since=now() - timedelta(minutes=40))
    at("2026-11-16 03:20")
    publish(approve(new))
    with reading() as session:
        before, told = corrections(of(flood.team, session), [Q3, Q4], session)
        assert (before, told.n, told.value) == (NOTHING, 1, pytest.approx(1 / 3, abs=0.02))
        assert [*corrections(of(flood.cast.asri, session), [Q4], session)] == [NOTHING]
        assert [row.content_id for row in behind(of(flood.team, session), "correction_time", session)] == [new.content_id]
