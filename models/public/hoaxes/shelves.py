"""Lists of cases: the desk, Beranda, the menu's count, a search; each one indexed query, counts capped, pages by key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload
from sqlmodel import Session, col, select

from models.actors import Actor, can
from models.asked import once
from models.programmes import Programme
from models.public.hoaxes.states import DECIDED, OPEN, UNDECIDED, HoaxState
from models.search import SearchRow

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

PAGE = 20
CAP = 1_000


class Shelf(StrEnum):
    """What of the desk is looked at."""

    OPEN = "open"
    MINE = "mine"
    CONCLUDED = "concluded"
    CLOSED = "closed"


@dataclass(frozen=True)
class HoaxPage:
    """Some cases, whether more follow, and how many there are (CAP + 1 stands for more than CAP)."""

    rows: "tuple[HoaxCase, ...]"
    count: int
    more: bool

    @property
    def capped(self) -> bool:
        return self.count > CAP


class HoaxShelves:
    """Questions about many cases."""

    @classmethod
    def shelf(
        cls, shelf: Shelf, actor: Actor, session: Session, *, programme_id: int | None = None, result: str = "",
        after: tuple[Any, int] | None = None, size: int = PAGE,
    ) -> "HoaxPage":  # fmt: skip
        """What is open by its hour, the most urgent first; what is closed newest first. `after`: (hour or None, id) of the last one."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        conditions = [HoaxCase.visible_to(actor), *cls._of(shelf, actor)]
        if programme_id is not None:
            conditions.append(HoaxCase.programme_id == programme_id)
        if result:
            conditions.append(HoaxCase.result == result)
        wanted = select(HoaxCase).where(*conditions).options(*HoaxCase.listed())
        if shelf is Shelf.CLOSED:
            order: list[Any] = [col(HoaxCase.id).desc()]
            wanted = wanted.where(col(HoaxCase.id) < after[1]) if after else wanted
        else:
            order = [col(HoaxCase.due_at), col(HoaxCase.id)]
            if after:
                wanted = wanted.where(sa.tuple_(col(HoaxCase.due_at), col(HoaxCase.id)) > sa.tuple_(sa.literal(after[0]), after[1]))
        rows = list(session.exec(wanted.order_by(*order).limit(size + 1)))
        some = select(HoaxCase.id).where(*conditions).limit(CAP + 1).subquery()
        count = session.exec(select(sa.func.count()).select_from(some)).one()
        return HoaxPage(tuple(rows[:size]), count, len(rows) > size)

    @classmethod
    def urgent(cls, actor: Actor, session: Session, size: int = 5) -> "list[HoaxCase]":
        """For Beranda: what isn't answered yet, the most urgent first; one more than `size` says that there is more."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        waiting = col(HoaxCase.state).in_((*UNDECIDED, HoaxState.CONCLUDED))
        wanted = select(HoaxCase).where(HoaxCase.visible_to(actor), waiting).options(*HoaxCase.listed())
        return list(session.exec(wanted.order_by(col(HoaxCase.due_at), col(HoaxCase.id)).limit(size + 1)))

    @classmethod
    def open_count(cls, actor: Actor, session: Session) -> int:
        """Behind the menu's title, capped."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        def ask() -> int:
            some = select(HoaxCase.id).where(HoaxCase.visible_to(actor), col(HoaxCase.state).in_(OPEN)).limit(CAP + 1).subquery()
            return session.exec(select(sa.func.count()).select_from(some)).one()

        return once(session, ("hoaxes", actor.person_id), ask)

    @classmethod
    def minutes_between(cls, programme_id: int, since: datetime, until: datetime, session: Session) -> list[int]:
        """'Waktu klarifikasi hoaks' of those first clarified in [since, until), in whole clock minutes."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        out = col(HoaxCase.clarified_at)
        wanted = select(HoaxCase.received_at, HoaxCase.clarified_at).where(HoaxCase.programme_id == programme_id, out >= since, out < until)
        return [int((done - received).total_seconds() // 60) for received, done in session.exec(wanted) if done is not None]

    @classmethod
    def search(cls, words: str, actor: Actor, session: Session, *, before: int | None = None, size: int = PAGE) -> "HoaxPage":
        """By words of title, claim, link or number, newest first."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        scope = HoaxCase.search_scope(actor)
        ids = SearchRow.find(words, scope, session, subject="hoax_case", before=before, limit=size + 1)
        count = SearchRow.count(words, scope, session, subject="hoax_case")
        by_id = cls.among(ids[:size], actor, session)
        return HoaxPage(tuple(by_id[one] for one in ids[:size] if one in by_id), count, len(ids) > size)

    @classmethod
    def among(cls, ids: Collection[int], actor: Actor, session: Session) -> "dict[int, HoaxCase]":
        """Those of some cases this person may see, by id."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        wanted = select(HoaxCase).where(col(HoaxCase.id).in_(list(ids)), HoaxCase.visible_to(actor)).options(*HoaxCase.listed())
        return {one.pk: one for one in session.exec(wanted)} if ids else {}

    @classmethod
    def listed(cls) -> tuple[Any, ...]:
        """What a line of a list reads."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        return (joinedload(HoaxCase.programme, innerjoin=True).joinedload(Programme.playbook), raiseload("*"))  # type: ignore[arg-type]

    @classmethod
    def alone(cls) -> tuple[Any, ...]:
        return (raiseload("*"),)

    @classmethod
    def _of(cls, shelf: Shelf, actor: Actor) -> list[Any]:
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        states = {Shelf.CONCLUDED: DECIDED, Shelf.CLOSED: (HoaxState.CLOSED,)}.get(shelf, OPEN)
        mine = [HoaxCase.by_id == actor.person_id] if shelf is Shelf.MINE else []
        return [col(HoaxCase.state).in_(states), *mine]


def works_on_hoaxes(actor: Actor, programme: Programme) -> bool:
    return can(actor, "check_hoax", programme)
