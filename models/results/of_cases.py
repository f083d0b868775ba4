"""Figures of what the public side does: answers, clarifications, corrections, from their own tables (S-H8, A-H10)."""

from collections.abc import Callable, Sequence
from statistics import median

from sqlmodel import Session

from models.planning.quarters import Quarter
from models.playbooks import Formula
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.results.told import NOTHING, Told


def clarifying(programme: Programme, quarters: Sequence[Quarter], session: Session) -> list[Told]:
    """Median clock hours from a claim's sighting to its first clarification, of those clarified in each quarter."""
    found = (HoaxCase.minutes_between(programme.pk, one.since, one.until, session) for one in quarters)
    return [Told(median(minutes) / 60, len(minutes)) if minutes else NOTHING for minutes in found]


ALONE: dict[Formula, Callable[[Programme, Sequence[Quarter], Session], Sequence[Told]]] = {Formula.CLARIFICATION_TIME: clarifying}
TOGETHER: tuple[tuple[frozenset[Formula], Callable[[Programme, Sequence[Quarter], Session], dict[Formula, Sequence[Told]]]], ...] = ()
