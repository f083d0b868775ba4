"""Copying a week of the duty roster: the same people at the same hours, less those who can't be there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor
from models.errors import NotReady
from models.issues import Issue
from models.people import Person
from models.planning import quarters
from models.planning.campaigns import require_planner
from models.planning.leaves import Leave
from models.programmes import Programme
from models.public.service_hours import ServiceHours

if TYPE_CHECKING:
    from models.planning.shifts import Shift

entries.register("shift.week_copied", "programme", ("monday", "shifts", "left_out"))

WEEK = timedelta(weeks=1)


class Hindrance(StrEnum):
    """Why a shift was not copied."""

    GONE = "gone"
    LEAVE = "leave"
    BUSY = "busy"
    CLOSED = "closed"


@dataclass(frozen=True)
class LeftOut:
    """Who was not copied, from when his shift would have begun, and why."""

    name: str
    starts_at: datetime
    why: Hindrance


@dataclass(frozen=True)
class CopiedWeek:
    shifts: "tuple[Shift, ...]"
    left_out: tuple[LeftOut, ...]


class Copying:
    """A verb of who may plan."""

    @classmethod
    def copy_week(cls, programme: Programme, monday: date, by: Actor, session: Session) -> CopiedWeek:
        """The week before into the one that begins on `monday`; one log entry names every row. Refused when nothing is left to copy."""
        from models.planning.shifts import Shift  # noqa: PLC0415

        require_planner(programme, by)
        monday = quarters.monday(monday)
        since = quarters.midnight(monday)
        before = [one for one in Shift.between([programme.pk], since - WEEK, since, session) if one.starts_at >= since - WEEK]
        if not before:
            raise NotReady(Issue("page", "shifts_none_before"))
        people = {one.person_id for one in before}
        session.exec(select(Person.id).where(col(Person.id).in_(people)).order_by(col(Person.id)).with_for_update()).all()
        hindrances = _hindrances(programme, before, monday, session)
        copied = tuple(
            Shift(
                programme=programme, programme_id=programme.pk, person=one.person, person_id=one.person_id,
                starts_at=one.starts_at + WEEK, ends_at=one.ends_at + WEEK,
            )
            for one in before if one.pk not in hindrances
        )  # fmt: skip
        if not copied:
            raise NotReady(Issue("page", "shifts_all_left_out"))
        session.add_all(copied)
        left_out = tuple(LeftOut(one.person.name, one.starts_at + WEEK, hindrances[one.pk]) for one in before if one.pk in hindrances)
        entries.record(
            session, "shift.week_copied", by=by, subject=programme, names=list(copied), programme_id=programme.pk,
            monday=monday.isoformat(), shifts=len(copied), left_out=len(left_out),
        )  # fmt: skip
        return CopiedWeek(copied, left_out)


def _hindrances(programme: Programme, before: "list[Shift]", monday: date, session: Session) -> dict[int, Hindrance]:
    """By shift of the week before; what ends with the week's last night may reach into the day after."""
    from models.planning.shifts import Shift  # noqa: PLC0415

    since = quarters.midnight(monday)
    team = {one.pk for one in Shift.team(programme, session)}
    leaves = Leave.within(monday, monday + WEEK, session, programme.pk)
    taken = Shift.of_people({one.person_id for one in before}, since, since + WEEK + timedelta(days=1), session)
    hours = ServiceHours.working_time(programme.pk, session, monday)
    found = {}
    for one in before:
        starts_at, ends_at, day = one.starts_at + WEEK, one.ends_at + WEEK, one.day + WEEK
        if one.person_id not in team:
            found[one.pk] = Hindrance.GONE
        elif any(leave.person_id == one.person_id and leave.starts_on <= day <= leave.ends_on for leave in leaves):
            found[one.pk] = Hindrance.LEAVE
        elif any(two.person_id == one.person_id and two.starts_at < ends_at and two.ends_at > starts_at for two in taken):
            found[one.pk] = Hindrance.BUSY
        elif hours.spans(one.starts_at, one.ends_at) and not hours.spans(starts_at, ends_at):
            found[one.pk] = Hindrance.CLOSED
    return found
