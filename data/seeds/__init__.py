"""A believable quarter of both programmes, told with the app's own verbs under a moving clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from data.database import reading
from data.seeds import (
    appointing,
    comments,
    corrections,
    desks,
    evaluating,
    events,
    final,
    governance,
    hoaxes,
    library,
    measuring,
    newcoming,
    nights,
    planning,
    programme,
    replicating,
    returning,
    rules,
    service,
    surveys,
    training,
)
from data.seeds.album import Album
from data.seeds.cast import Roster, move_in
from data.seeds.inbox import read_what_is_old
from data.seeds.plan import first_day, plan
from data.seeds.roster import stories as duties
from data.seeds.story import NormalStory
from data.seeds.world import Clock, World, tell
from models.entries import Entry
from models.errors import NotReady
from models.issues import Issue
from models.passwords import Password
from models.public.service_hours import ServiceHours

WEEKS = 13


def fill(password: Password, weeks: int = WEEKS, heard: Callable[[float], None] = lambda _: None, now: datetime | None = None) -> Roster:
    """Tell everything up to now into an empty, migrated installation (NotReady otherwise); `heard` gets the told share, 0 to 1."""
    require_empty()
    now = now or datetime.now(UTC)
    start = first_day(now, weeks)
    clock = Clock(start)
    album = Album()
    try:
        with clock.ruling():
            roster = move_in(password)
            with reading() as session:
                hours = {key: ServiceHours.working_time(pk, session, now.date()) for key, pk in roster.programmes.items()}
            world = World(roster, clock, hours, password)
            pieces = plan(now, weeks)
            stories = [NormalStory(piece, world, album).told() for piece in pieces]
            stories += [*events.stories(world, start, now), *nights.stories(world, album, now), *desks.stories(world, now)]
            stories += [*duties(world, now), *planning.stories(world, pieces, start, now)]
            stories += surveys.stories(world, start, now)
            stories += hoaxes.stories(world, now)
            stories += service.stories(world, now)
            stories += measuring.stories(world, start, now)
            stories += evaluating.stories(world, start, now)
            stories += returning.stories(world, start, now)
            stories += corrections.stories(world, now)
            stories += comments.stories(world, start, now)
            stories += governance.stories(world, start, now)
            stories += appointing.stories(world, start, now)
            stories += library.stories(world, start, now)
            stories += training.stories(world, start, now)
            stories += newcoming.stories(world, now)
            stories += rules.stories(world, start, now)
            stories += programme.stories(world, start, now)
            stories += final.stories(world, now)
            stories += replicating.stories(world, start, now)
            tell(stories, world, now - timedelta(minutes=2), lambda moment: heard((moment - start) / (now - start)))
            read_what_is_old(now)
    finally:
        album.close()
    return roster


def require_empty() -> None:
    """Nothing was ever written here: a demo never mixes with an office's own records."""
    with reading() as session:
        if Entry.head(session)[0]:
            raise NotReady(Issue("page", "demo_not_empty"))
