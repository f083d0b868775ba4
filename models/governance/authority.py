"""Who was allowed to do what on a given day, read from decrees, task letters and deputyships (S1.4, S3.4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from models.actors import READ_ONLY, Actor
from models.base import LOCAL
from models.deputies import Deputyship, in_force
from models.governance.decrees import Decree
from models.governance.policies import require_reader
from models.people import Assignment
from models.playbooks import Playbook
from models.programmes import PlaybookVersion, Programme


class Basis(StrEnum):
    """What a role rested on: a decree, its transition, a task letter, an acting order, or nothing recorded."""

    DECREE = "decree"
    TRANSITION = "transition"
    TEMPORARY = "temporary"
    ACTING = "acting"
    NONE = "none"


@dataclass(frozen=True)
class Authority:
    """One role of one person on that day; `rights` are keys of the playbook of that day, `instead_of` the absent person."""

    person_id: int
    name: str
    role: str
    unit_id: int | None
    basis: Basis
    letter: str
    starts_on: date
    ends_on: date | None
    rights: tuple[str, ...]
    instead_of: str = ""


def on_day(programme: Programme, day: date, actor: Actor, session: Session) -> list[Authority]:
    """Everybody's roles of a programme on a day, by name; NotFound for who may not read it. Leaders and inspectors only look."""
    require_reader(programme, actor)
    rules = rules_on(programme, day, session)
    wanted = select(Assignment).where(
        Assignment.programme_id == programme.pk, col(Assignment.role).not_in(READ_ONLY), *in_force(Assignment, day)
    )
    held = list(session.exec(wanted.options(selectinload(Assignment.person))))  # type: ignore[arg-type]
    decrees = Decree.by_ids((one.decree_id for one in held), session)
    own = [_own(one, decrees.get(one.decree_id or 0), day, rules) for one in held]
    away = {one.person_id: one for one in Deputyship.of_programme(programme.pk, session, on=day)}
    acting = [_acting(one, away[one.person_id], rules, temporary=one.temporary) for one in held if one.person_id in away]
    return sorted([*own, *acting], key=lambda one: (one.name, one.role, one.instead_of))


def rules_on(programme: Programme, day: date, session: Session) -> Playbook:
    """The playbook in force that day; before the first one, that one."""
    versions = sorted(PlaybookVersion.among(frozenset({programme.pk}), session), key=lambda one: one.number)
    adopted = [one for one in versions if one.adopted_at.astimezone(LOCAL).date() <= day]
    return (adopted[-1] if adopted else versions[0]).rules


def _own(one: Assignment, decree: Decree | None, day: date, rules: Playbook) -> Authority:
    if decree is None or decree.starts_on is None or day < decree.starts_on:
        basis = Basis.NONE
    elif one.temporary:
        basis = Basis.TEMPORARY
    else:
        basis = Basis.DECREE if decree.covers(day) else Basis.TRANSITION
    letter = decree.number if decree and basis is not Basis.NONE else one.letter
    return Authority(
        one.person_id, one.person.name, one.role, one.unit_id, basis, letter, one.starts_on, one.ends_on,
        _rights(one.role, rules, temporary=one.temporary),
    )  # fmt: skip


def _acting(one: Assignment, order: Deputyship, rules: Playbook, *, temporary: bool) -> Authority:
    return Authority(
        order.deputy_id, order.deputy.name, one.role, one.unit_id, Basis.ACTING, order.letter, order.starts_on, order.ends_on,
        _rights(one.role, rules, temporary=temporary), order.person.name,
    )  # fmt: skip


def _rights(role: str, rules: Playbook, *, temporary: bool) -> tuple[str, ...]:
    """Rights and validating stages (as `stage:<label>`) of a role."""
    rights = [key for key, roles in rules.rights.items() if role in roles]
    if temporary:
        return tuple(key for key in rights if key in rules.governance.temporary_rights)
    stages = {f"stage:{stage.label}": None for lane in rules.lanes for stage in lane.validating if role in stage.by}
    return (*rights, *stages)
