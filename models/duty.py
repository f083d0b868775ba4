"""Who is there now: who is on shift, the people behind each role, and those who stand in for whom is away (A1.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from models.actors import READ_ONLY
from models.asked import once
from models.base import now, today
from models.people import Assignment, Deputyship, Person, in_force
from models.planning.leaves import Leave, stand_ins
from models.planning.shifts import Shift
from models.programmes import Programme
from models.public.service_hours import ServiceHours


@dataclass(frozen=True)
class OnDuty:
    """One role of a programme and who answers for it at this minute; `instead_of` names the absent person.

    `until`: on shift until then. `away`: absent with nobody standing in, so not on duty at all.
    """

    role: str
    name: str
    instead_of: str = ""
    until: datetime | None = None
    away: bool = False


def on_duty(programme: Programme, session: Session) -> list[OnDuty]:
    """Who is on shift now, then the people of the roles nobody is on shift for, each in the playbook's order of roles; three statements.

    Everybody away without a stand-in is named among the latter. Technical units have offices of their own.
    """
    day = today()
    held = session.exec(
        select(Assignment.role, Person.id, Person.name, _absent(day))
        .join(Person, col(Person.id) == Assignment.person_id)
        .where(Assignment.programme_id == programme.pk, col(Assignment.role).not_in(READ_ONLY), Person.active, *in_force(Assignment, day))
        .order_by(Person.name)
    ).all()
    replaced: dict[int, str] = dict(session.exec(stand_ins(day)).all())
    until = on_shift(programme.pk, session)
    place = {role.key: index for index, role in enumerate(programme.rules.roles) if not role.unit}
    found = [_seen(role, one or 0, name, absent, replaced, until) for role, one, name, absent in held if role in place]
    served = {one.role for one in found if one.until}
    wanted = [one for one in found if one.until or one.away or one.role not in served]
    return sorted(wanted, key=lambda one: (one.until is None, place[one.role], one.away))


def on_shift(programme_id: int, session: Session) -> dict[int, datetime]:
    """Person → the end of his shift that runs now; asked once per view."""
    return once(session, ("on_shift", programme_id), lambda: _on_shift(programme_id, session))


def is_open(programme: Programme, session: Session) -> bool:
    """Whether it is service time at this minute; False also while no hours are defined."""
    return ServiceHours.working_time(programme.pk, session).is_open(now())


def _seen(role: str, person_id: int, name: str, absent: bool, replaced: dict[int, str], until: dict[int, datetime]) -> OnDuty:
    """A stand-in also keeps the shift of whom he replaces."""
    if person_id in replaced:
        return OnDuty(role, replaced[person_id], instead_of=name, until=until.get(person_id))
    return OnDuty(role, name, away=True) if absent else OnDuty(role, name, until=until.get(person_id))


def _absent(day: date) -> ColumnElement[bool]:
    """On leave, or replaced by somebody, whether or not that one is there."""
    on_leave = select(Leave.person_id).where(Leave.starts_on <= day, Leave.ends_on >= day, ~col(Leave.withdrawn))
    return or_(col(Person.id).in_(on_leave), col(Person.id).in_(select(Deputyship.person_id).where(*in_force(Deputyship, day))))


def _on_shift(programme_id: int, session: Session) -> dict[int, datetime]:
    moment = now()
    running = (Shift.starts_at <= moment, Shift.ends_at > moment, ~col(Shift.removed))
    wanted = select(Shift.person_id, Shift.ends_at).where(Shift.programme_id == programme_id, *running)
    return dict(session.exec(wanted.order_by(col(Shift.ends_at))).all())
