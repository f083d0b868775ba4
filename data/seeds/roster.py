"""Who is on duty and who is away: the weeks around now, written once and copied on, with one leave still without a stand-in."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from data.seeds.world import Story, World
from models.base import LOCAL
from models.people import Person
from models.planning.leaves import Leave
from models.planning.quarters import monday
from models.planning.shifts import Shift
from models.programmes import Programme

COORDINATORS = {"simponi": "rani", "asri": "lena"}
WEEKS = range(-2, 3)  # around the running one; the first is written, each following one copied
AWAY = "lisa"
# Programme → per weekday (Monday = 0) who, from, until; a shift that ends at its beginning or before runs into the next day.
WEEK: dict[str, dict[int, tuple[tuple[str, str, str], ...]]] = {
    "simponi": {
        0: (("yoga", "07:30", "16:00"), ("riko", "07:30", "12:00")),
        1: (("lisa", "07:30", "16:00"), ("tika", "13:00", "16:00")),
        2: (("riko", "07:30", "16:00"), ("yoga", "13:00", "16:00")),
        3: (("yoga", "07:30", "12:00"), ("lisa", "13:00", "16:00")),
        4: (("lisa", "07:30", "11:30"), ("riko", "13:00", "16:30")),
    },
    "asri": {
        0: (("putri", "07:30", "16:00"), ("eko", "16:00", "07:30")),
        1: (("agus", "07:30", "16:00"), ("bima", "16:00", "07:30")),
        2: (("putri", "07:30", "16:00"), ("eko", "16:00", "07:30")),
        3: (("agus", "07:30", "16:00"), ("bima", "16:00", "07:30")),
        4: (("putri", "07:30", "16:30"), ("eko", "16:30", "07:30")),
        5: (("agus", "07:30", "19:30"), ("bima", "19:30", "07:30")),
        6: (("putri", "07:30", "19:30"), ("eko", "19:30", "07:30")),
    },
}


def stories(world: World, now: datetime) -> list[Story]:
    """For the scheduler."""
    return [*(the_weeks(world, programme, now) for programme in WEEK), a_coming_leave(world, now)]


def the_weeks(world: World, programme: str, now: datetime) -> Iterator[datetime]:
    """On Friday afternoon the coordinator sees to the coming week; what is further ahead was done this morning."""
    running = monday(now.astimezone(LOCAL).date())
    for number in WEEKS:
        first = running + timedelta(weeks=number)
        friday = datetime.combine(first - timedelta(days=3), time(14), LOCAL)
        yield min(world.in_hours(programme, friday, 10), world.before(programme, now, 60 - 10 * number))
        with world.acting(COORDINATORS[programme]) as (session, actor):
            of = Programme.find(world.roster.programmes[programme], session)
            if number > WEEKS[0]:
                Shift.copy_week(of, first, actor, session)
                continue
            for weekday, shifts in WEEK[programme].items():
                for who, since, until in shifts:
                    person = Person.find(world.roster.people[who], session)
                    Shift.assign(of, person, *_span(first + timedelta(days=weekday), since, until), actor, session)


def a_coming_leave(world: World, now: datetime) -> Iterator[datetime]:
    """An editor will be away next week and has named nobody yet; whoever copies the roster leaves her out."""
    tuesday = monday(now.astimezone(LOCAL).date()) + timedelta(days=8)
    yield world.before("simponi", now - timedelta(days=4), 30)
    with world.acting(AWAY) as (session, actor):
        Leave.enter(Person.find(world.roster.people[AWAY], session), tuesday, tuesday + timedelta(days=2), actor, session)


def _span(day: date, since: str, until: str) -> tuple[datetime, datetime]:
    end = day + timedelta(days=until <= since)
    return datetime.combine(day, time.fromisoformat(since), LOCAL), datetime.combine(end, time.fromisoformat(until), LOCAL)
