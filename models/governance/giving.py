"""From a decree to roles: what it gives, what it takes over from before, what ends with it (S1.4)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, or_, select

from models import entries
from models.actors import Actor
from models.people import Assignment, Person

if TYPE_CHECKING:
    from models.governance.decrees import Decree, DecreeLine


def give(decree: "Decree", line: "DecreeLine", by: Actor) -> Assignment:
    """The role of one line; one that was held without a decree is now held by it, one of an older decree or letter ends before."""
    assert decree.starts_on is not None
    session, temporary = decree.session, decree.kind == "temporary"
    same = [one for one in held_before(decree, line) if one.decree_id != decree.pk]
    kept = next((one for one in same if one.decree_id is None and not temporary), None)
    for one in same:
        if one is not kept:
            _end(one, decree.starts_on - timedelta(days=1), by, session)
    if kept is not None:
        kept.ends_on, kept.decree_id, kept.letter = decree.holds_until, decree.pk, decree.number
        kept.starts_on = min(kept.starts_on, decree.starts_on)
        given = kept
    else:
        given = Assignment(
            person_id=line.person_id, programme_id=decree.programme_id, unit_id=line.unit_id, role=line.role, starts_on=decree.starts_on,
            ends_on=decree.holds_until, letter=decree.number, decree_id=decree.pk, temporary=temporary,
        )  # fmt: skip
        session.add(given)
    session.flush()
    entries.record(
        session, "role.given", by=by, subject=line.person, names=[given], programme_id=decree.programme_id,
        role=given.role, programme=given.programme_id, unit=given.unit_id, starts_on=str(given.starts_on),
        ends_on=str(given.ends_on) if given.ends_on else None, decree=decree,
    )  # fmt: skip
    return given


def held_before(decree: "Decree", line: "DecreeLine") -> list[Assignment]:
    """The same role of the same person in the days of the decree, however it was given."""
    until = decree.holds_until or date.max
    return [
        one for one in line.person.assignments
        if (one.programme_id, one.role, one.unit_id) == (decree.programme_id, line.role, line.unit_id)
        and one.starts_on <= until and (one.ends_on or date.max) >= (decree.starts_on or date.min)
    ]  # fmt: skip


def cut(decree: "Decree", day: date, by: Actor, session: Session) -> None:
    """Whatever a decree gave ends after a day at the latest."""
    later = or_(col(Assignment.ends_on).is_(None), col(Assignment.ends_on) > day)
    for one in session.exec(select(Assignment).where(col(Assignment.decree_id) == decree.pk, later)):
        _end(one, day, by, session)


def _end(one: Assignment, day: date, by: Actor, session: Session) -> None:
    one.ends_on = day
    session.flush()
    entries.record(
        session, "role.ended", by=by, subject=session.get_one(Person, one.person_id), names=[one], programme_id=one.programme_id,
        role=one.role, programme=one.programme_id, ends_on=str(day),
    )  # fmt: skip
