"""Taking back: recall a submission, hold and resume, undo one's last decision."""

from datetime import timedelta
from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor, can
from models.base import now
from models.content.decisions import Decision, Review
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.playbooks import Stage, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.recalled", "content", ("stage", "to"))
entries.register("content.held", "content", ("stage", "note"))
entries.register("content.resumed", "content", ("stage",))
entries.register("content.decision_undone", "content", ("stage", "review"))

UNDO_SECONDS = 60
DECIDED = ("content.approved", "content.written_validation", "content.returned")
RECALLED_FROM = (StageKind.VALIDATE, StageKind.SCHEDULE, StageKind.PUBLISH)


class TakingBack:
    """Verbs that reverse or stop, each leaving its row and its entry."""

    def objections_to_recalling(self: "Content", by: Actor) -> Issues:
        """Only what waits and was never published, by its authors or who may plan."""
        if self.stage_rules.kind not in RECALLED_FROM or self.stopped:
            return Issues([Issue("stage", "not_recallable", {"stage": self.stage_rules.label})])
        if any(one.published_at for one in self.publications):
            return Issues([Issue("stage", "published_not_recallable")])
        return Issues() if by.person_id in self.authors or can(by, "plan", self) else Issues([Issue("person", "recall_not_allowed")])

    def recall(self: "Content", by: Actor) -> None:
        """Take a submission back before it is published: to one's own desk where one has worked on it, else to the last work stage."""
        if issues := self.objections_to_recalling(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        stage, target = self.stage_rules, self._desk_of(by)
        review, named = self.decide(Decision.RECALL, stage, by, {}, "")
        self.move(target, by)
        self.suspend_publications()
        self.log("content.recalled", by, [review, *named, *self.publications], stage=stage.key, to=target.key)

    def objections_to_holding(self: "Content", by: Actor) -> Issues:
        if self.stopped or self.state == "published":
            return Issues([Issue("stage", "not_holdable")])
        return Issues() if can(by, "hold", self) else Issues([Issue("person", "hold_not_allowed")])

    def hold(self: "Content", by: Actor, reason: str) -> None:
        """Nothing moves until somebody resumes it; with a reason."""
        if issues := self.objections_to_holding(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "hold_reason_missing"))
        note = self.annotate(reason)
        self.held_from, self.state, self.acted_at, self.note = self.state, "held", now(), note  # type: ignore[assignment]
        self.session.flush()
        self.log("content.held", by, [note], stage=self.stage, note=note.commitment)

    def objections_to_resuming(self: "Content", by: Actor) -> Issues:
        if self.state != "held":
            return Issues([Issue("stage", "not_held")])
        return Issues() if can(by, "hold", self) else Issues([Issue("person", "hold_not_allowed")])

    def resume(self: "Content", by: Actor) -> None:
        """On from where it was held, with a deadline counted anew."""
        if issues := self.objections_to_resuming(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        self.state, self.held_from, self.acted_at = self.held_from, None, now()  # type: ignore[assignment]
        self.due_at = self.deadline(self.stage_rules)
        self.log("content.resumed", by, stage=self.stage)

    def undoable(self: "Content", by: Actor) -> Review | None:
        """One's own last decision, within a minute, while nobody has acted since: the log's newest line is that decision."""
        last = self.reviews[-1] if self.reviews else None
        if last is None or last.by_id != by.person_id or last.decision not in (Decision.APPROVE, Decision.RETURN) or last.verbal:
            return None
        if now() - last.at > timedelta(seconds=UNDO_SECONDS) or self.stopped:
            return None
        newest = entries.Entry.of(self, self.session, limit=1)
        return last if newest and newest[0].action in DECIDED else None

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

    def _desk_of(self: "Content", by: Actor) -> Stage:
        before = self.lane_rules.stages[: self.lane_rules.index(self.stage)]
        desks = [one for one in before if one.kind == StageKind.WORK]
        own = [one for one in desks if self.may_act(by, one)] if by.person_id in self.authors else []
        return (own or desks)[-1]
