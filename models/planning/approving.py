"""Deciding on a quarter's plan, freezing it when the quarter begins, closing it when every deviation has its reason."""

import hashlib
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from models import entries
from models.actors import SYSTEM, Actor, can
from models.base import now
from models.entries import Entry, canonical
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.planning.progress import Progress
from models.planning.quarters import Quarter
from models.planning.snapshots import PlanSnapshot

if TYPE_CHECKING:
    from models.planning.plans import Plan

entries.register("plan.approved", "plan", ("year", "quarter", "number", "replaces"))
entries.register("plan.returned", "plan", ("note",))
entries.register("plan.frozen", "plan", ("snapshot", "digest", "items"))
entries.register("plan.closed", "plan", ("snapshot", "digest", "items"))


class Approving:
    """Verbs of the mentor, of the clock, and of who closes the quarter."""

    def objections_to_deciding(self: "Plan", by: Actor) -> Issues:
        """The mentor's right; never on a plan one wrote or submitted oneself."""
        from models.planning.plans import PlanState  # noqa: PLC0415

        if not can(by, "approve_plan", self.programme):
            return Issues([Issue("person", "may_not_approve_plan")])
        if self.state is not PlanState.WAITING:
            return Issues([Issue("page", "plan_not_waiting")])
        if self.period < Quarter.running():
            return Issues([Issue("page", "quarter_over")])
        return Issues([Issue("person", "plan_own")] if by.person_id in {self.submitted_by_id, *self.writers} else [])

    @property
    def writers(self: "Plan") -> set[int | None]:
        """Ids of whoever wrote this version, as the log tells."""
        wrote = (Entry.subject == "plan", Entry.subject_id == self.pk, col(Entry.action).in_(("plan.drafted", "plan.revised")))
        return set(self.session.exec(select(Entry.actor_id).where(*wrote)))

    def approve(self: "Plan", by: Actor) -> None:
        """In force from now on, instead of the version before; a quarter that runs already is frozen at once."""
        from models.planning.plans import PlanState  # noqa: PLC0415

        self._require_decider(by)
        replaced = self.decided_elsewhere(self, self.session)
        if replaced:
            replaced.state = PlanState.REPLACED
            self.session.flush()
        self.state, self.approved_by_id, self.approved_at, self.note = PlanState.APPROVED, by.person_id, now(), None
        entries.record(
            self.session, "plan.approved", by=by, subject=self, names=[replaced] if replaced else [],
            year=self.year, quarter=self.quarter, number=self.number, replaces=replaced,
        )  # fmt: skip
        if self.period.since <= now():
            self.freeze(by=by)

    def return_for_changes(self: "Plan", by: Actor, reason: str) -> None:
        from models.planning.plans import PlanState  # noqa: PLC0415

        self._require_decider(by)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        self.state, self.note = PlanState.DRAFT, Note.of(reason)
        self.session.flush()
        assert self.note is not None
        entries.record(self.session, "plan.returned", by=by, subject=self, names=[self.note], note=self.note.commitment)

    def freeze(self: "Plan", by: Actor = SYSTEM) -> "PlanSnapshot":
        """What the quarter is held against: figures and pieces as they stand at this moment."""
        return self._take(by, "plan.frozen", closing=False)

    def objections_to_closing(self: "Plan", by: Actor) -> Issues:
        """After the quarter's last day, with an outcome for every piece."""
        from models.planning.items import PlanItem  # noqa: PLC0415
        from models.planning.plans import PlanState  # noqa: PLC0415

        if not can(by, "plan", self.programme):
            return Issues([Issue("person", "may_not_plan")])
        if self.state is not PlanState.APPROVED:
            return Issues([Issue("page", "plan_not_approved")])
        if now() < self.period.until:
            return Issues([Issue("page", "quarter_runs", {"until": self.period.ends_on})])
        left = PlanItem.count_open(self.programme_id, self.period, self.session)
        return Issues([Issue("page", "plan_items_open", {"count": left})] if left else [])

    def close(self: "Plan", by: Actor) -> "PlanSnapshot":
        """The quarter is settled; what it was judged by is kept, and a newer version that was never approved is over."""
        from models.planning.plans import PlanState  # noqa: PLC0415

        if issues := self.objections_to_closing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        for one in self.versions(self.programme_id, self.period, self.session):
            if one.state in (PlanState.DRAFT, PlanState.WAITING):
                one.discard(by)
        self.state, self.closed_at = PlanState.CLOSED, now()
        return self._take(by, "plan.closed", closing=True)

    @classmethod
    def to_freeze(cls, session: Session) -> "list[Plan]":
        """Approved plans of quarters that have begun and aren't frozen yet."""
        from models.planning.plans import Plan, PlanState  # noqa: PLC0415

        running = Quarter.running()
        frozen = select(PlanSnapshot.plan_id).where(~col(PlanSnapshot.closing))
        begun = (Plan.year * 4 + Plan.quarter) <= running.year * 4 + running.number
        wanted = select(Plan).where(Plan.state == PlanState.APPROVED, begun, col(Plan.id).not_in(frozen))
        return list(session.exec(wanted.options(*Plan.whole()).with_for_update(of=Plan)))

    def _take(self: "Plan", by: Actor, action: str, *, closing: bool) -> "PlanSnapshot":
        from models.planning.items import PlanItem  # noqa: PLC0415

        items = PlanItem.of_plan(self.programme_id, self.period.since, self.period.until, self.session)
        told = {"plan": _figures(self), "items": [_line(one) for one in items]}
        if closing:
            self.session.flush()
            told["progress"] = Progress.of(self, self.session).written()
        text = canonical(told)
        snapshot = PlanSnapshot(
            plan_id=self.pk, programme_id=self.programme_id, closing=closing, taken_at=now(), text=text,
            digest=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        self.session.add(snapshot)
        self.session.flush()
        entries.record(
            self.session, action, by=by, subject=self, names=[snapshot], snapshot=snapshot, digest=snapshot.digest, items=len(items)
        )
        return snapshot

    def _require_decider(self: "Plan", by: Actor) -> None:
        if issues := self.objections_to_deciding(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)


def _figures(plan: "Plan") -> dict[str, Any]:
    return {
        "year": plan.year, "quarter": plan.quarter, "number": plan.number,
        "targets": [[one.kind, one.place, one.count] for one in plan.targets],
        "per_week": plan.per_week,
        "priorities": [[one.subject, one.reason] for one in plan.priorities],
    }  # fmt: skip


def _line(item: Any) -> dict[str, Any]:
    return {
        "id": item.pk, "title": item.title, "kind": item.kind, "channels": item.channels, "place": item.place,
        "first": item.first_planned_for.isoformat(), "hour": item.wanted_at.isoformat(),
        "out": item.happened_at.isoformat() if item.happened_at else None, "outcome": item.outcome.value,
    }  # fmt: skip
