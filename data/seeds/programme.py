"""The programmes themselves: profile, the calendar of 2025 as history, a running cycle with real dates, three activities each."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data import files
from data.seeds import pictures
from data.seeds.world import Story, World
from models.actors import Actor
from models.base import LOCAL
from models.governance import profiles
from models.governance.activities import Activity
from models.governance.activity_links import contents_to_link
from models.governance.cycles import Cycle
from models.governance.evidence import Evidence
from models.governance.profiles import Gathering, ProgrammeProfile
from models.programmes import Programme

PEOPLE = {"simponi": ("rani", "hadi"), "asri": ("lena", "sumarno")}
SLOW = 2  # days by which the second phase came later than planned


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """For the scheduler, both programmes."""
    told: list[Story] = []
    for key in PEOPLE:
        told += [_profile(world, key, start), _cycle(world, key, start, now)]
        told += [_activity(world, key, place, one, now) for place, one in enumerate(_script()[key]["activities"])]
    return told


def _profile(world: World, key: str, start: datetime) -> Story:
    """The office's own words, one gathering of ideas, and the old calendar with two phases recorded later."""
    yield world.in_hours(key, start + timedelta(days=1), 70)
    with _acting(world, key) as (session, by, found):
        told, script = profiles.told(found, session), _script()[key]
        ideas = [*told.ideas, *script["other_ideas"]]
        words = {"background": told.background, "gathering": told.gathering, "reasons": told.reasons, "stakeholders": told.stakeholders}
        ProgrammeProfile.write(found, by, session, {**words, "ideas": ideas})
        Gathering.record(found, by, session, date(2025, 8, 20), **script["gathering"])
    yield world.in_hours(key, start + timedelta(days=1), 110)
    with _acting(world, key) as (session, by, found):
        past = Cycle.load_past(found, found.rules.cycles.past[0].key, by, session)
        for phase in past.phases[:2]:
            phase.record(by, phase.planned_start, phase.planned_end)


def _cycle(world: World, key: str, start: datetime, now: datetime) -> Story:
    """Begun so that one phase runs now; approved two days after it was submitted."""
    yield world.in_hours(key, start + timedelta(days=3), 40)
    with _acting(world, key) as (session, by, found):
        first = _day(world.now) + timedelta(days=7)
        one = Cycle.begin(found, first, by, session, label=_script()[key]["cycle"], purpose=_script()[key]["purpose"])
        session.flush()
        one.submit(by)
        cycle_id = one.pk
    yield world.in_hours(key, start + timedelta(days=5), 30)
    with _acting(world, key, 1) as (session, by, _):
        Cycle.current(cycle_id, None, by, session).approve(by)
    with _acting(world, key) as (session, by, _):
        plans = [(one.pk, one.planned_start, one.planned_end) for one in Cycle.current(cycle_id, None, by, session).phases]
    for place, (phase_id, begins, ends) in enumerate(plans[:-1]):
        late = timedelta(days=SLOW if place else 0)
        for real_end in (None, ends + late):
            if (real_end or begins + late) >= _day(now):
                return
            yield world.in_hours(key, _noon((real_end or begins + late) + timedelta(days=1)), 15)
            with _acting(world, key) as (session, by, _):
                Cycle.current(cycle_id, None, by, session).phase(phase_id).record(by, begins + late, real_end)


def _activity(world: World, key: str, place: int, told: dict[str, Any], now: datetime) -> Story:
    """A meeting with the public, with a picture of it and the contents it showed."""
    yield world.in_hours(key, now - timedelta(days=told["days_ago"] - 1), 45 + 20 * place)
    with _acting(world, key) as (session, by, found):
        words = {name: told[name] for name in ("title", "form", "place", "venue", "audience", "people", "materials", "outcome")}
        contents = list(contents_to_link(found.pk, session))[: 2 - place % 2]
        one = Activity.record(found, by, session, {**words, "held_on": _day(now - timedelta(days=told["days_ago"]))}, contents)
        kept = files.keep(pictures.view(key, told["title"]))
        Evidence.add_file(
            found, one, by, session, sha256=kept.sha256, name=f"kegiatan-{place + 1}.jpg", type="image/jpeg", alt=told["alt"]
        )  # fmt: skip


@contextmanager
def _acting(world: World, key: str, role: int = 0) -> Iterator[tuple[Session, Actor, Programme]]:
    """One transaction of who keeps the programme (0) or of the mentor (1, or who stands in for him)."""
    who = PEOPLE[key][role]
    with world.acting(world.stand_ins.get(who, who)) as (session, by):
        yield session, by, Programme.find(world.roster.programmes[key], session)


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=LOCAL)


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
