"""What happens beside the pieces: the archive at night, contacts tested, a leave, an ended role, a pause."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from data.database import transaction
from data.seeds.cast import LINES, PARTS
from data.seeds.plan import FLOOD, LEFT
from data.seeds.world import Story, World
from models.base import LOCAL, today
from models.content.contents import Content
from models.content.pauses import Pause
from models.governance.contacts import Contact
from models.people import Person
from models.planning.leaves import Leave
from models.programmes import Programme
from models.public.closed_days import ClosedDay, DayKind

TESTERS = {"simponi": "riko", "asri": "eko"}


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """All of them, for the scheduler."""
    regular = [nightly_archive(world, start), contact_tests(world, start)]
    return [*regular, a_leave(world, now), an_ended_role(world, now), a_closed_day(world, now), a_pause(world, now)]


def nightly_archive(world: World, start: datetime) -> Iterator[datetime]:
    """The job that takes what is old enough."""
    moment = _next_at(start, time(1, 30))
    while True:
        yield moment
        with transaction() as session:
            Content.archive_due(session)
        moment += timedelta(days=1)


def contact_tests(world: World, start: datetime) -> Iterator[datetime]:
    """Every other week somebody calls the next third of the directory."""
    lines = [line for line in LINES if line.retested]
    round_ = 0
    while True:
        yield world.in_hours("simponi", start + timedelta(days=14 * (round_ + 1)), 45)
        for programme, who in TESTERS.items():
            with world.acting(who) as (session, actor):
                for line in lines[round_ % 2 :: 2]:
                    if line.programme == programme:
                        contact = Contact.current(world.roster.contacts[line.key], None, session)
                        contact.record_test(actor, today(), reached=True)
        round_ += 1


def a_leave(world: World, now: datetime) -> Iterator[datetime]:
    """The mentor names who stands in for him, the letter included, and goes on leave for a few days around now."""
    first = (now - timedelta(days=2)).astimezone(LOCAL).date()
    yield world.in_hours("simponi", now - timedelta(days=5), 95)
    with world.acting("hadi") as (session, actor):
        mentor, deputy = (Person.find(world.roster.people[name], session) for name in ("hadi", "budiman"))
        letter = f"800/021/PLH/CONTOH/{now.year}"
        Leave.enter(mentor, first, first + timedelta(days=9), actor, session, deputy, letter)
    yield datetime.combine(first, time(0, 5), LOCAL)
    world.stand_ins["hadi"] = "budiman"


def an_ended_role(world: World, now: datetime) -> Iterator[datetime]:
    """An editor was moved to another office."""
    leaver = next(part.username for part in PARTS if part.left)
    yield world.in_hours("simponi", now - LEFT, 20)
    with world.acting("dian") as (session, actor):
        person = Person.find(world.roster.people[leaver], session)
        for one in person.assignments:
            one.end(actor)


def a_closed_day(world: World, now: datetime) -> Iterator[datetime]:
    """Two days that only this district closes."""
    yield world.in_hours("simponi", now - timedelta(days=30), 15)
    with world.acting("dian") as (session, actor):
        for key in world.roster.programmes.values():
            programme = Programme.find(key, session)
            day = (now + timedelta(days=24)).astimezone(LOCAL).date()
            ClosedDay.add(
                programme, day, "Pemeliharaan listrik kantor", DayKind.LOCAL, actor, session, source="Surat edaran contoh nomor 5"
            )


def a_pause(world: World, now: datetime) -> Iterator[datetime]:
    """On the night of the flood nothing cheerful goes out until the water has fallen."""
    flood = datetime.combine((now - FLOOD).astimezone(LOCAL).date(), time(2, 55), LOCAL)
    yield flood
    with world.acting("agus") as (session, actor):
        programme = Programme.find(world.roster.programmes["asri"], session)
        Pause.start(programme, "Banjir di Merawang. Konten lain menunggu sampai keadaan jelas.", actor, session)
    yield flood + timedelta(hours=4, minutes=20)
    with world.acting("lena") as (session, actor):
        programme = Programme.find(world.roster.programmes["asri"], session)
        Pause.find(programme, session).lift(programme, actor)


def _next_at(start: datetime, hour: time) -> datetime:
    local = start.astimezone(LOCAL)
    moment = datetime.combine(local.date(), hour, LOCAL)
    return moment if moment > local else moment + timedelta(days=1)
