"""How long contents stood at each stage, from the passages and decisions they left behind (S-F, A-F)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlmodel import Session, col

from models.content.contents import Content
from models.content.decisions import Decision, Passage, Review
from models.planning.progress import UNDONE
from models.planning.quarters import Quarter
from models.programmes import Programme

A_DAY = timedelta(days=1)
BEGUN = ""


@dataclass(frozen=True)
class StageTime:
    """Median calendar days and the number of contents."""

    days: float
    n: int


def medians(programme: Programme, quarter: Quarter, session: Session) -> dict[str, StageTime]:
    """Stage → time, of contents of the normal lane that went out in the quarter; a stage done again counts to its last end.

    One query; only the quarter's own contents are read.
    """
    own = (
        col(Content.programme_id) == programme.pk, col(Content.lane) == "normal", col(Content.published_at) >= quarter.since,
        col(Content.published_at) < quarter.until, col(Content.state).not_in(UNDONE),
    )  # fmt: skip
    content, begun = col(Content.id), col(Content.created_at)
    passed = select(content, col(Passage.stage), col(Passage.at)).join(Passage, col(Passage.content_id) == content)
    decided = select(content, col(Review.stage), col(Review.at)).join(Review, col(Review.content_id) == content)
    parts = (
        select(content, literal(BEGUN).label("stage"), begun).where(*own), passed.where(*own),
        decided.where(*own, col(Review.decision) == Decision.APPROVE),
    )  # fmt: skip
    return _told(session.connection().execute(union_all(*parts)).tuples())


def _told(rows: Iterable[Any]) -> dict[str, StageTime]:
    """A stage lasts from the end of the one that ended before it."""
    ends: dict[int, dict[str, datetime]] = defaultdict(dict)
    for content_id, stage, at in rows:
        ends[content_id][stage] = max(at, ends[content_id].get(stage, at))
    days: dict[str, list[float]] = defaultdict(list)
    for stages in ends.values():
        in_order = sorted(stages.items(), key=lambda one: one[1])
        for (_, before), (stage, at) in pairwise(in_order):
            days[stage].append((at - before) / A_DAY)
    return {stage: StageTime(median(told), len(told)) for stage, told in days.items()}
