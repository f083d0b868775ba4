"""Holding one row inside a transaction, as the screen saw it."""

from typing import Any, TypeVar

from sqlmodel import Session

from models.base import Record
from models.errors import NotFound, OutOfDate
from models.issues import Issue

Held = TypeVar("Held", bound=Record)


def held(table: type[Held], wanted: Any, seen: int | None, session: Session) -> Held:
    """The one row that `wanted` selects, locked; NotFound where there is none, OutOfDate unless it is as the screen saw it (None: any)."""
    found: Held | None = session.exec(wanted.with_for_update(of=table)).first()
    if found is None:
        raise NotFound
    if seen is not None and found.version != seen:
        raise OutOfDate(Issue("page", "changed_meanwhile"))
    return found
