"""What a calendar subscription shows at this moment, with what a calendar program needs to follow a change (A3.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, or_
from sqlalchemy.orm import raiseload
from sqlmodel import Session, col, select

from models.base import today
from models.entries import Entry
from models.errors import NotFound
from models.people import Person
from models.planning.calendar import OF_STATE, Slot, Status, belongs, slots
from models.planning.feeds import FeedKey, subscribable
from models.planning.items import PlanItem
from models.planning.occasions import DayNote, occasions
from models.planning.quarters import midnight
from models.planning.shifts import Shift
from models.programmes import Programme

BACK = timedelta(days=60)
AHEAD = timedelta(days=365)
MOST = 2_000
CERTAIN = (Status.SCHEDULED, Status.PARTLY, Status.PUBLISHED, Status.SUPERSEDED)


class Certainty(StrEnum):
    """The words of RFC 5545."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Piece:
    """A slot as others follow it: `name` stays from the plan to the archive, `sequence` rises with every change of a row behind it."""

    slot: Slot
    name: str
    sequence: int
    changed_at: datetime

    @property
    def status(self) -> Status:
        """By what was done with it alone: a late one would change its words without any change of its rows."""
        if self.slot.content_id is None:
            return Status.PLANNED if self.slot.state == "planned" else Status.STOPPED
        return OF_STATE[self.slot.state]

    @property
    def certainty(self) -> Certainty:
        """What is on hold may still come."""
        if self.status is Status.STOPPED and self.slot.state != "held":
            return Certainty.CANCELLED
        return Certainty.CONFIRMED if self.status in CERTAIN else Certainty.TENTATIVE


@dataclass(frozen=True)
class Subscription:
    """Everything behind one key. `installation` tells two houses apart and outlives host names, backups and restores.

    Own shifts come with the moment they last changed, removed ones among them.
    """

    installation: str
    programmes: Sequence[Programme]
    for_one: bool
    opened_at: datetime
    pieces: Sequence[Piece]
    days: Sequence[DayNote]
    shifts: Sequence[tuple[Shift, datetime]]

    @classmethod
    def of(cls, key: object, session: Session) -> "Subscription":
        """With the person's roles of today; NotFound alike for a wrong or revoked key, a person switched off, a programme left."""
        feed = FeedKey.of_key(key, session)
        if feed is None:
            raise NotFound
        actor = Person.acting(feed.person_id, session)
        shown = [one for one in subscribable(actor, session) if feed.programme_id in (None, one.pk)]
        if not shown:
            raise NotFound
        first, last = today() - BACK, today() + AHEAD
        since, until, ids = midnight(first), midnight(last), [one.pk for one in shown]
        inside = [one for one in shown if belongs(actor, one.pk)]
        found = slots(actor, ids, since, until, session, cancelled=True, most=MOST)
        own = _shifts(feed.person_id, ids, since, until, session)
        house, changes = _from_the_log(
            {"plan_item": [one.item_id for one in found if one.item_id], "shift": [one.pk for one in own]}, session
        )
        behind = _items_behind([one.content_id for one in found if one.content_id], session)
        return cls(
            house, shown, feed.programme_id is not None, feed.created_at,
            [_piece(one, behind.get(one.content_id or 0), changes.get(("plan_item", one.item_id or 0))) for one in found],
            occasions(inside, first, last - timedelta(days=1), session),
            [(one, changes.get(("shift", one.pk), feed.created_at)) for one in own],
        )  # fmt: skip


def _piece(slot: Slot, item: tuple[int, int] | None, changed_at: datetime | None) -> Piece:
    """A version only ever rises, so their sum does: also when a planned piece gets its content."""
    item_id, version = item or (slot.item_id, 0)
    name = f"rencana-{item_id}" if item_id else f"konten-{slot.content_id}"
    return Piece(slot, name, slot.sequence + version, changed_at or slot.changed_at)


def _items_behind(content_ids: Sequence[int], session: Session) -> dict[int, tuple[int, int]]:
    """Content → id and version of the planned piece it came from."""
    wanted = select(PlanItem.content_id, PlanItem.id, PlanItem.version).where(col(PlanItem.content_id).in_(content_ids))
    return {content_id: (item_id, version) for content_id, item_id, version in session.exec(wanted)}  # type: ignore[misc]


def _from_the_log(ids: Mapping[str, Sequence[int]], session: Session) -> tuple[str, dict[tuple[str, int], datetime]]:
    """The first line, which no two houses share; and when each of these rows last changed, which they don't keep themselves."""
    named = [and_(col(Entry.subject) == table, col(Entry.subject_id).in_(some)) for table, some in ids.items()]
    wanted = select(Entry.hash, Entry.subject, Entry.subject_id, Entry.at).where(or_(col(Entry.number) == 1, *named))
    lines = session.exec(wanted.order_by(col(Entry.number))).all()
    return lines[0][0][:16], {(table, row_id): at for _, table, row_id, at in lines}


def _shifts(person_id: int, programme_ids: Sequence[int], since: datetime, until: datetime, session: Session) -> Sequence[Shift]:
    """The person's own, in the programmes shown; removed ones too, or a calendar program would keep them."""
    mine = select(Shift).where(Shift.person_id == person_id, Shift.ends_at > since, Shift.starts_at < until)
    wanted = mine.where(col(Shift.programme_id).in_(programme_ids)).options(raiseload("*"))
    return session.exec(wanted.order_by(col(Shift.starts_at), col(Shift.id))).all()
