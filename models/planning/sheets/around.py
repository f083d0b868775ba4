"""What stands around the rows of a spreadsheet: pieces that are there already, and hours that stand too close (A3.2)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models.actors import Actor
from models.base import LOCAL, now
from models.planning.advice import advice_among
from models.planning.calendar import Slot, Status, slots
from models.planning.items import PlanItem
from models.planning.sheets.pieces import month_of
from models.planning.sheets.verdicts import Row
from models.programmes import Programme
from models.public.clocks import WorkingTime
from models.public.service_hours import ServiceHours

DAY = timedelta(days=1)
Told = tuple[date, str, frozenset[str]]


@dataclass(frozen=True)
class Around:
    """The calendar of the months a file speaks of, cancelled pieces too."""

    slots: Sequence[Slot]
    told: frozenset[Told]

    @classmethod
    def of(cls, programme: Programme, by: Actor, moments: Collection[datetime], session: Session) -> "Around":
        found, told = [], set[Told]()
        for since, until in sorted({month_of(one.astimezone(LOCAL).date()) for one in moments}):
            found += slots(by, [programme.pk], since, until, session, cancelled=True)
            planned = PlanItem.of_plan(programme.pk, since, until, session)
            told |= {_told(one.first_planned_for, one.title, one.channels) for one in planned}
            told |= {_told(one.planned_for, one.title, one.channels) for one in planned}
        return cls(found, frozenset(told | {_told(one.at, one.title, one.channels) for one in found}))

    def stands(self, moment: datetime, title: str, channels: Iterable[str]) -> bool:
        """Whether a piece of this day, title and channels is there, or was planned so first: the same file twice adds nothing."""
        return _told(moment, title, channels) in self.told

    def advised(self, programme: Programme, rows: Sequence[Row], session: Session) -> list[Row]:
        """Each row that would change something with what speaks against its hour, the file's other rows counted where they will stand."""
        acting = {one.number: one for one in rows if one.verdict in ("new", "changed", "conflict")}
        moved = {one.key for one in acting.values() if one.key}
        standing = [one for one in self.slots if one.key not in moved and one.state != "cancelled"]
        by_day = _by_day([*standing, *(_slot(programme, one) for one in acting.values() if one.moment)])
        clocks: dict[int, WorkingTime] = {}
        return [_advised(programme, one, by_day, clocks, session) if one.number in acting else one for one in rows]


def _advised(programme: Programme, row: Row, by_day: Mapping[date, list[Slot]], clocks: dict[int, WorkingTime], session: Session) -> Row:
    if row.moment is None:
        return row
    day = row.moment.astimezone(LOCAL).date()
    if day.year not in clocks:
        clocks[day.year] = ServiceHours.working_time(programme.pk, session, day)
    near = [slot for on in (day - DAY, day, day + DAY) for slot in by_day.get(on, ()) if slot.key != _key(row)]
    return replace(row, advice=row.advice + advice_among(programme, row.channels, row.moment, near, clocks[day.year]))


def _by_day(found: Iterable[Slot]) -> dict[date, list[Slot]]:
    days: dict[date, list[Slot]] = {}
    for slot in found:
        days.setdefault(slot.at.astimezone(LOCAL).date(), []).append(slot)
    return days


def _told(moment: datetime, title: str, channels: Iterable[str]) -> Told:
    return moment.astimezone(LOCAL).date(), " ".join(title.casefold().split()), frozenset(channels)


def _key(row: Row) -> str:
    return row.key or f"row{row.number}"


def _slot(programme: Programme, row: Row) -> Slot:
    """Where a row will stand."""
    assert row.moment is not None
    return Slot(
        key=_key(row), programme_id=programme.pk, title=row.title, kind="", lane="normal", at=row.moment,
        channels=row.channels, status=Status.PLANNED, state="planned", version=row.version, owner_id=None,
        sequence=0, changed_at=now(),
    )  # fmt: skip
