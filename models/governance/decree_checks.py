"""What keeps a decree from giving roles; each reason says what is wrong and, in its wording, the way on (S1.4)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, func, select

from models.actors import INSPECTOR
from models.base import today
from models.governance.giving import held_before
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Unit

if TYPE_CHECKING:
    from models.governance.decrees import Decree, DecreeLine

YEAR = timedelta(days=365)


def wrong_line(decree: "Decree", person: Person, role: str, unit_id: int | None) -> Issues:
    """A person without a role, a role or unit nobody knows, somebody inactive, a line that stands there already."""
    known = {one.key: one for one in decree.programme.rules.roles}
    if not role:
        return Issues([Issue("role", "decree_role_missing", {"name": person.name})])
    if role not in known:
        return Issues([Issue("role", "decree_role_unknown", {"roles": ", ".join(one.label for one in known.values())})])
    issues = []
    if known[role].unit and (unit_id is None or decree.session.get(Unit, unit_id) is None):
        issues.append(Issue("unit", "unit_missing"))
    if not known[role].unit and unit_id is not None:
        issues.append(Issue("unit", "unit_unknown"))
    if not person.active:
        issues.append(Issue("person", "decree_person_inactive", {"name": person.name}))
    if any((one.person_id, one.role, one.unit_id) == (person.pk, role, unit_id) for one in decree.lines):
        issues.append(Issue("role", "decree_line_twice", {"name": person.name, "role": known[role].label}))
    return Issues(issues)


def shortcomings(decree: "Decree", session: Session) -> Issues:
    """Before it comes into force: facts first; people are only compared when the period makes sense."""
    issues = [*_facts(decree, session)]
    if not decree.lines:
        issues.append(Issue("people", "decree_without_people"))
    if not decree.sha256:
        issues.append(Issue("file", "decree_file_missing"))
    if not any(issue.about in ("starts_on", "ends_on") for issue in issues):
        issues += _people(decree, session)
    return Issues(issues)


def _facts(decree: "Decree", session: Session) -> Iterator[Issue]:
    other = select(type(decree).id).where(
        type(decree).programme_id == decree.programme_id, func.lower(type(decree).number) == decree.number.lower(),
        type(decree).id != decree.pk, col(type(decree).state).not_in(("draft", "discarded")),
    )  # fmt: skip
    if session.exec(other).first():
        yield Issue("number", "decree_number_taken", {"number": decree.number})
    if decree.signed_on is None:
        yield Issue("signed_on", "decree_signed_missing")
    elif decree.signed_on > today():
        yield Issue("signed_on", "decree_signed_later")
    if decree.starts_on is None:
        yield Issue("starts_on", "decree_start_missing")
        return
    if decree.ends_on is not None and decree.ends_on < decree.starts_on:
        yield Issue("ends_on", "ends_before_start")
    elif decree.ends_on is not None and decree.ends_on < today():
        yield Issue("ends_on", "decree_expired", {"ended": decree.ends_on})
    if decree.replaces is not None and (decree.replaces.state != "in_force" or (decree.replaces.starts_on or date.min) >= decree.starts_on):
        yield Issue("replaces", "decree_replaces_later", {"number": decree.replaces.number})
    if decree.kind == "temporary":
        limit = decree.programme.rules.governance.temporary_days
        if decree.ends_on is None:
            yield Issue("ends_on", "temporary_needs_end", {"days": limit})
        elif _days(decree.starts_on, decree.ends_on) > limit:
            yield Issue("ends_on", "temporary_too_long", {"days": limit})


def _people(decree: "Decree", session: Session) -> Iterator[Issue]:
    labels = {one.key: one.label for one in decree.programme.rules.roles}
    rivals = _rivals(decree, session)
    for line in decree.lines:
        facts = {"name": line.person.name, "role": labels.get(line.role, line.role)}
        if line.role not in labels:
            yield Issue("people", "decree_role_unknown", {"roles": ", ".join(labels.values())})
        if not line.person.active:
            yield Issue("people", "decree_person_inactive", facts)
        if any(one.role == INSPECTOR and (one.ends_on or date.max) >= (decree.starts_on or date.min) for one in line.person.assignments):
            yield Issue("people", "inspector_alone")
        for other in rivals.get((line.person_id, line.role, line.unit_id), ()):
            yield Issue("people", "decree_overlaps", {**facts, "number": other.number, "until": _until(other)})
        if decree.kind == "temporary":
            yield from _temporary(decree, line, facts)


def _temporary(decree: "Decree", line: "DecreeLine", facts: dict[str, str]) -> Iterator[Issue]:
    """Not beside the full role, and not one letter after another."""
    before = held_before(decree, line)
    if any(not one.temporary for one in before):
        yield Issue("people", "temporary_holds_role", facts)
    limit = decree.programme.rules.governance.temporary_days
    assert decree.starts_on is not None
    assert decree.ends_on is not None
    spent = sum(
        _days(one.starts_on, one.ends_on) for one in line.person.assignments
        if one.temporary and (one.programme_id, one.role) == (decree.programme_id, line.role) and one.ends_on
        and decree.starts_on - YEAR <= one.ends_on and one.ends_on >= one.starts_on
    )  # fmt: skip
    if spent and spent + _days(decree.starts_on, decree.ends_on) > limit:
        yield Issue("people", "temporary_used_up", {**facts, "days": limit, "spent": spent})


def _rivals(decree: "Decree", session: Session) -> "dict[tuple[int, str, int | None], list[Decree]]":
    """Per person, role and unit: other decrees of the programme whose own period meets this one's."""
    own = type(decree)
    over = col(own.state).in_(("in_force", "replaced", "revoked"))
    wanted = select(own).where(own.programme_id == decree.programme_id, own.id != decree.pk, over)
    found: dict[tuple[int, str, int | None], list[Decree]] = {}
    for other in session.exec(wanted.options(*own.whole())):
        if other.id == decree.replaces_id or (decree.kind == "decree" and other.kind == "temporary") or not _meet(decree, other):
            continue
        for line in other.lines:
            found.setdefault((line.person_id, line.role, line.unit_id), []).append(other)
    return found


def _meet(one: "Decree", other: "Decree") -> bool:
    first, second = (one.starts_on or date.max), (other.starts_on or date.max)
    return first <= (other.last_day or date.max) and second <= (one.last_day or date.max) and second <= (other.last_day or date.max)


def _until(other: "Decree") -> date | str:
    return other.last_day or "tanpa batas"


def _days(start: date, end: date | None) -> int:
    return ((end or start) - start).days + 1
