"""The demo's clock, and how its people act: everything happens at a told moment, in the order of the moments."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlmodel import Session

from data.database import transaction
from data.seeds.cast import Roster
from models.actors import Actor
from models.base import set_clock
from models.content.contents import Content
from models.passwords import Password
from models.people import Person
from models.public.clocks import WorkingTime

Story = Iterator[datetime]
TICK = timedelta(milliseconds=1)


class Clock:
    """Stands where it was turned to and moves on a millisecond with each reading, never back: the log's times rise."""

    def __init__(self, start: datetime) -> None:
        self.moment = start.astimezone(UTC)

    def read(self) -> datetime:
        self.moment += TICK
        return self.moment

    def turn_to(self, moment: datetime) -> None:
        self.moment = max(self.moment, moment.astimezone(UTC))

    @contextmanager
    def ruling(self) -> Iterator["Clock"]:
        """The app's clock while the demo is told; the real one comes back whatever happens."""
        set_clock(self.read)
        try:
            yield self
        finally:
            set_clock(None)


class World:
    """Who is there, what time it is, and the office hours of both programmes (`hours` by programme key)."""

    def __init__(self, roster: Roster, clock: Clock, hours: dict[str, WorkingTime], password: Password | None = None) -> None:
        self.roster, self.clock, self.hours, self.password = roster, clock, hours, password
        self.stand_ins: dict[str, str] = {}
        self.planned: dict[str, int] = {}  # piece → the line of the calendar it is begun from

    @property
    def now(self) -> datetime:
        return self.clock.moment

    @contextmanager
    def acting(self, username: str) -> Iterator[tuple[Session, Actor]]:
        """One transaction of one person, with the roles of that day."""
        with transaction() as session:
            yield session, Person.acting(self.roster.people[username], session)

    @contextmanager
    def working_on(self, content_id: int, username: str) -> Iterator[tuple[Content, Actor]]:
        """Likewise on one content, locked."""
        with self.acting(username) as (session, actor):
            yield Content.current(content_id, None, actor, session), actor

    def in_hours(self, programme: str, moment: datetime, minutes: float = 0) -> datetime:
        """The moment itself when the office is open, else shortly after it opens."""
        return self.hours[programme].add(moment, timedelta(minutes=minutes))

    def before(self, programme: str, moment: datetime, minutes: float) -> datetime:
        """So many office minutes before a moment."""
        return self.hours[programme].subtract(moment, timedelta(minutes=minutes))


def tell(stories: Iterable[Story], world: World, until: datetime, heard: Callable[[datetime], None] = lambda _: None) -> None:
    """Let each story act at the moments it yields, all of them interleaved; what lies after `until` doesn't happen."""
    numbers = count()
    waiting = [(next(story), next(numbers), story) for story in stories]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= until:
        moment, number, story = heapq.heappop(waiting)
        world.clock.turn_to(moment)
        heard(moment)
        following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (max(following, moment), number, story))
