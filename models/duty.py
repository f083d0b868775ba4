"""Who is there now: the people behind each role today, absentees replaced by those who stand in for them."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.actors import READ_ONLY
from models.base import now, today
from models.people import Assignment, Deputyship, Person, in_force
from models.programmes import Programme
from models.public.service_hours import ServiceHours


@dataclass(frozen=True)
class OnDuty:
    """One role of a programme and who answers for it today; `instead_of` names the absent person."""

    role: str
    name: str
    instead_of: str = ""


def on_duty(programme: Programme, session: Session) -> list[OnDuty]:
    """Everybody of the team with a role today, in the playbook's order of roles; technical units have offices of their own."""
    day = today()
    held = session.exec(
        select(Assignment.role, Person.id, Person.name)
        .join(Person, col(Person.id) == Assignment.person_id)
        .where(Assignment.programme_id == programme.pk, col(Assignment.role).not_in(READ_ONLY), Person.active, *in_force(Assignment, day))
        .order_by(Person.name)
    ).all()
    deputies = select(Deputyship.person_id, Person.name).join(Person, col(Person.id) == Deputyship.deputy_id)
    stand_ins = dict(session.exec(deputies.where(*in_force(Deputyship, day))).all())
    place = {role.key: index for index, role in enumerate(programme.rules.roles) if not role.unit}
    found = [OnDuty(role, stand_ins.get(one or 0, name), name if one in stand_ins else "") for role, one, name in held if role in place]
    return sorted(found, key=lambda one: place[one.role])


def is_open(programme: Programme, session: Session) -> bool:
    """Whether it is service time at this minute; False also while no hours are defined."""
    return ServiceHours.working_time(programme.pk, session).is_open(now())
