"""The yearly decree on holidays and joint leave, taken over as a list: what it adds to the calendar and what it lifts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.actors import Actor
from models.errors import NotReady
from models.issues import Issue, Issues
from models.planning.sheets import values as sheet_values
from models.programmes import Programme, require_admin
from models.public.closed_days import ClosedDay, DayKind, national_days

MOST = 100
KINDS = {"nasional": DayKind.NATIONAL, "cuti": DayKind.JOINT_LEAVE, "setempat": DayKind.LOCAL, "daerah": DayKind.LOCAL}


@dataclass(frozen=True)
class ListedDay:
    day: date
    name: str
    kind: DayKind


@dataclass(frozen=True)
class Comparison:
    """`new` isn't in the calendar yet, `known` is, `unlisted` is a day of the national calendar that the list leaves out."""

    new: Sequence[ListedDay]
    known: Sequence[ListedDay]
    unlisted: Sequence[ListedDay]


def read(text: str) -> list[ListedDay]:
    """One day per line: date; name; kind (nasional, cuti bersama, setempat). NotReady names every line that can't be read."""
    found, issues = [], []
    for number, line in enumerate((one for one in text.splitlines() if one.strip()), start=1):
        cells = [one.strip() for one in line.replace("\t", ";").split(";")]
        try:
            day = sheet_values.day(cells[0], str(number))
        except NotReady:
            day = None
        if day is None or len(cells) < 2 or not cells[1]:
            issues.append(Issue("list", "listed_day_unreadable", {"line": number, "text": line.strip()[:60]}))
            continue
        word = cells[2].casefold() if len(cells) > 2 else "nasional"
        kind = next((kind for start, kind in KINDS.items() if start in word), None)
        if kind is None:
            issues.append(Issue("list", "listed_kind_unknown", {"line": number, "text": cells[2][:40]}))
            continue
        found.append(ListedDay(day, cells[1][:120], kind))
    if not found and not issues:
        issues.append(Issue("list", "list_empty"))
    if len(found) > MOST or len({one.day for one in found}) < len(found):
        issues.append(Issue("list", "list_odd", {"most": MOST}))
    if issues:
        raise NotReady(*Issues(issues))
    return sorted(found, key=lambda one: one.day)


def compare(programme: Programme, listed: Sequence[ListedDay], session: Session) -> Comparison:
    """Against the library's calendar and what was added by hand, for the years of the list."""
    years = tuple(sorted({one.day.year for one in listed}))
    own = {one.day: one.kind for one in ClosedDay.added(programme.pk, years, session)}
    national = {day: found for year in years for day, found in national_days(year).items()}
    closed = {*national, *own} - {day for day, kind in own.items() if kind is DayKind.WORKED}
    named = {one.day for one in listed}
    left_out = [ListedDay(day, name, kind) for day, (name, kind) in national.items() if day not in named and day in closed]
    return Comparison([one for one in listed if one.day not in closed], [one for one in listed if one.day in closed], left_out)


def take_over(programme: Programme, text: str, by: Actor, session: Session, *, source: str, complete: bool) -> Comparison:
    """Adds what is new; where the list is `complete`, days it leaves out are worked. All of it or nothing; each day has its entry."""
    require_admin(by)
    found = compare(programme, read(text), session)
    if not source.strip():
        raise NotReady(Issue("source", "list_source_missing"))
    for one in found.new:
        _reopen(programme, one.day, by, session)
        ClosedDay.add(programme, one.day, one.name, one.kind, by, session, source)
    for one in found.unlisted if complete else ():
        ClosedDay.add(programme, one.day, one.name, DayKind.WORKED, by, session, source)
    return found


def _reopen(programme: Programme, day: date, by: Actor, session: Session) -> None:
    """A day that was declared worked gives way to the decree."""
    for one in ClosedDay.added(programme.pk, (day.year,), session):
        if one.day == day:
            one.remove(by)
            session.flush()
