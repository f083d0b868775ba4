"""Who is trained for what, today and quarter by quarter beside the first-pass rate (S4.4, A4.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import raiseload
from sqlmodel import Session, col, or_, select

from models.base import today
from models.governance.acknowledging import members
from models.governance.training_reminding import wearers
from models.governance.training_rule import TrainingRule
from models.governance.trainings import Training, TrainingSeat, TrainingState
from models.people import Assignment, Person
from models.planning.quarters import Quarter
from models.playbooks import Formula
from models.playbooks.trainings import TrainingKind
from models.programmes import Programme
from models.results.of_work import making, passed_by_owner
from models.results.told import NOTHING, Told


@dataclass(frozen=True)
class Standing:
    """One kind: from when it binds (None: not yet), who of those who need it has it and who hasn't, by name.

    `later`: of those who haven't, name and the day from which it binds them, where they came later than the rule.
    """

    kind: TrainingKind
    binds_from: date | None
    trained: list[str]
    missing: list[str]
    later: list[tuple[str, date]]


@dataclass(frozen=True)
class QuarterOfTraining:
    """`first_pass` in percent with n contents; `roles`: role → (trained in all that it needs, all who wore it) at the quarter's end.

    `by_trained` and `by_others`: the first-pass rate of contents whose owner had by then all that his roles need, and of the others.
    """

    quarter: Quarter
    first_pass: Told
    by_trained: Told
    by_others: Told
    roles: dict[str, tuple[int, int]]


def standing(programme: Programme, session: Session) -> list[Standing]:
    """Every kind of the playbook in force, in its order."""
    rules, team = programme.rules, members(programme.pk, session)
    rule = TrainingRule.of(programme.pk, rules, session)
    found = []
    for kind in rules.trainings.kinds:
        needing = wearers(programme.pk, kind.roles, session) & team.keys()
        has = rule.trained.get(kind.key, frozenset())
        trained, missing = (sorted(team[one] for one in needing if (one in has) is wanted) for wanted in (True, False))
        later = [(team[one], rule.newcomers[one]) for one in needing if one not in has and one in rule.newcomers]
        ahead = sorted((name, day) for name, day in later if day > max(today(), rule.binds_from.get(kind.key, date.max)))
        found.append(Standing(kind, rule.binds_from.get(kind.key), trained, missing, ahead))
    return found


def by_quarter(programme: Programme, quarters: Sequence[Quarter], session: Session) -> list[QuarterOfTraining]:
    """Four statements however many quarters; only roles that need a training."""
    passed = making(programme, quarters, session)[Formula.FIRST_PASS]
    took = _took(programme, session)
    wore = _wore(programme, quarters, session)
    by_owner = passed_by_owner(programme, quarters, session)
    needs = {role.key: {kind.key for kind in programme.rules.trainings.needed_by(role.key)} for role in programme.rules.roles}
    found = []
    for place, (quarter, first_pass) in enumerate(zip(quarters, passed, strict=True)):
        roles, lacking = {}, set()
        for role, kinds in ((role, kinds) for role, kinds in needs.items() if kinds):
            people = {who for which, who, since, until in wore if which == role and since <= quarter.ends_on and until >= quarter.ends_on}
            without = {who for who in people if any(took.get((who, kind), date.max) > quarter.ends_on for kind in kinds)}
            roles[role] = (len(people) - len(without), len(people))
            lacking |= without
        owners = {who: told for (who, where), told in by_owner.items() if where == place}
        trained, others = (share(told for who, told in owners.items() if (who in lacking) is wanted) for wanted in (False, True))
        found.append(QuarterOfTraining(quarter, first_pass, trained, others, roles))
    return found


def share(told: Iterable[tuple[int, int]]) -> Told:
    """Percent of (passed, judged) pairs together."""
    pairs = list(told)
    judged = sum(all_ for _, all_ in pairs)
    return Told(100 * sum(passed for passed, _ in pairs) / judged, judged) if judged else NOTHING


def _took(programme: Programme, session: Session) -> dict[tuple[int, str], date]:
    """Person and kind → the first day."""
    columns = (col(TrainingSeat.person_id), col(Training.kind), col(Training.held_on))
    seats = select(*columns).join(Training, col(Training.id) == TrainingSeat.training_id)
    held = (Training.programme_id == programme.pk, Training.state == TrainingState.HELD, TrainingSeat.attended)
    first: dict[tuple[int, str], date] = {}
    for person_id, kind, day in session.exec(seats.where(*held)):  # type: ignore[arg-type]
        first[person_id, kind] = min(day, first.get((person_id, kind), day))
    return first


def _wore(programme: Programme, quarters: Sequence[Quarter], session: Session) -> list[tuple[str, int, date, date]]:
    """Role, person, from, until."""
    wanted = select(Assignment).join(Person, col(Person.id) == Assignment.person_id).where(
        Assignment.programme_id == programme.pk, Person.active, Assignment.starts_on <= max(one.ends_on for one in quarters),
        or_(col(Assignment.ends_on).is_(None), col(Assignment.ends_on) >= min(one.ends_on for one in quarters)),
    )  # fmt: skip
    return [(one.role, one.person_id, one.starts_on, one.ends_on or date.max) for one in session.exec(wanted.options(raiseload("*")))]
