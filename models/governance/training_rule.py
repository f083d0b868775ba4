"""Without the training of his role somebody drafts but doesn't decide; off until such a training was held, then after a grace (S4.4).

Nobody is locked out by it: where nobody who was trained is left for a decision, the rule yields there and the training page says so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import READ_ONLY, Actor
from models.asked import once
from models.base import Immutable, now, today
from models.deputies import Deputyship, in_force
from models.errors import NotReady
from models.governance.trainings import Training, TrainingSeat, TrainingState
from models.issues import Issue
from models.notes import Note
from models.people import Assignment, Person
from models.planning.leaves import Leave
from models.playbooks import Playbook, Stage
from models.playbooks.trainings import TrainingKind
from models.programmes import Programme, require_admin

entries.register("training.grace_extended", "training_grace", ("until", "note"))

LONGEST = timedelta(days=180)


class TrainingGrace(Immutable, table=True):
    """The admin let people decide without training until the end of this day; the reason stands in the note."""

    __tablename__ = "training_grace"

    programme_id: int = Field(foreign_key="programme.id", index=True)
    until: date
    note_id: int = Field(foreign_key="note.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def extend(cls, programme: Programme, until: date | None, reason: str, by: Actor, session: Session) -> "TrainingGrace":
        """Up to half a year ahead, with a reason; once given it isn't taken back."""
        require_admin(by)
        issues = [] if reason.strip() else [Issue("reason", "training_grace_reason")]
        issues += [] if until and today() < until <= today() + LONGEST else [Issue("until", "training_grace_day")]
        if issues or until is None:
            raise NotReady(*issues)
        note = Note.of(reason)
        session.add(note)
        session.flush()
        row = cls(programme_id=programme.pk, until=until, note_id=note.pk, by_id=by.person_id, at=now())
        session.add(row)
        session.flush()
        entries.record(session, "training.grace_extended", by=by, subject=row, names=[note], until=str(until), note=note.commitment)
        return row


@dataclass(frozen=True)
class TrainingRule:
    """`binds_from`: kind → first day without grace, only kinds that were held; `trained`: kind → people.

    `holders`: role → people today, without who is away. `newcomers`: person → first day without the grace that is his own,
    counted from his first day in the programme; only where that is still ahead.
    """

    binds_from: Mapping[str, date]
    trained: Mapping[str, frozenset[int]]
    holders: Mapping[str, frozenset[int]]
    newcomers: Mapping[int, date]

    @classmethod
    def of(cls, programme_id: int, rules: Playbook, session: Session) -> "TrainingRule":
        """One statement where nothing was held yet, five where something was; asked once per view."""
        return once(session, ("training_rule", programme_id, rules.digest), lambda: _ask(programme_id, rules, session))

    def lacking(self, person_id: int, roles: Collection[str], rules: Playbook) -> tuple[TrainingKind, ...]:
        """What binds by today and he hasn't; nothing when one of the roles he acts with is fully trained."""
        each = [self._lacking(person_id, role, rules) for role in sorted(roles)]
        return min(each, key=len, default=())

    def free(self, stage: Stage, rules: Playbook) -> frozenset[int]:
        """Who of the stage's roles may decide as far as trainings go."""
        held = {(person_id, role) for role in stage.by for person_id in self.holders.get(role, ())}
        return frozenset(person_id for person_id, role in held if not self._lacking(person_id, role, rules))

    def bare(self, rules: Playbook, ahead: bool = False) -> list[tuple[Stage, date]]:
        """Stages where nobody is trained, and from when that counts; with `ahead` also those whose grace still runs."""
        found = {}
        for stage in (stage for lane in rules.lanes for stage in lane.validating):
            days = [self._first_day(person_id, role, rules) for role in stage.by for person_id in self.holders.get(role, ())]
            bound = [day for day in days if day is not None]
            if bound and len(bound) == len(days) and (ahead or max(bound) <= today()):
                found[stage.label] = (stage, max(bound))
        return list(found.values())

    def _lacking(self, person_id: int, role: str, rules: Playbook) -> tuple[TrainingKind, ...]:
        bound = (one for one in rules.trainings.needed_by(role) if self.binds(one.key, person_id) <= today())
        return tuple(one for one in bound if person_id not in self.trained.get(one.key, ()))

    def binds(self, kind: str, person_id: int) -> date:
        """The first day on which this kind binds this person; the last of all days while it binds nobody."""
        return max(self.binds_from.get(kind, date.max), self.newcomers.get(person_id, date.min))

    def _first_day(self, person_id: int, role: str, rules: Playbook) -> date | None:
        """The first day on which this person may not decide with this role; None: never."""
        lacked = (one.key for one in rules.trainings.needed_by(role) if person_id not in self.trained.get(one.key, ()))
        return min((self.binds(key, person_id) for key in lacked if key in self.binds_from), default=None)


def _ask(programme_id: int, rules: Playbook, session: Session) -> TrainingRule:
    held = (Training.programme_id == programme_id, Training.state == TrainingState.HELD)
    first = dict(session.exec(select(Training.kind, func.min(Training.recorded_on)).where(*held).group_by(Training.kind)).all())
    if not first:
        return TrainingRule({}, {}, {}, {})
    extended = session.exec(select(func.max(TrainingGrace.until)).where(TrainingGrace.programme_id == programme_id)).one()
    grace = timedelta(days=rules.trainings.grace_days)
    longer = extended + timedelta(days=1) if extended else date.min
    trained: dict[str, set[int]] = {}
    seats = select(Training.kind, TrainingSeat.person_id).join(TrainingSeat, col(TrainingSeat.training_id) == Training.id)
    for kind, person_id in session.exec(seats.where(*held, TrainingSeat.attended)):  # type: ignore[arg-type]
        trained.setdefault(kind, set()).add(person_id)
    holders: dict[str, set[int]] = {}
    away = select(Leave.person_id).where(~col(Leave.withdrawn), Leave.starts_on <= today(), Leave.ends_on >= today())
    stood_in_for = select(Deputyship.person_id).where(*in_force(Deputyship, today()))
    wearing = select(Assignment.role, Assignment.person_id).join(Person, col(Person.id) == Assignment.person_id)
    wearing = wearing.where(Assignment.programme_id == programme_id, Person.active, *in_force(Assignment, today()))
    for role, person_id in session.exec(wearing.where(col(Person.id).not_in(away), col(Person.id).not_in(stood_in_for))):
        holders.setdefault(role, set()).add(person_id)
    return TrainingRule(
        {kind: max(day + grace, longer) for kind, day in first.items() if day},
        {kind: frozenset(people) for kind, people in trained.items()},
        {role: frozenset(people) for role, people in holders.items()},
        _newcomers(programme_id, grace, session),
    )


def _newcomers(programme_id: int, grace: timedelta, session: Session) -> dict[int, date]:
    """Who began within the grace, whatever the role; a later decree doesn't make anybody new again."""
    first = func.min(Assignment.starts_on)
    began = select(Assignment.person_id, first).where(Assignment.programme_id == programme_id, col(Assignment.role).not_in(READ_ONLY))
    lately = began.group_by(col(Assignment.person_id)).having(first > today() - grace)
    return {person_id: day + grace for person_id, day in session.exec(lately)}
