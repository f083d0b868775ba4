"""The public side where much was written: queue and search of hoaxes cost the same at 1,000 and at 100,000 comments."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlmodel import Session

from data.bench import commenting
from data.database import reading
from models.actors import Actor
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction
from tests.cast import Cast
from tests.rumours import Rumour

pytestmark = [pytest.mark.gate, pytest.mark.sqlite]
MOST_RATIO = 1.5
RUNS = 15
Look = Callable[[Actor, Session], Any]


def seconds(cast: Cast, look: Look) -> float:
    """Median processor time of a look at a list, the first one left out."""
    taken = []
    for _ in range(RUNS):
        with reading() as session:
            actor = cast.acting(cast.simponi.koordinator, session)
            begun = time.process_time()
            look(actor, session)
            taken.append(time.process_time() - begun)
    return statistics.median(taken[1:])


def test_the_queue_costs_the_same_over_a_hundred_times_as_many_comments(cast: Cast, engine: str) -> None:
    """S4.1 A4.1: hardly more wait, and a hundred times as many are done."""
    ids: Sequence[int] = (cast.simponi.programme.pk, cast.asri.programme.pk)
    looks: dict[str, Look] = {
        "queue": lambda actor, session: Interaction.queue(actor, ids, session),
        "done": lambda actor, session: Interaction.queue(actor, ids, session, shelf="done"),
        "counts": lambda actor, session: Interaction.counts(actor, ids, session),
        "hoaxes": lambda actor, session: HoaxCase.search("pajak motor", actor, session),
    }
    Rumour.simponi(cast)
    commenting.multiply(1_000)
    few = {name: seconds(cast, look) for name, look in looks.items()}
    commenting.multiply(100_000)
    many = {name: seconds(cast, look) for name, look in looks.items()}
    slower = {name: (few[name], many[name]) for name in looks if many[name] > MOST_RATIO * few[name] + 0.002}
    assert not slower, slower
