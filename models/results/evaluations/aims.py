"""Whether each aim, benefit and expected result has been reached, and why one says so (S-D, A-D)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models import entries
from models.actors import Actor
from models.base import Row, closed_set, now
from models.errors import NotFound, NotReady
from models.issues import Issue
from models.playbooks import Playbook

if TYPE_CHECKING:
    from models.results.evaluations.evaluations import Evaluation

entries.register("evaluation.aim_judged", "evaluation", ("aim", "aim_state"))

LONGEST = 600


class AimState(StrEnum):
    """`OPEN`: nobody has judged it in this evaluation yet."""

    OPEN = "open"
    REACHED = "reached"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class EvaluationAim(Row, table=True):
    """`key` is an aim of the playbook; `before` and `reason_before` say how it was left last time, until it is judged anew."""

    __tablename__ = "evaluation_aim"
    __table_args__ = (UniqueConstraint("evaluation_id", "key"),)

    evaluation_id: int | None = Field(default=None, foreign_key="evaluation.id")
    key: str
    state: AimState = closed_set(AimState)
    reason: str = ""
    before: AimState | None = closed_set(AimState, nullable=True)
    reason_before: str = ""


def carried_over(rules: Playbook, known: Sequence[EvaluationAim]) -> list[EvaluationAim]:
    """One row for each aim in force; what was said last time stands beside it and waits for confirmation."""
    last = {one.key: one for one in known}
    return [_carried(rule.key, last.get(rule.key)) for rule in rules.aims]


def judge_aim(evaluation: "Evaluation", key: str, state: AimState, reason: str, by: Actor) -> None:
    """Everything but "reached" needs its reason, and reached one too: what shows it."""
    evaluation.require_writable(by)
    row = next((one for one in evaluation.aims if one.key == key), None)
    if row is None:
        raise NotFound
    reason = reason.strip()
    if state is AimState.OPEN:
        raise NotReady(Issue("state", "aim_state_missing"))
    if not reason:
        raise NotReady(Issue("reason", "aim_reason_missing"))
    if len(reason) > LONGEST:
        raise NotReady(Issue("reason", "too_long", {"limit": LONGEST}))
    if (row.state, row.reason) == (state, reason):
        return
    row.state, row.reason = state, reason
    evaluation.changed_at = now()
    entries.record(evaluation.session, "evaluation.aim_judged", by=by, subject=evaluation, names=[row], aim=key, aim_state=state)


def _carried(key: str, last: EvaluationAim | None) -> EvaluationAim:
    if last is None or last.state is AimState.OPEN:
        return EvaluationAim(key=key, state=AimState.OPEN)
    return EvaluationAim(key=key, state=AimState.OPEN, before=last.state, reason_before=last.reason)
