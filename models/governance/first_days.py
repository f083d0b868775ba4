"""'Mulai di sini': what somebody new does in his first weeks, until it is done or he puts the list away (S4.4, S1.2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, Session, func, select

from models import entries
from models.actors import Actor
from models.asked import once
from models.base import Immutable, now, today
from models.entries import Entry
from models.errors import NotAllowed
from models.governance import practice
from models.governance.acknowledging import Acknowledgement
from models.governance.training_rule import TrainingRule
from models.issues import Issue
from models.people import Assignment, Person
from models.programmes import Programme

entries.register("welcome.put_away", "welcome")

NEW_FOR = timedelta(days=60)  # counted from the first role


class FirstStep(StrEnum):
    PASSWORD = "password"
    PROFILE = "profile"
    POLICIES = "policies"
    TRAINING = "training"
    PRACTICE = "practice"


@dataclass(frozen=True)
class Step:
    key: FirstStep
    done: bool


class Welcome(Immutable, table=True):
    """Somebody put his list away; once is enough."""

    person_id: int = Field(foreign_key="person.id", unique=True)
    at: datetime

    @classmethod
    def put_away(cls, by: Actor, session: Session) -> "Welcome":
        """Only one's own; twice is once."""
        if by.person_id is None:
            raise NotAllowed(Issue("person", "person_only"))
        if found := session.exec(select(cls).where(cls.person_id == by.person_id)).first():
            return found
        row = cls(person_id=by.person_id, at=now())
        session.add(row)
        session.flush()
        entries.record(session, "welcome.put_away", by=by, subject=row)
        return row


def first_steps(actor: Actor, programmes: list[Programme], session: Session) -> list[Step]:
    """In their order; empty for who isn't new, has done them all or put them away. No statement for who has been here long."""
    if actor.room is not None:
        return []
    mine = [one for one in programmes if one.pk in actor.own_teams]
    long = actor.since is None or today() - actor.since > NEW_FOR
    if long or not mine or actor.person_id is None or not _is_new(actor.person_id, session):
        return []
    person = session.get_one(Person, actor.person_id)
    own = (Entry.action == "person.password_set", Entry.actor_id == actor.person_id, Entry.subject_id == actor.person_id)
    steps = [
        Step(FirstStep.PASSWORD, session.exec(select(Entry.number).where(*own).limit(1)).first() is not None),
        Step(FirstStep.PROFILE, bool(person.position and (person.phone or person.email))),
        Step(FirstStep.POLICIES, not Acknowledgement.owed_by(actor, session)),
        Step(FirstStep.TRAINING, not any(_untrained(actor, one, session) for one in mine)),
    ]
    if rooms := practice.rooms_of([one.pk for one in mine], session):
        deciding = {stage.key for one in mine for lane in one.rules.lanes for stage in lane.validating}
        steps.append(Step(FirstStep.PRACTICE, practice.has_submitted(actor.person_id, rooms, deciding, session)))
    return [] if all(one.done for one in steps) else steps


def _is_new(person_id: int, session: Session) -> bool:
    """His first role began lately and the list wasn't put away."""
    away = select(Welcome.id).where(Welcome.person_id == person_id).exists()
    wanted = select(func.min(Assignment.starts_on)).where(Assignment.person_id == person_id, ~away)
    since = once(session, ("first_role", person_id), lambda: session.exec(wanted).one())
    return since is not None and today() - since <= NEW_FOR


def _untrained(actor: Actor, programme: Programme, session: Session) -> bool:
    """Whether a training of one of his roles is still ahead of him, binding or not; by task letter too."""
    rule = TrainingRule.of(programme.pk, programme.rules, session)
    needed = {kind.key for role in actor.writing_roles(programme.pk) for kind in programme.rules.trainings.needed_by(role)}
    return any(actor.person_id not in rule.trained.get(kind, ()) for kind in needed)
