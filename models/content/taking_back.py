"""Taking back: recall a submission, hold and resume, undo one's last decision."""

from datetime import timedelta
from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor, can
from models.base import now
from models.content.decisions import Decision, Review
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue
from models.playbooks import StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.recalled", "content", ("stage", "to"))
entries.register("content.held", "content", ("stage", "note"))
entries.register("content.resumed", "content", ("stage",))
entries.register("content.decision_undone", "content", ("stage", "review"))

UNDO_SECONDS = 60


class TakingBack:
    """Verbs that reverse or stop, each leaving its row and its entry."""

    def recall(self: "Content", by: Actor) -> None:
        """Take a submission back before it is published, to the last work stage; its authors, or who may plan."""
        stage = self.require_stage(StageKind.VALIDATE, StageKind.SCHEDULE, StageKind.PUBLISH)
        if by.person_id not in self.authors and not can(by, "plan", self):
            raise NotAllowed(Issue("person", "not_the_author"))
        if any(one.published_at for one in self.publications):
            raise WrongStage(Issue("stage", "already_published"))
        before = self.lane_rules.stages[: self.lane_rules.index(stage.key)]
        target = [one for one in before if one.kind == StageKind.WORK][-1]
        review, named = self.decide(Decision.RECALL, stage, by, {}, "")
        self.move(target, by)
        self.suspend_publications()
        self.log("content.recalled", by, [review, *named, *self.publications], stage=stage.key, to=target.key)

    def hold(self: "Content", by: Actor, reason: str) -> None:
        """Nothing moves until somebody resumes it; with a reason."""
        if self.state in ("held", "cancelled", "archived", "taken_down", "superseded", "published"):
            raise WrongStage(Issue("stage", "wrong_stage", {"stage": self.stage_rules.label}))
        if not can(by, "hold", self):
            raise NotAllowed(Issue("person", "may_not_hold"))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = self.annotate(reason)
        self.held_from, self.state, self.acted_at, self.note = self.state, "held", now(), note  # type: ignore[assignment]
        self.session.flush()
        self.log("content.held", by, [note], stage=self.stage, note=note.commitment)

    def resume(self: "Content", by: Actor) -> None:
        if self.state != "held":
            raise WrongStage(Issue("stage", "wrong_stage", {"stage": self.stage_rules.label}))
        if not can(by, "hold", self):
            raise NotAllowed(Issue("person", "may_not_hold"))
        self.state, self.held_from, self.acted_at = self.held_from, None, now()  # type: ignore[assignment]
        self.due_at = self.deadline(self.stage_rules)
        self.log("content.resumed", by, stage=self.stage)

    def undoable(self: "Content", by: Actor) -> Review | None:
        """One's own last decision, within a minute, while nobody has acted on it."""
        last = self.reviews[-1] if self.reviews else None
        if last is None or last.by_id != by.person_id or last.decision not in (Decision.APPROVE, Decision.RETURN) or last.verbal:
            return None
        fresh = now() - last.at <= timedelta(seconds=UNDO_SECONDS)
        return last if fresh and self.acted_at - last.at < timedelta(seconds=1) and self.stage != last.stage else None

    def undo(self: "Content", by: Actor) -> None:
        """Take back one's last decision: the stage waits again and the decision stays on record as undone."""
        last = self.undoable(by)
        if last is None:
            raise WrongStage(Issue("stage", "undo_too_late"))
        stage = self.lane_rules.stage(last.stage)
        review, named = self.decide(Decision.UNDO, stage, by, {}, "", undoes_id=last.pk)
        self.suspend_publications()
        self.move(stage, by)
        self.log("content.decision_undone", by, [review, *named, *self.publications], stage=stage.key, review=last)
