"""Practice rooms stand apart: the one condition that keeps their rows out of what is real (S4.5, A4.3)."""

from typing import Any

from sqlalchemy import ColumnElement, column, or_, select, table

_PROGRAMMES = table("programme", column("id"), column("practice_of_id"))
_ROOMS = select(_PROGRAMMES.c.id).where(_PROGRAMMES.c.practice_of_id.is_not(None))


def real(programme_id: Any) -> ColumnElement[bool]:
    """For whoever reads everything: rows of real programmes, and those of no programme."""
    return or_(programme_id.is_(None), programme_id.not_in(_ROOMS))
