"""Where comments wait: each list ordered by an index of its own, so that it costs the same however many there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, false, func, or_, union_all
from sqlmodel import Session, col, select

from models.actors import Actor
from models.apart import real
from models.base import now

if TYPE_CHECKING:
    from models.public.interactions import Interaction

PAGE = 20
COUNT_CAP = 1_000


@dataclass(frozen=True)
class Place:
    """The last row of a page, so that the next one begins behind it."""

    rank: int
    moment: datetime
    id: int


@dataclass(frozen=True)
class Narrowed:
    """What the queue is narrowed by; empty means all. `mine`: only what this person was given or took."""

    category: str = ""
    channel: str = ""
    mine: bool = False
    overdue: bool = False


class Queues:
    """Queries of Interaction."""

    @classmethod
    def visible_to(cls: "type[Interaction]", actor: Actor) -> ColumnElement[bool]:
        """One's own programmes; who reads the whole office sees all, a technical unit nothing."""
        if actor.sees_all:
            return real(col(cls.programme_id))
        return col(cls.programme_id).in_(actor.teams) if actor.teams else false()

    @classmethod
    def queue(
        cls: "type[Interaction]", actor: Actor, programme_ids: Sequence[int], session: Session, *, shelf: str = "open",
        narrowed: Narrowed = Narrowed(), after: Place | None = None, size: int = PAGE,
    ) -> "list[Interaction]":  # fmt: skip
        """Reports of danger first, then by due time; one more than `size` says that there is more. Done ones newest first."""
        ids = cls._seen(actor, programme_ids)
        if not ids:
            return []
        parts = [cls._part(programme_id, actor, shelf, narrowed, after).limit(size + 1) for programme_id in ids]
        rows = union_all(*(sa.select(part.subquery()) for part in parts)).subquery()
        order = (rows.c.moment.desc(), rows.c.id.desc()) if shelf == "done" else (rows.c.rank, rows.c.moment, rows.c.id)
        wanted = [one.id for one in session.execute(sa.select(rows.c.id).order_by(*order).limit(size + 1))]
        found = {one.pk: one for one in session.exec(select(cls).where(col(cls.id).in_(wanted)).options(*cls.whole()))}
        return [found[one] for one in wanted]

    @classmethod
    def counts(cls: "type[Interaction]", actor: Actor, programme_ids: Sequence[int], session: Session) -> dict[str, int]:
        """How many wait ("open"), are mine ("mine"), referred, urgent and overdue: one statement, each capped at 1,000 + 1."""
        ids = cls._seen(actor, programme_ids)
        if not ids:
            return dict.fromkeys(("open", "mine", "referred", "urgent", "overdue"), 0)
        here = col(cls.programme_id).in_(ids)
        asked = {
            "open": and_(here, cls.shelf == "open"),
            "mine": and_(here, cls.assigned_id == actor.person_id, cls.shelf == "open"),
            "referred": and_(here, cls.shelf == "referred"),
            "urgent": and_(here, cls.shelf == "open", cls.rank == 0),
            "overdue": and_(here, cls.shelf == "open", col(cls.rank).in_((0, 1)), col(cls.due_at) < now()),
        }
        capped = [
            sa.select(func.count()).select_from(sa.select(col(cls.id)).where(one).limit(COUNT_CAP + 1).subquery()) for one in asked.values()
        ]
        told = session.execute(sa.select(*(one.scalar_subquery() for one in capped))).one()
        return dict(zip(asked, told, strict=True))

    @classmethod
    def waiting(cls: "type[Interaction]", programme_ids: Sequence[int], session: Session) -> int:
        """How many of these programmes wait, capped."""
        return cls._counted([and_(col(cls.programme_id).in_(programme_ids), cls.shelf == "open")], session)[0]

    @classmethod
    def pressing(
        cls: "type[Interaction]", actor: Actor, programme_ids: Sequence[int], session: Session, *, size: int
    ) -> "list[Interaction]":
        """Reports of danger, then what is past its due time; one more than `size` says that there is more."""
        here = and_(col(cls.programme_id).in_(programme_ids), cls.shelf == "open")
        urgent = sa.select(col(cls.id)).where(here, cls.rank == 0).order_by(col(cls.due_at)).limit(size + 1)
        late = sa.select(col(cls.id)).where(here, cls.rank == 1, col(cls.due_at) < now()).order_by(col(cls.due_at)).limit(size + 1)
        ids = union_all(sa.select(urgent.subquery()), sa.select(late.subquery()))
        wanted = select(cls).where(col(cls.id).in_(ids), cls.visible_to(actor)).order_by(col(cls.rank), col(cls.due_at), col(cls.id))
        return list(session.exec(wanted.limit(size + 1).options(*cls.named())))

    @classmethod
    def per_content(cls: "type[Interaction]", content_id: int, session: Session) -> tuple[int, int]:
        """(all, still open) comments under one content, each capped."""
        here = and_(cls.content_id == content_id)
        every, waiting = cls._counted([here, and_(here, col(cls.closed_at).is_(None))], session)
        return every, waiting

    @classmethod
    def of_content(cls: "type[Interaction]", content_id: int, actor: Actor, session: Session, size: int = PAGE) -> "list[Interaction]":
        """Comments under one content, newest first."""
        wanted = select(cls).where(cls.content_id == content_id, cls.visible_to(actor)).order_by(col(cls.id).desc()).limit(size)
        return list(session.exec(wanted.options(*cls.whole())))

    @classmethod
    def by_ids(cls: "type[Interaction]", ids: Collection[int], actor: Actor, session: Session) -> "list[Interaction]":
        """Those this person may see, by id."""
        wanted = select(cls).where(col(cls.id).in_(ids), cls.visible_to(actor)).order_by(col(cls.id))
        return list(session.exec(wanted.options(*cls.whole())))

    @classmethod
    def _seen(cls: "type[Interaction]", actor: Actor, programme_ids: Sequence[int]) -> list[int]:
        return [one for one in programme_ids if actor.sees_all or one in actor.teams]

    @classmethod
    def _counted(cls: "type[Interaction]", asked: "Sequence[ColumnElement[bool]]", session: Session) -> list[int]:
        capped = [sa.select(col(cls.id)).where(one).limit(COUNT_CAP + 1).subquery() for one in asked]
        counts = [sa.select(func.count()).select_from(one).scalar_subquery() for one in capped]
        return list(session.execute(sa.select(*counts)).one())

    @classmethod
    def _part(cls: "type[Interaction]", programme_id: int, actor: Actor, shelf: str, narrowed: Narrowed, after: Place | None) -> Any:
        """One programme's page as its index gives it: only keys, so that rows are read for the page alone."""
        moment: Any = col(cls.closed_at) if shelf == "done" else col(cls.due_at)
        wanted = sa.select(col(cls.id).label("id"), col(cls.rank).label("rank"), moment.label("moment")).where(
            cls.programme_id == programme_id, cls.shelf == shelf
        )
        if narrowed.mine:
            wanted = wanted.where(cls.assigned_id == actor.person_id)
        if narrowed.category:
            wanted = wanted.where(cls.category == narrowed.category)
        if narrowed.channel:
            wanted = wanted.where(cls.channel == narrowed.channel)
        if narrowed.overdue:
            wanted = wanted.where(col(cls.due_at) < now())
        if shelf == "done":
            if after is not None:
                wanted = wanted.where(or_(moment < after.moment, and_(moment == after.moment, col(cls.id) < after.id)))
            return wanted.order_by(moment.desc(), col(cls.id).desc())
        if after is not None:
            later = or_(moment > after.moment, and_(moment == after.moment, col(cls.id) > after.id))
            wanted = wanted.where(or_(col(cls.rank) > after.rank, and_(cls.rank == after.rank, later)))
        return wanted.order_by(col(cls.rank), moment, col(cls.id))
