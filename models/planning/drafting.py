"""Writing a quarter's plan: a new version, its figures, and the question whether it may go to the mentor."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models import entries, places
from models.actors import Actor, can
from models.base import now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.planning.campaigns import require_planner
from models.planning.quarters import Quarter
from models.playbooks import Playbook
from models.programmes import Programme

if TYPE_CHECKING:
    from models.planning.plans import Aim, Plan, Urgency

entries.register("plan.drafted", "plan", ("year", "quarter", "number", "pattern"))
entries.register("plan.revised", "plan", ("targets", "frequencies", "priorities"))
entries.register("plan.submitted", "plan")
entries.register("plan.discarded", "plan")

MOST = 999
MOST_PER_WEEK = 70
LENGTHS = {"subject": 150, "reason": 400}


class Drafting:
    """Verbs of who may plan."""

    @classmethod
    def draft(cls, programme: Programme, quarter: Quarter, by: Actor, session: Session) -> "Plan":
        """The next version, begun from the newest one of this quarter, else from the plan in force before it; one draft at a time.

        Not once the quarter is over: targets written afterwards would say nothing.
        """
        from models.planning.plans import Plan, PlanState  # noqa: PLC0415

        require_planner(programme, by)
        if quarter < Quarter.running():
            raise WrongStage(Issue("page", "quarter_over"))
        session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
        known = Plan.versions(programme.pk, quarter, session)
        if known and known[0].state in (PlanState.DRAFT, PlanState.WAITING):
            raise WrongStage(Issue("page", "plan_draft_open"))
        if known and known[0].state is PlanState.CLOSED:
            raise WrongStage(Issue("page", "plan_closed"))
        kept = next((one for one in known if one.state is not PlanState.DISCARDED), None)
        pattern = kept or Plan.in_force(programme.pk, quarter.previous, session)
        plan = Plan(
            programme=programme, programme_id=programme.pk, year=quarter.year, quarter=quarter.number,
            number=known[0].number + 1 if known else 1, state=PlanState.DRAFT, created_at=now(),
            changed_at=now(), by_id=by.person_id,
        )  # fmt: skip
        session.add(plan)
        if pattern:
            plan._write(pattern.aims, pattern.per_week, pattern.urgencies if kept else [])
        session.flush()
        entries.record(
            session, "plan.drafted", by=by, subject=plan, names=plan.parts,
            year=quarter.year, quarter=quarter.number, number=plan.number, pattern=pattern,
        )  # fmt: skip
        return plan

    @property
    def parts(self: "Plan") -> list:  # type: ignore[type-arg]
        """The rows that belong to it, which every entry about it names."""
        return [*self.targets, *self.frequencies, *self.priorities]

    def revise(self: "Plan", by: Actor, aims: Sequence["Aim"], per_week: Mapping[str, float], urgencies: Sequence["Urgency"]) -> None:
        """All figures at once; rows of nothing (0 pieces, 0 per week, no subject) are left out."""
        self._require_draft(by)
        aims = [one for one in aims if one.count]
        per_week = {key: value for key, value in per_week.items() if value}
        urgencies = [one for one in urgencies if one.subject.strip()]
        if issues := _wrong_figures(self.programme.rules, aims, per_week, urgencies):
            raise NotReady(*issues)
        if (aims, per_week, urgencies) == (self.aims, self.per_week, self.urgencies):
            return
        gone = self.parts
        for rows in (self.targets, self.frequencies, self.priorities):
            rows.clear()  # type: ignore[attr-defined]
        self.session.flush()
        self._write(aims, per_week, urgencies)
        self.changed_at = now()
        self.session.flush()
        entries.record(
            self.session, "plan.revised", by=by, subject=self, names=[*gone, *self.parts],
            targets=len(self.targets), frequencies=len(self.frequencies), priorities=len(self.priorities),
        )  # fmt: skip

    def objections_to_submitting(self: "Plan", by: Actor) -> Issues:
        from models.planning.plans import PlanState  # noqa: PLC0415

        if not can(by, "plan", self.programme):
            return Issues([Issue("person", "may_not_plan")])
        if self.state is not PlanState.DRAFT:
            return Issues([Issue("page", "plan_not_draft")])
        if self.period < Quarter.running():
            return Issues([Issue("page", "quarter_over")])
        open_ones = [("targets", self.targets), ("frequencies", self.frequencies)]
        return Issues(Issue(key, f"plan_{key}_missing") for key, rows in open_ones if not rows)

    def submit(self: "Plan", by: Actor) -> None:
        """To the mentor."""
        from models.planning.plans import PlanState  # noqa: PLC0415

        if issues := self.objections_to_submitting(by):
            raise (NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady)(*issues)
        self.state, self.submitted_by_id, self.submitted_at = PlanState.WAITING, by.person_id, now()
        entries.record(self.session, "plan.submitted", by=by, subject=self)

    def discard(self: "Plan", by: Actor) -> None:
        """Nothing becomes of a version that was never approved."""
        from models.planning.plans import PlanState  # noqa: PLC0415

        require_planner(self.programme, by)
        if self.state not in (PlanState.DRAFT, PlanState.WAITING):
            raise WrongStage(Issue("page", "plan_not_draft"))
        self.state = PlanState.DISCARDED
        entries.record(self.session, "plan.discarded", by=by, subject=self)

    def _require_draft(self: "Plan", by: Actor) -> None:
        from models.planning.plans import PlanState  # noqa: PLC0415

        require_planner(self.programme, by)
        if self.state is not PlanState.DRAFT:
            raise WrongStage(Issue("page", "plan_not_draft"))

    def _write(self: "Plan", aims: Sequence["Aim"], per_week: Mapping[str, float], urgencies: Sequence["Urgency"]) -> None:
        from models.planning.plans import PlanFrequency, PlanPriority, PlanTarget  # noqa: PLC0415

        self.targets = [PlanTarget(kind=one.kind, place=one.place, count=one.count) for one in aims]
        self.frequencies = [PlanFrequency(channel=key, per_week=value) for key, value in per_week.items()]
        self.priorities = [
            PlanPriority(rank=rank, subject=one.subject.strip(), reason=one.reason.strip()) for rank, one in enumerate(urgencies, start=1)
        ]

    @classmethod
    def decided_elsewhere(cls, plan: "Plan", session: Session) -> "Plan | None":
        """The approved version this one would replace."""
        from models.planning.plans import Plan, PlanState  # noqa: PLC0415

        same = (Plan.programme_id == plan.programme_id, Plan.year == plan.year, Plan.quarter == plan.quarter, Plan.id != plan.id)
        return session.exec(select(Plan).where(*same, col(Plan.state) == PlanState.APPROVED).with_for_update()).first()


def _wrong_figures(rules: Playbook, aims: Sequence["Aim"], per_week: Mapping[str, float], urgencies: Sequence["Urgency"]) -> Issues:
    kinds, channels = {one.key for one in rules.types}, {one.key for one in rules.channels}
    issues = [Issue("targets", "kind_unknown") for one in aims if one.kind not in kinds]
    issues += [Issue("targets", "place_unknown") for one in aims if one.place and one.place not in places.known()]
    issues += [Issue("targets", "plan_count_odd", {"most": MOST}) for one in aims if not 0 < one.count <= MOST]
    if len({(one.kind, one.place) for one in aims}) < len(aims):
        issues.append(Issue("targets", "plan_target_twice"))
    issues += [Issue("frequencies", "channel_unknown", {"channel": key}) for key in per_week if key not in channels]
    issues += [
        Issue("frequencies", "plan_often_odd", {"most": MOST_PER_WEEK}) for value in per_week.values() if not 0 < value <= MOST_PER_WEEK
    ]
    issues += [Issue("priorities", "plan_priority_unreasoned", {"subject": one.subject}) for one in urgencies if not one.reason.strip()]
    for one in urgencies:
        issues += [Issue("priorities", "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(getattr(one, key)) > limit]
    return Issues(issues)
