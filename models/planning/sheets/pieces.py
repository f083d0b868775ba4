"""Pieces of the calendar as rows of a spreadsheet: those of a span for going out, those a file names for coming back (A3.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor, ActorKind, can
from models.content.contents import Content
from models.content.located import ContentPlace
from models.content.publications import PublicationState
from models.errors import NotAllowed
from models.issues import Issue
from models.planning.calendar import Status, slots
from models.planning.items import PlanItem
from models.planning.quarters import midnight
from models.planning.sheets.words import Words
from models.programmes import Programme

AT_ONCE = 400


@dataclass(frozen=True)
class Piece:
    """One row: `key` is `k<content>` or `r<planned piece>`, `place` holds codes; `status` is only known for a span."""

    key: str
    version: int
    at: datetime
    channels: tuple[str, ...]
    kind: str
    title: str
    owner: int | None
    place: tuple[str, ...]
    campaign: int | None
    remark: str
    status: Status | None = None


@dataclass(frozen=True)
class Named:
    """What a file names by its IDs, as far as the person may see it: rows by key, and the things themselves to change."""

    pieces: dict[str, Piece]
    items: dict[str, PlanItem]
    contents: dict[str, Content]


def take_out(by: Actor, programme: Programme, since: datetime, until: datetime, format: str, rows: int, session: Session) -> None:
    """An export leaves a line of the log: who took which span, in which format."""
    require_taking(by, programme)
    entries.record(
        session,
        "calendar.exported",
        by=by,
        subject=programme,
        programme_id=programme.pk,
        since=since,
        until=until,
        format=format,
        rows=rows,
    )


def may_take(by: Actor, programme: Programme) -> bool:
    return by.kind is ActorKind.SYSTEM or can(by, "export", programme) or can(by, "plan", programme)


def require_taking(by: Actor, programme: Programme) -> None:
    if not may_take(by, programme):
        raise NotAllowed(Issue("person", "sheet_export_not_allowed"))


def of_span(actor: Actor, programme: Programme, since: datetime, until: datetime, session: Session) -> list[Piece]:
    """Everything of a programme with its hour in [since, until), by hour: the cost is that of the span."""
    found = slots(actor, [programme.pk], since, until, session)
    items = _items_of([one.item_id for one in found if one.item_id], [one.content_id for one in found if one.content_id], session)
    located = _places([one.content_id for one in found if one.content_id], session)
    pieces = []
    for slot in found:
        item = items.get(slot.key)
        places = tuple(located.get(slot.content_id or 0, ())) if slot.content_id else ((item.place,) if item and item.place else ())
        pieces.append(
            Piece(
                slot.key, slot.version, slot.at, slot.channels, slot.kind, slot.title, slot.owner_id, places,
                item.campaign_id if item else None, item.remark if item else "", slot.status,
            )
        )  # fmt: skip
    return pieces


def words_for(programme: Programme, pieces: Sequence[Piece], since: datetime, until: datetime, session: Session) -> Words:
    """The names these pieces and their span need."""
    people, campaigns = {one.owner for one in pieces if one.owner}, {one.campaign for one in pieces if one.campaign}
    return Words.of(programme, session, since.date(), until.date(), people=people, campaigns=campaigns)


def named(actor: Actor, programme: Programme, keys: Iterable[str], session: Session, *, lock: bool = False) -> Named:
    """The pieces behind the IDs of a file, in batches; what isn't there or isn't his is left out, locked rows are read anew."""
    numbers = {"k": set[int](), "r": set[int]()}
    for key in keys:
        numbers[key[0]].add(int(key[1:]))
    contents = {f"k{one.pk}": one for batch in _batches(numbers["k"]) for one in _contents(actor, programme, batch, session, lock)}
    items = {f"r{one.pk}": one for batch in _batches(numbers["r"]) for one in _items(programme, batch, session, lock)}
    beside = _items_of([], [one.pk for one in contents.values()], session)
    located = _places([one.pk for one in contents.values()], session)
    pieces = {key: of_item(one) for key, one in items.items()}
    for key, content in contents.items():
        item = beside.get(key)
        known = replace(of_content(content), place=tuple(located.get(content.pk, ())))
        pieces[key] = replace(known, campaign=item.campaign_id, remark=item.remark) if item else known
    return Named(pieces, items, contents)


def of_item(item: PlanItem) -> Piece:
    return Piece(
        f"r{item.pk}", item.version, item.planned_for, tuple(item.channels), item.kind, item.title, item.owner_id,
        (item.place,) if item.place else (), item.campaign_id, item.remark,
    )  # fmt: skip


def of_content(content: Content) -> Piece:
    """Without place, campaign and remark, which stand elsewhere."""
    on = [one.channel for one in content.publications if one.state != PublicationState.CANCELLED] or content.channels
    at = content.published_at or content.first_hour or content.created_at
    return Piece(
        f"k{content.pk}", content.version, at, tuple(dict.fromkeys(on)), content.kind, content.title, content.owner_id, (), None, ""
    )  # fmt: skip


def month_of(day: date) -> tuple[datetime, datetime]:
    """The month a day lies in."""
    first = date(day.year, day.month, 1)
    return midnight(first), midnight(date(day.year + day.month // 12, day.month % 12 + 1, 1))


def _contents(actor: Actor, programme: Programme, ids: list[int], session: Session, lock: bool) -> Sequence[Content]:
    wanted = select(Content).where(col(Content.id).in_(ids), Content.programme_id == programme.pk, Content.visible_to(actor))
    loads = (
        selectinload(Content.playbook), selectinload(Content.publications), selectinload(Content.revision), raiseload("*"),  # type: ignore[arg-type]
    )  # fmt: skip
    return session.exec(_held(wanted.options(*loads).order_by(col(Content.id)), Content, lock)).all()


def _items(programme: Programme, ids: list[int], session: Session, lock: bool) -> Sequence[PlanItem]:
    wanted = select(PlanItem).where(col(PlanItem.id).in_(ids), PlanItem.programme_id == programme.pk)
    return session.exec(_held(wanted.options(*PlanItem.whole()).order_by(col(PlanItem.id)), PlanItem, lock)).all()


def _held(wanted, table, lock: bool):  # type: ignore[no-untyped-def]
    return wanted.with_for_update(of=table).execution_options(populate_existing=True) if lock else wanted


def _items_of(ids: list[int], content_ids: list[int], session: Session) -> dict[str, PlanItem]:
    """Planned pieces by the key of their row, that of their content where there is one; own columns only."""
    own = select(PlanItem).options(raiseload("*"))
    found = {f"r{one.pk}": one for batch in _batches(ids) for one in session.exec(own.where(col(PlanItem.id).in_(batch)))}
    begun = [one for batch in _batches(content_ids) for one in session.exec(own.where(col(PlanItem.content_id).in_(batch)))]
    return found | {f"k{one.content_id}": one for one in begun}


def _places(content_ids: list[int], session: Session) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for batch in _batches(content_ids):
        wanted = select(ContentPlace).where(col(ContentPlace.content_id).in_(batch)).order_by(col(ContentPlace.place))
        for one in session.exec(wanted):
            found.setdefault(one.content_id, []).append(one.place)
    return found


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[place : place + AT_ONCE] for place in range(0, len(ordered), AT_ONCE))
