"""What went out, and what is found by words: lists over everything one may see, paged and counted up to a cap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, exists, func, literal, true, union_all
from sqlalchemy.orm import immediateload, raiseload, selectinload
from sqlalchemy.sql.elements import False_
from sqlmodel import Session, col, select

from models.actors import Actor
from models.apart import real
from models.content.publications import Publication
from models.search import SearchRow

if TYPE_CHECKING:
    from models.content.contents import Content

PAGE = 20
COUNT_CAP = 1_000
GATHERED = "gathered"  # in the info of a session whose lists are being gathered
OUT = ("published", "partly_published", "taken_down", "superseded")


@dataclass(frozen=True)
class Page:
    """One page of rows; `more` says whether another follows, `count` is capped at 1,000 (`capped`)."""

    rows: "Sequence[Any]"
    more: bool
    count: int

    @property
    def capped(self) -> bool:
        return self.count > COUNT_CAP


@dataclass(frozen=True)
class Filters:
    """What an archive list is narrowed by; empty means all. The period is that of publication."""

    programme_id: int | None = None
    kind: str = ""
    channel: str = ""
    lane: str = ""
    since: datetime | None = None
    until: datetime | None = None


class Archives:
    """Queries of Content over what is past its decision."""

    @classmethod
    def published(
        cls: "type[Content]", actor: Actor, session: Session, states: Sequence[str], filters: Filters, *, page: int = 0, size: int = PAGE
    ) -> Page:
        """What went out, newest first; `states` as in OUT, or archived."""
        wanted = and_(col(cls.state).in_(states), cls.visible_to(actor), cls._narrowed(filters))
        order: tuple[Any, ...] = (col(cls.published_at).desc(), col(cls.id).desc())
        if len(states) > 1:  # else SQLite walks all that was ever published for the order's sake, past the index of states
            order = (col(cls.published_at).is_(None), *order)
        return cls._page(wanted, order, session, page, size, cls.listed())

    @classmethod
    def found(cls: "type[Content]", words: str, actor: Actor, session: Session, filters: Filters | None = None,
        states: Sequence[str] = (), *, before: int | None = None, size: int = PAGE,
    ) -> Page:  # fmt: skip
        """By words, of the visible ones only, newest first; no `states` means any. `before`: the last id of the page before."""
        wanted = [cls.visible_to(actor), cls._narrowed(filters or Filters()), *([col(cls.state).in_(states)] if states else [])]
        scope = and_(_of_programmes(actor, filters), exists().where(col(cls.id) == col(SearchRow.subject_id), *wanted))
        if before is None:  # the first page counts what it found
            ids = SearchRow.find(words, scope, session, limit=COUNT_CAP + 1)
            return Page(cls.titled(ids[:size], actor, session), len(ids) > size, len(ids))
        ids = SearchRow.find(words, scope, session, before=before, limit=size + 1)
        count = SearchRow.count(words, scope, session, cap=COUNT_CAP)
        return Page(cls.titled(ids[:size], actor, session), len(ids) > size, count)

    @classmethod
    def titled(cls: "type[Content]", ids: Sequence[int], actor: Actor, session: Session) -> "list[Content]":
        """Search results in the order found, those this person may see."""
        found = session.exec(select(cls).where(col(cls.id).in_(ids), cls.visible_to(actor)).options(*cls.listed()))
        by_id = {one.id: one for one in found}
        return [by_id[one] for one in ids if one in by_id]

    @classmethod
    def named(cls: "type[Content]") -> tuple[Any, ...]:
        """Loads for a row that only says what it is and where it stands; programmes and playbooks the session has aren't asked again."""
        return immediateload(cls.programme), immediateload(cls.playbook), raiseload("*")  # type: ignore[arg-type]

    @classmethod
    def listed(cls: "type[Content]") -> tuple[Any, ...]:
        """Loads for a row that also says where it goes out."""
        return selectinload(cls.publications), *cls.named()  # type: ignore[arg-type]

    @classmethod
    def at_once(cls: "type[Content]", asked: "Mapping[str, Callable[[], Page]]", session: Session) -> dict[str, Page]:
        """The first pages of several lists in one statement, and their rows in another; each of `asked` asks one list of this session."""
        gathered: list[tuple[ColumnElement[bool], tuple[Any, ...], int, tuple[Any, ...]]] = []
        session.info[GATHERED] = gathered
        try:
            for ask in asked.values():
                ask()
        finally:
            del session.info[GATHERED]
        parts = [_numbered(cls, name, wanted, order, size) for name, (wanted, order, size, _) in zip(asked, gathered, strict=True)]
        places = session.execute(union_all(*parts)).all() if parts else []
        loads = max((wished for *_, wished in gathered), key=len, default=cls.named())  # each kind of load holds the smaller ones
        found = select(cls).where(col(cls.id).in_({one.id for one in places})).options(*loads)
        rows = {one.pk: one for one in session.exec(found)}
        pages = {}
        for name, (_, _, size, _) in zip(asked, gathered, strict=True):
            mine = sorted((one for one in places if one.list == name), key=lambda one: one.place)
            count = min(mine[0].total, COUNT_CAP + 1) if mine else 0
            pages[name] = Page([rows[one.id] for one in mine], count > size, count)
        return pages

    @classmethod
    def _page(
        cls: "type[Content]", wanted: ColumnElement[bool], order: tuple[Any, ...], session: Session, page: int, size: int,
        loads: tuple[Any, ...] | None = None,
    ) -> Page:  # fmt: skip
        """`size` 0 asks for the count alone; `loads`: what a row needs beyond its name."""
        if (gathered := session.info.get(GATHERED)) is not None:
            gathered.append((wanted, order, size, loads or cls.named()))
            return Page([], False, 0)
        if isinstance(getattr(wanted, "element", wanted), False_):  # no stage of this person's: nothing to ask for
            return Page([], False, 0)
        found = select(cls).where(wanted).options(*(loads or cls.named())).order_by(*order).offset(page * size).limit(size + 1)
        rows = list(session.exec(found)) if size else []
        count = len(rows) + page * size
        if not size or len(rows) > size or (page and not rows):
            capped = select(cls.id).where(wanted).limit(COUNT_CAP + 1).subquery()
            count = session.exec(select(func.count()).select_from(capped)).one()
        return Page(rows[:size], len(rows) > size, count)

    @classmethod
    def _narrowed(cls: "type[Content]", filters: Filters) -> ColumnElement[bool]:
        parts: list[ColumnElement[bool]] = [col(cls.id).is_not(None)]
        if filters.programme_id is not None:
            parts.append(col(cls.programme_id) == filters.programme_id)
        if filters.kind:
            parts.append(col(cls.kind) == filters.kind)
        if filters.lane:
            parts.append(col(cls.lane) == filters.lane)
        if filters.channel:
            parts.append(exists().where(col(Publication.content_id) == cls.id, col(Publication.channel) == filters.channel))
        if filters.since:
            parts.append(col(cls.published_at) >= filters.since)
        if filters.until:
            parts.append(col(cls.published_at) < filters.until)
        return and_(*parts)


def _of_programmes(actor: Actor, filters: Filters | None) -> ColumnElement[bool]:
    """What the search row itself can tell, before each hit's content is looked at."""
    chosen = true() if filters is None or filters.programme_id is None else col(SearchRow.programme_id) == filters.programme_id
    ours = real(col(SearchRow.programme_id)) if actor.sees_all else col(SearchRow.programme_id).in_(actor.programmes)
    return and_(chosen, ours)


def _numbered(table: "type[Content]", name: str, wanted: ColumnElement[bool], order: tuple[Any, ...], size: int) -> Any:
    """The ids of a list's first page with their places, and how many the list has in all."""
    place, total = func.row_number().over(order_by=order), func.count().over()
    columns: tuple[Any, ...] = (literal(name).label("list"), col(table.id).label("id"), place.label("place"), total.label("total"))
    counted = sa.select(*columns).where(wanted).subquery()
    return sa.select(counted).where(counted.c.place <= size)
