"""Jadikan rencana: what an evaluation found becomes an idea of the bank or a priority of the next quarter (S-H10, A-H12)."""

from collections.abc import Sequence
from enum import StrEnum

from models import entries
from models.actors import Actor, can
from models.base import today
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.planning.drafting import LENGTHS as PRIORITY_LENGTHS
from models.planning.ideas import LENGTHS as IDEA_LENGTHS
from models.planning.ideas import Idea
from models.planning.plans import Plan, PlanState, Urgency
from models.planning.quarters import Quarter
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import EvaluationNote
from models.results.evaluations.follow_ups import FollowUp

entries.register("evaluation_note.planned", "evaluation_note", ("idea", "plan", "year", "quarter"))
entries.register("follow_up.planned", "follow_up", ("idea", "plan", "year", "quarter"))

SOURCE = "evaluation"


class Target(StrEnum):
    IDEA = "idea"
    PRIORITY = "priority"


def objections(row: EvaluationNote | FollowUp, evaluation: Evaluation, by: Actor, target: Target) -> Issues:
    """Who may plan; each of the two only once; what waits for approval takes no priority more."""
    if not can(by, "plan", evaluation.programme):
        return Issues([Issue("person", "may_not_plan")])
    known = _versions(evaluation) if target is Target.PRIORITY else []
    if known and known[0].state is PlanState.WAITING:
        return Issues([Issue("page", "next_plan_waiting", {"quarter": known[0].period.label})])
    made = row.idea_id if target is Target.IDEA else row.plan_id
    return Issues([Issue("page", "planned_already")] if made else [])


def into_plan(row: EvaluationNote | FollowUp, evaluation: Evaluation, by: Actor, target: Target, title: str) -> Idea | Plan:
    """An idea, or a priority in the draft of the quarter to come (begun when there is none); both say which evaluation asked for it."""
    if issues := objections(row, evaluation, by, target):
        raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
    title = title.strip()
    if not title:
        raise NotReady(Issue("title", "title_missing"))
    made: Idea | Plan
    if target is Target.IDEA:
        made = Idea.suggest(
            evaluation.programme, title[: IDEA_LENGTHS["title"]], SOURCE, by, evaluation.session, source_note=origin(evaluation),
            about=_text(row)[: IDEA_LENGTHS["about"]],
        )  # fmt: skip
        evaluation.session.flush()
        row.idea_id = made.pk
    else:
        made = _with_priority(evaluation, by, title)
        row.plan_id = made.pk
    action = "evaluation_note.planned" if isinstance(row, EvaluationNote) else "follow_up.planned"
    quarter = Quarter.of(today()).following
    entries.record(
        evaluation.session, action, by=by, subject=row, idea=row.idea_id, plan=row.plan_id, year=quarter.year, quarter=quarter.number
    )
    return made


def origin(evaluation: Evaluation) -> str:
    """berasal dari evaluasi TW III 2026"""
    return f"Berasal dari evaluasi {evaluation.period.short}"


def _with_priority(evaluation: Evaluation, by: Actor, title: str) -> Plan:
    known, quarter = _versions(evaluation), Quarter.of(today()).following
    drafted = known[0] if known and known[0].state is PlanState.DRAFT else None
    plan = drafted or Plan.draft(evaluation.programme, quarter, by, evaluation.session)
    wanted = Urgency(title[: PRIORITY_LENGTHS["subject"]], origin(evaluation))
    plan.revise(by, plan.aims, plan.per_week, [*plan.urgencies, wanted])
    return plan


def _versions(evaluation: Evaluation) -> Sequence[Plan]:
    """Of the next quarter's plan, newest first."""
    return Plan.versions(evaluation.programme_id, Quarter.of(today()).following, evaluation.session)


def _text(row: EvaluationNote | FollowUp) -> str:
    return row.text if isinstance(row, EvaluationNote) else row.detail or row.title
