"""How a planned piece ended: as planned, moved, replaced, cancelled or not done, and why (S1.3)."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import LOCAL, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.planning.campaigns import require_planner
from models.planning.ideas import Idea, IdeaState
from models.planning.quarters import Quarter
from models.programmes import Programme

if TYPE_CHECKING:
    from models.planning.items import Outcome, PlanItem

entries.register("item.settled", "plan_item", ("outcome", "note"))
entries.register("item.reopened", "plan_item")

MOST = 1_000


class Settling:
    """Verbs that close a line of the calendar, and what the facts say about it."""

    @property
    def happened_at(self: "PlanItem") -> datetime | None:
        """When its content first went out; None while it hasn't."""
        return self.content.published_at if self.content else None

    @property
    def wanted_at(self: "PlanItem") -> datetime:
        """The hour it stands in the calendar for now: that of its content once there is one."""
        if self.content is None:
            return self.planned_for
        return self.content.published_at or self.content.first_hour or self.planned_for

    def proposed(self: "PlanItem") -> "Outcome":
        """What the facts say: out on the planned day, out on another, cancelled, or not out; OPEN while its day lies ahead."""
        from models.planning.items import Outcome  # noqa: PLC0415

        if not self.is_open:
            return self.outcome
        if self.content is not None and self.content.state == "cancelled":
            return Outcome.CANCELLED
        if self.happened_at is not None:
            same = _day(self.happened_at) == _day(self.first_planned_for)
            return Outcome.AS_PLANNED if same else Outcome.MOVED
        return Outcome.OPEN if self.wanted_at > now() else Outcome.NOT_DONE

    @property
    def suggested(self: "PlanItem") -> "Outcome":
        """What a closing offers: what the facts say, "moved" for what waits for a later day, else nothing done."""
        from models.planning.items import Outcome  # noqa: PLC0415

        fact = self.proposed()
        if fact is not Outcome.OPEN:
            return fact
        return Outcome.MOVED if _day(self.wanted_at) != _day(self.first_planned_for) else Outcome.NOT_DONE

    def outcomes_open_to(self: "PlanItem", by: Actor) -> "list[Outcome]":
        """Those the facts and the rights allow."""
        from models.planning.items import Outcome  # noqa: PLC0415

        return [one for one in Outcome if one is not Outcome.OPEN and not self.objections_to_settling(by, one)]

    def objections_to_settling(self: "PlanItem", by: Actor, outcome: "Outcome") -> Issues:
        """Facts bind: what never went out can't have gone as planned, and what is out isn't undone by a word."""
        from models.planning.items import Outcome  # noqa: PLC0415

        if not can(by, "plan", self.programme):
            return Issues([Issue("person", "may_not_plan")])
        if not self.is_open or outcome is Outcome.OPEN:
            return Issues([Issue("page", "item_settled")])
        out, fact = self.happened_at is not None, self.proposed()
        if outcome is Outcome.AS_PLANNED and fact is not Outcome.AS_PLANNED:
            return Issues([Issue("outcome", "outcome_not_as_planned")])
        if outcome is Outcome.MOVED and not out and _day(self.wanted_at) == _day(self.first_planned_for):
            return Issues([Issue("outcome", "outcome_not_moved")])
        if outcome in (Outcome.CANCELLED, Outcome.NOT_DONE) and out:
            return Issues([Issue("outcome", "outcome_is_out")])
        running = self.content is not None and self.content.state not in ("cancelled", "archived") and not out
        return Issues([Issue("outcome", "outcome_content_runs")] if outcome is Outcome.CANCELLED and running else [])

    def settle(self: "PlanItem", by: Actor, outcome: "Outcome", reason: str = "") -> None:
        """The end of this line; every outcome but "as planned" needs a reason."""
        from models.planning.items import Outcome  # noqa: PLC0415

        if issues := self.objections_to_settling(by, outcome):
            kind = NotAllowed if issues.about("person") else NotReady if issues.about("outcome") else WrongStage
            raise kind(*issues)
        if outcome is not Outcome.AS_PLANNED and not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason) if reason.strip() else None
        self.outcome, self.settled_at, self.note = outcome, now(), note
        given_back = self._give_back_idea() if outcome in (Outcome.CANCELLED, Outcome.NOT_DONE) else None
        self.session.flush()
        entries.record(
            self.session, "item.settled", by=by, subject=self, names=[one for one in (note, given_back) if one],
            outcome=outcome, note=note.commitment if note else None,
        )  # fmt: skip

    @classmethod
    def settle_as_planned(cls, programme: Programme, quarter: Quarter, by: Actor, session: Session) -> int:
        """Every piece of a quarter that went out on its day, in one go; how many there were."""
        from models.planning.items import Outcome, PlanItem  # noqa: PLC0415

        require_planner(programme, by)
        due = PlanItem.to_settle(programme.pk, quarter, session, size=MOST)
        kept = [one for one in due if one.proposed() is Outcome.AS_PLANNED]
        for item in kept:
            item.settle(by, Outcome.AS_PLANNED)
        return len(kept)

    def reopen(self: "PlanItem", by: Actor) -> None:
        """Settled by mistake."""
        if not can(by, "plan", self.programme):
            raise NotAllowed(Issue("person", "may_not_plan"))
        if self.is_open:
            raise WrongStage(Issue("page", "item_open"))
        from models.planning.items import Outcome  # noqa: PLC0415
        from models.planning.keeping import require_open_quarter  # noqa: PLC0415

        require_open_quarter(self.programme_id, self.planned_for, self.session)

        self.outcome, self.settled_at, self.note = Outcome.OPEN, None, None
        idea = self.session.get(Idea, self.idea_id) if self.idea_id else None
        if idea and idea.state is IdeaState.OPEN:
            idea.state = IdeaState.PLANNED
        entries.record(self.session, "item.reopened", by=by, subject=self, names=[idea] if idea else [])

    def _give_back_idea(self: "PlanItem") -> Idea | None:
        """What came to nothing goes back to the bank, unless somebody planned it anew meanwhile."""
        from models.planning.items import Outcome, PlanItem  # noqa: PLC0415

        idea = self.session.get(Idea, self.idea_id) if self.idea_id else None
        if idea is None or idea.state is not IdeaState.PLANNED:
            return None
        others = (PlanItem.programme_id == self.programme_id, PlanItem.idea_id == idea.pk, PlanItem.id != self.pk)
        alive = col(PlanItem.outcome).not_in((Outcome.CANCELLED, Outcome.NOT_DONE))
        if self.session.exec(select(PlanItem.id).where(*others, alive).limit(1)).first():
            return None
        idea.state = IdeaState.OPEN
        return idea


def _day(moment: datetime) -> object:
    return moment.astimezone(LOCAL).date()
