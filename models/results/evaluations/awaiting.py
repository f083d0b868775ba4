"""What of evaluations waits for the second person: the decision on effectiveness, the second signature, an addendum (S-H9, A-H11, S4.3)."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from models.actors import Actor, can
from models.programmes import Programme
from models.results.evaluations.effectiveness import Effectiveness, subjects
from models.results.evaluations.evaluations import Evaluation, EvaluationState
from models.results.evaluations.signing import Capacity, EvaluationSignature
from models.results.evaluations.snapshots import EvaluationSnapshot, SnapshotKind


class Wanted(StrEnum):
    EFFECTIVENESS = "effectiveness"
    CLOSING = "closing"
    ADDENDUM = "addendum"


def awaiting(by: Actor, programmes: Iterable[Programme], session: Session) -> list[tuple[Evaluation, Wanted]]:
    """Evaluations that this person can bring further now, longest untouched first, with what is wanted of him."""
    mine = [one.pk for one in programmes if can(by, "judge_effectiveness", one)]
    if not mine:
        return []
    wanted = select(Evaluation).where(col(Evaluation.programme_id).in_(mine), unfinished()).options(*Evaluation.whole())
    found = session.exec(wanted.order_by(col(Evaluation.changed_at), col(Evaluation.id)))
    return [(one, what) for one in found for what in _wanted(one, by)]


def unfinished() -> ColumnElement[bool]:
    """Discussed, settled, or with an addendum nobody signed second."""
    states = col(Evaluation.state).in_((EvaluationState.DISCUSSED, EvaluationState.SETTLED))
    signed = select(EvaluationSignature.snapshot_id).where(EvaluationSignature.capacity == Capacity.JUDGE)
    open_ones = and_(EvaluationSnapshot.kind == SnapshotKind.ADDENDUM, col(EvaluationSnapshot.id).not_in(signed))  # type: ignore[arg-type]
    return or_(states, col(Evaluation.id).in_(select(EvaluationSnapshot.evaluation_id).where(open_ones)))


def _wanted(one: Evaluation, by: Actor) -> Iterator[Wanted]:
    if one.state is EvaluationState.DISCUSSED and not Effectiveness.objections_to_judging(one, by):
        judged = Effectiveness.of(one.pk, one.session)
        if any(about not in judged for about in subjects(one.programme.rules)):
            yield Wanted.EFFECTIVENESS
    elif one.state is EvaluationState.SETTLED and not one.objections_to_closing(by):
        yield Wanted.CLOSING
    elif one.is_over and not one.objections_to_signing_addendum(by):
        yield Wanted.ADDENDUM
