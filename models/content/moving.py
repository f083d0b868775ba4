"""Moving in the calendar: the whole piece to another hour, whatever stage it stands at (S3.2, A3.2)."""

from datetime import datetime
from typing import TYPE_CHECKING

from models.actors import Actor
from models.content.publications import PublicationState, of_state
from models.errors import NotAllowed, WrongStage
from models.issues import Issue, Issues
from models.playbooks import StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

BEFORE_ITS_HOUR = (StageKind.WORK, StageKind.VALIDATE, StageKind.SCHEDULE)


class Moving:
    """One verb for the drag, the keyboard, the phone and the spreadsheet."""

    def objections_to_moving(self: "Content", by: Actor) -> Issues:
        """What is out, cancelled or archived stays where it was; a scheduled piece moves as a rescheduling does."""
        if self.published_at is not None or any(one.published_at for one in self.publications):
            return Issues([Issue("stage", "already_out")])
        if self.state in ("cancelled", "archived", "taken_down", "superseded"):
            return Issues([Issue("stage", "wrong_stage", {"stage": self.stage_rules.label})])
        stage = self.stage_rules
        if stage.kind in BEFORE_ITS_HOUR:
            return Issues([] if self.may_plan(by) else [Issue("person", "may_not_plan")])
        return self.objections_to_rescheduling(by)

    def move_to(self: "Content", by: Actor, moment: datetime) -> None:
        """Its first channel at `moment`, the others as far from it as before; logged as planning or rescheduling."""
        if issues := self.objections_to_moving(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if self.stage_rules.kind in BEFORE_ITS_HOUR:
            self.plan(by, planned_for=moment, unit_id=self.unit_id)
            return
        waiting = of_state(self.publications, PublicationState.SCHEDULED)
        first = self.first_hour
        assert first is not None, "a scheduled content has an hour"
        times = {key: one.scheduled_for + (moment - first) for key, one in waiting.items() if one.scheduled_for}
        self.reschedule(by, times, frozenset(key for key, one in waiting.items() if one.native))
