"""Figures of what the public side does: answers, clarifications, corrections, from their own tables (S-H8, A-H10)."""

from collections.abc import Callable, Sequence

from sqlmodel import Session

from models.planning.quarters import Quarter
from models.playbooks import Formula
from models.programmes import Programme
from models.results.told import Told

ALONE: dict[Formula, Callable[[Programme, Sequence[Quarter], Session], Sequence[Told]]] = {}
TOGETHER: tuple[tuple[frozenset[Formula], Callable[[Programme, Sequence[Quarter], Session], dict[Formula, Sequence[Told]]]], ...] = ()
