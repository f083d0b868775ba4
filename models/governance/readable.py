"""Who reads the rows of a programme's governance, and the two ways to one of them: to look at and to change."""

from typing import Any, Self

from sqlalchemy import ColumnElement, false
from sqlmodel import Session, col, select

from models.actors import Actor, administers
from models.apart import real
from models.errors import NotFound
from models.holding import held


class Readable:
    """For a table with `id`, `programme_id` and `whole()`, the options that load all a screen needs."""

    @classmethod
    def readable_by(cls, actor: Actor) -> ColumnElement[bool]:
        """The programme's own team, who reads the whole office, and the admin; a technical unit sees nothing of it."""
        table: Any = cls
        if actor.sees_all or administers(actor):
            return real(col(table.programme_id))
        return col(table.programme_id).in_(actor.teams) if actor.teams else false()

    @classmethod
    def find(cls, row_id: int, actor: Actor, session: Session) -> Self:
        """To look at; NotFound where it isn't this person's to see."""
        found: Self | None = session.exec(cls._the_one(row_id, actor)).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def current(cls, row_id: int, seen: int | None, actor: Actor, session: Session) -> Self:
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        table: Any = cls
        found: Self = held(table, cls._the_one(row_id, actor), seen, session)
        return found

    @classmethod
    def _the_one(cls, row_id: int, actor: Actor) -> Any:
        table: Any = cls
        return select(table).where(table.id == row_id, cls.readable_by(actor)).options(*table.whole())
