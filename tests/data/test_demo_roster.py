"""The roster of the demo: believable weeks around now, told alone and cheaply."""

from datetime import UTC, datetime, timedelta

import pytest

from data.database import reading
from data.seeds.cast import Roster as People
from data.seeds.cast import move_in
from data.seeds.roster import WEEK, WEEKS, stories
from data.seeds.world import Clock, World, tell
from models import passwords
from models.base import LOCAL
from models.planning.leaves import Leave
from models.planning.quarters import midnight, monday
from models.planning.shifts import Shift
from models.public.service_hours import ServiceHours

SUNDAY = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # half past five in the district


def told(now: datetime) -> People:
    clock = Clock(now - timedelta(days=63))
    with clock.ruling():
        people = move_in(passwords.choose("lada-ombak-teluk-42"))
        with reading() as session:
            hours = {key: ServiceHours.working_time(pk, session, now.date()) for key, pk in people.programmes.items()}
        world = World(people, clock, hours)
        tell(stories(world, now), world, now - timedelta(minutes=2))
    return people


def test_both_programmes_have_five_weeks_and_who_is_away_is_left_out(db: str) -> None:
    """A1.2"""
    people = told(SUNDAY)
    first = monday(SUNDAY.astimezone(LOCAL).date())
    with reading() as session:
        for programme, week in WEEK.items():
            around = (midnight(first - timedelta(weeks=3)), midnight(first + timedelta(weeks=4)))
            found = Shift.between([people.programmes[programme]], *around, session)
            per_week = [sum(1 for one in found if monday(one.day) == first + timedelta(weeks=number)) for number in WEEKS]
            usual, away = sum(map(len, week.values())), 2 if programme == "simponi" else 0
            assert per_week == [usual, usual, usual, usual - away, usual - away]
        [leave] = Leave.within(first + timedelta(weeks=1), first + timedelta(weeks=2), session)
        assert leave.deputyship is None


@pytest.mark.parametrize("days", [1, 5])
def test_the_roster_reaches_two_weeks_ahead_whatever_the_day(db: str, days: int) -> None:
    """Told on a Monday morning and on a Friday."""
    now = SUNDAY + timedelta(days=days, hours=4)
    people = told(now)
    with reading() as session:
        ahead = midnight(monday(now.astimezone(LOCAL).date()) + timedelta(weeks=2))
        for programme in people.programmes.values():
            assert Shift.between([programme], ahead, ahead + timedelta(weeks=1), session)
