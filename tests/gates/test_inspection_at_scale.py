"""The inspector's lists where the archive is large: exceptions and a sample cost what they show, not what there is."""

import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from data.bench import filling
from data.database import reading, transaction
from models.base import LOCAL
from models.content.contents import Content
from models.governance import exceptions
from models.governance.exceptions import Kind, Wanted
from models.governance.samples import Criteria
from models.programmes import Programme
from tests.cast import Cast
from tests.models.test_emergency import TEXTS, add_alt, bare_picture, night, out  # noqa: F401  the story of a night
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.sqlite]
FEW, MANY = 1_000, 50_000  # pieces of the short lane
MOST_RATIO = 1.5
RUNS = 9
NOVEMBER = Criteria(datetime(2026, 11, 1, tzinfo=LOCAL), datetime(2026, 12, 1, tzinfo=LOCAL))
Look = Callable[[Programme, Session], Any]


def seconds(programme_id: int, look: Look) -> float:
    """Median processor time of a look, the first one left out."""
    taken = []
    for _ in range(RUNS):
        with reading() as session:
            programme = Programme.find(programme_id, session)
            begun = time.process_time()
            look(programme, session)
            taken.append(time.process_time() - begun)
    return statistics.median(taken[1:])


def of(*kinds: Kind) -> Look:
    """The first page, with what its lines say of their state."""

    def look(programme: Programme, session: Session) -> None:
        rows = exceptions.page(Wanted((programme,), frozenset(kinds)), session)
        assert len(rows) > exceptions.PAGE
        exceptions.states(rows[: exceptions.PAGE], [programme], session)

    return look


def test_exceptions_cost_the_same_over_fifty_times_as_many(night: Story, cast: Cast, at: Callable[[str], Any], tmp_path: Path) -> None:  # noqa: F811
    """S3.4, A3.3b: years of nights on the telephone, all made good in time but the last. Seen red with the log's lines sorted by hand
    and debts looked for from their contents."""
    out(night)
    night.do(cast.simponi.editor, add_alt)
    night.do(cast.simponi.mentor, lambda content, actor: content.confirm_verbal(actor))
    night.approve(cast.simponi.koordinator)
    night.do(cast.simponi.koordinator, lambda content, actor: content.confirm_monitoring(actor))
    at("2026-12-28 02:10")
    with transaction() as session:
        assert Content.archive_due(session) == 1
    last = Story.emergency(cast, "Jalan Sungailiat tergenang", planned_for=None)
    last.do(last.team.editor, lambda content, actor: bare_picture(content, actor, {**TEXTS, "contact": [last.contact_id]}))
    out(last)
    filling.multiply(tmp_path, 2 * exceptions.PAGE, like=last.state)
    at("2026-12-30 09:00")
    looks = {
        "all": of(), "emergency": of(Kind.EMERGENCY), "verbal": of(Kind.VERBAL), "overdue": of(Kind.OVERDUE),
        "sample": lambda programme, session: NOVEMBER.matching(programme.pk, session),
    }  # fmt: skip
    taken = []
    for pieces in (FEW, MANY):
        filling.multiply(tmp_path, pieces, actions=(*filling.ACTIONS, "content.verbally_approved"))
        taken.append({name: seconds(cast.simponi.programme.pk, look) for name, look in looks.items()})
    few, many = taken
    slower = {name: (few[name], many[name]) for name in looks if many[name] > MOST_RATIO * few[name] + 0.002}
    assert not slower, slower
