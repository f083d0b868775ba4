"""The weekly board: what stands on which channel and day, what is missing for the plan, what stands too close (A3.1)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, select

from models.actors import Actor
from models.base import LOCAL
from models.errors import NotReady
from models.issues import Issue
from models.planning.advice import clashes_of
from models.planning.calendar import Slot, Status, slots
from models.planning.campaigns import require_planner
from models.planning.items import PlanItem
from models.planning.plans import Plan
from models.planning.quarters import Quarter, midnight
from models.programmes import Programme

WEEK = timedelta(days=7)
USUAL_HOUR = 9


@dataclass(frozen=True)
class Board:
    """One week of one programme; `wanted` per channel comes from the plan in force, None where it says nothing."""

    programme: Programme
    monday: date
    slots: Sequence[Slot]
    wanted: Mapping[str, float]

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=one) for one in range(7)]

    def on(self, channel: str, day: date) -> list[Slot]:
        return [one for one in self.slots if channel in one.channels and one.at.astimezone(LOCAL).date() == day]

    def count(self, channel: str) -> int:
        """Pieces of the week on a channel, those that were stopped left out."""
        return sum(1 for one in self.slots if channel in one.channels and one.status is not Status.STOPPED)

    def gap(self, channel: str) -> int:
        """How many pieces this week lacks for the plan's frequency, rounded to whole pieces."""
        return max(0, round(self.wanted.get(channel, 0)) - self.count(channel))

    def clashes(self, slot: Slot) -> list[Issue]:
        return clashes_of(self.programme, slot.channels, slot.at, (one for one in self.slots if one.key != slot.key))

    @property
    def neediest(self) -> str:
        """The channel that lacks most for the plan, the playbook's first one where none does."""
        return max((one.key for one in self.programme.rules.channels), key=self.gap)

    def free_hour(self, channel: str) -> datetime:
        """The usual hour of the first weekday on which the channel has nothing yet; the Monday where every day is taken."""
        day = next((one for one in self.days[:5] if not self.on(channel, one)), self.monday)
        return midnight(day) + timedelta(hours=USUAL_HOUR)

    @classmethod
    def of(cls, programme: Programme, monday: date, actor: Actor, session: Session) -> "Board":
        since = midnight(monday)
        plan = Plan.in_force(programme.pk, Quarter.of(monday + timedelta(days=3)), session)
        found = slots(actor, [programme.pk], since, since + WEEK, session)
        return cls(programme, monday, found, plan.per_week if plan else {})


def copyable(programme: Programme, monday: date, by: Actor, session: Session) -> list[Slot]:
    """What stands in the week before and not yet, by title and channels, in the one that begins on `monday`; at last week's hours."""
    before, here = (slots(by, [programme.pk], midnight(one), midnight(one) + WEEK, session) for one in (monday - WEEK, monday))
    known = {(one.title, one.channels) for one in here}
    return [
        one for one in before
        if one.status is not Status.STOPPED and one.lane == "normal" and one.channels and (one.title, one.channels) not in known
    ]  # fmt: skip


def copy_week(
    programme: Programme, monday: date, by: Actor, session: Session, chosen: Collection[str] | None = None
) -> list[PlanItem]:  # fmt: skip
    """Last week's pieces once more, a week later, as planned pieces of the same owners; `chosen` slot keys only, all when None.

    Format, place and a campaign that still runs come from the planned piece behind; the log names it.
    """
    require_planner(programme, by)
    # Whoever copies it too waits here, and then finds it copied.
    session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
    writers = PlanItem.writers(programme, session)
    wanted = [one for one in copyable(programme, monday, by, session) if chosen is None or one.key in chosen]
    items = PlanItem.behind([one.item_id for one in wanted if one.item_id], [one.content_id for one in wanted if one.content_id], session)
    behind = {f"k{one.content_id}" if one.content_id else f"r{one.pk}": one for one in items}  # as the slots are named
    return [
        PlanItem.plan(
            programme, one.title, one.kind, list(one.channels), one.at + WEEK, by, session,
            owner_id=one.owner_id if one.owner_id in writers else None,
            **_kept(programme, one, behind.get(one.key)),
        )
        for one in wanted
    ]  # fmt: skip


def _kept(programme: Programme, slot: Slot, item: PlanItem | None) -> dict[str, Any]:
    """What a copy takes over of the planned piece behind a slot, as far as it still holds a week later."""
    if item is None:
        return {}
    day = (slot.at + WEEK).astimezone(LOCAL).date()
    formats = [format for one in programme.rules.types if one.key == slot.kind for format in one.formats]
    return {
        "format": item.format if item.format in formats else "", "place": item.place,
        "campaign_id": item.campaign_id if item.campaign and item.campaign.runs_on(day) else None, "copied_from": item,
    }  # fmt: skip


def hour_of(day: date | None, hour: time | None) -> datetime:
    """The moment two fields of a form name in the district; NotReady where one of them is empty."""
    if day is None or hour is None:
        raise NotReady(Issue("planned_for", "piece_hour_missing"))
    return datetime.combine(day, hour, LOCAL)
