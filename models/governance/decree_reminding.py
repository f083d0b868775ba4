"""A decree that ends is said in time: to its people and the admins, before its end and when the transition has begun (S1.4)."""

from datetime import timedelta

from sqlmodel import Session, col, select

from models import entries
from models.actors import ADMIN, SYSTEM
from models.base import today
from models.deputies import in_force
from models.governance.decrees import Decree, DecreeState
from models.people import Assignment, Person
from models.programmes import Programme


def remind(programme: Programme, session: Session) -> int:
    """Each decree twice: so many days of the playbook before its last day, and after it; how many were reminded of."""
    near = today() + timedelta(days=programme.rules.governance.decree_warn_days)
    unsaid = ((col(Decree.warned) == 0) & (col(Decree.ends_on) <= near)) | ((col(Decree.warned) == 1) & (col(Decree.ends_on) < today()))
    wanted = select(Decree).where(
        Decree.programme_id == programme.pk, Decree.state == DecreeState.IN_FORCE, unsaid, col(Decree.holds_until) >= today()
    )
    found = list(session.exec(wanted.options(*Decree.whole()).limit(50).with_for_update(of=Decree, skip_locked=True)))
    admins = _admins(session) if found else set()
    for one in found:
        assert one.ends_on is not None
        one.warned = 2 if one.ends_on < today() else 1
        told = sorted({line.person_id for line in one.lines} | admins)
        entries.record(session, "decree.ending", by=SYSTEM, subject=one, ends_on=str(one.ends_on), times=one.warned, told=told)
    return len(found)


def _admins(session: Session) -> set[int]:
    held = select(Assignment.person_id).where(Assignment.role == ADMIN, *in_force(Assignment, today()))
    return {one.pk for one in session.exec(select(Person).where(col(Person.id).in_(held), Person.active))}
