"""Before a training its people hear of it; where nobody joined yet, whoever of the team still needs it (S4.4, A4.3)."""

from datetime import timedelta

from sqlmodel import Session, col, select

from models import entries
from models.actors import SYSTEM
from models.base import now, today
from models.governance.acknowledging import members
from models.governance.training_rule import TrainingRule
from models.governance.trainings import Training, TrainingState
from models.people import Assignment
from models.programmes import Programme

entries.register("training.reminded", "training", ("training", "held_on", "told"))


def remind(programme: Programme, session: Session) -> int:
    """Once per training and day set for it, `remind_days` ahead; how many were reminded of."""
    soon = today() + timedelta(days=programme.rules.trainings.remind_days)
    due = (Training.programme_id == programme.pk, Training.state == TrainingState.PLANNED, col(Training.reminded_at).is_(None))
    wanted = select(Training).where(*due, Training.held_on >= today(), Training.held_on <= soon).options(*Training.whole())
    found = list(session.exec(wanted.with_for_update(of=Training, skip_locked=True)))
    for one in found:
        one.reminded_at = now()
        told = sorted(seat.person_id for seat in one.seats) or needing(one, session)
        entries.record(session, "training.reminded", by=SYSTEM, subject=one, training=one.kind, held_on=str(one.held_on), told=told)
    return len(found)


def needing(training: Training, session: Session) -> list[int]:
    """Of the team, whose role asks for it and who wasn't trained yet."""
    kind = training.programme.rules.trainings.kind(training.kind)
    rule = TrainingRule.of(training.programme_id, training.programme.rules, session)
    trained, team = rule.trained.get(training.kind, frozenset()), members(training.programme_id, session)
    wearing = wearers(training.programme_id, kind.roles if kind else (), session)
    return sorted((wearing & team.keys()) - trained)


def wearers(programme_id: int, roles: tuple[str, ...], session: Session) -> set[int]:
    """Ids of who wears one of these roles today."""
    return {one.pk for one in Assignment.holders(programme_id, roles, session)} if roles else set()
