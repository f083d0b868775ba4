"""Submitting: the writers' part is done, as far as the computer can say."""

from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor
from models.base import now
from models.content.decisions import Passage
from models.content.requirements import blocking
from models.errors import NotReady
from models.issues import Issue, Issues
from models.playbooks import Stage, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.submitted", "content", ("stage", "to", "revision", "covered"))


class Submitting:
    """Requirements that only advised while writing decide here."""

    def objections_to_submitting(self: "Content", by: Actor) -> Issues:
        """What keeps the current work stage from being passed: rights first, then each open requirement."""
        stage = self.stage_rules
        if stage.kind != StageKind.WORK or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        if not self.may_act(by, stage):
            return Issues([Issue(f"stage:{stage.key}", "stage_roles", {"roles": self.role_labels(stage), "stage": stage.label})])
        return blocking(self.findings(stage), self.lane_rules) + self.needs_unit()

    def submit(self: "Content", by: Actor) -> None:
        """Pass the current work stage: on to the first stage that doesn't stand (S2.1 S2.2 A2.1 A2.2)."""
        stage = self.require_stage(StageKind.WORK)
        self.require_role(by, stage)
        if issues := self.objections_to_submitting(by):
            raise NotReady(*issues)
        passage = self.pass_stage(stage, by)
        following = self.next_stage()
        self.move(following, by)
        self.log(
            "content.submitted", by, [passage, *self.publications],
            stage=stage.key, to=following.key, revision=self.revision_number, covered=passage.covered,
        )  # fmt: skip

    def pass_stage(self: "Content", stage: Stage, by: Actor) -> Passage:
        passage = Passage(
            content_id=self.pk, stage=stage.key, by_id=by.person_id, at=now(), revision=self.revision_number,
            covered=self.covered(stage.covers), decided_on=self.version,
        )  # fmt: skip
        self.passages.append(passage)
        return passage

    def needs_unit(self: "Content") -> Issues:
        """The next step asks a technical unit, and none is named."""
        after = self.lane_rules.stages[self.lane_rules.index(self.stage) + 1 :]
        to_a_unit = bool(after) and after[0].kind == StageKind.VALIDATE and any(self.rules.role(key).unit for key in after[0].by)
        return Issues([Issue("unit", "unit_not_named")] if to_a_unit and self.unit_id is None else [])
