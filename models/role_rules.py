"""What keeps a role from being given: it isn't known there, lacks its unit, its end or its letter, or stands in the way of another one."""

from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from models.actors import INSPECTOR, OFFICE_ROLES, READ_ONLY
from models.issues import Issue, Issues
from models.programmes import Programme, Unit

if TYPE_CHECKING:
    from models.people import Assignment, Person


def objections_to_giving(given: "Assignment", person: "Person", programme: Programme | None, session: Session) -> Issues:
    """An inspector has a last day and a letter, and is nothing else meanwhile (S1.1, A1.1, S3.4)."""
    known = {one.key: one for one in programme.rules.roles} if programme else {}
    issues = []
    if given.role not in (READ_ONLY | known.keys() if programme else OFFICE_ROLES):
        issues.append(Issue("role", "role_unknown"))
    needs_unit = given.role in known and known[given.role].unit
    if needs_unit and given.unit_id is None:
        issues.append(Issue("unit", "unit_missing"))
    if given.unit_id is not None and (not needs_unit or session.get(Unit, given.unit_id) is None):
        issues.append(Issue("unit", "unit_unknown"))
    if given.ends_on and given.ends_on < given.starts_on:
        issues.append(Issue("ends_on", "ends_before_start"))
    if given.role == INSPECTOR and given.ends_on is None:
        issues.append(Issue("ends_on", "inspector_needs_end"))
    if given.role == INSPECTOR and not given.letter:
        issues.append(Issue("letter", "letter_missing"))
    others = [one for one in person.assignments if _overlap(given, one)]
    if any((one.role, one.programme_id, one.unit_id) == (given.role, given.programme_id, given.unit_id) for one in others):
        issues.append(Issue("role", "role_held"))
    if any((one.role == INSPECTOR) != (given.role == INSPECTOR) for one in others):
        issues.append(Issue("role", "inspector_alone"))
    return Issues(issues)


def _overlap(one: "Assignment", other: "Assignment") -> bool:
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (one.ends_on or date.max)
