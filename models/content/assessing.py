"""The later check of what the emergency lane put out and is replaced or down: still owed, decided once, nothing comes out of it again."""

from typing import TYPE_CHECKING

from models.actors import Actor
from models.playbooks import Stage, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content


class Assessing:
    """Approved or returned alike, it is assessed: the debt is settled and the content stays down."""

    @property
    def assessing(self: "Content") -> bool:
        """Replaced or taken down, and somebody else hasn't looked at it yet."""
        return self.state in ("taken_down", "superseded") and self._checked_later(self.stage_rules)

    def owe_assessment(self: "Content", by: Actor) -> None:
        """From wherever it stood to the lane's later check, unless that was done; a lane without one owes nothing."""
        stages = (one for one in self.lane_rules.stages if self._checked_later(one) and not self.stands(one))
        if owed := next(stages, None):
            state = self.state
            self.move(owed, by)
            self.state = state  # type: ignore[assignment]

    def settle_assessment(self: "Content", by: Actor) -> Stage:
        """Past the check; where it stands now."""
        following = self.lane_rules.stages[self.lane_rules.index(self.stage) + 1]
        state = self.state
        self.move(following, by)
        self.state = state  # type: ignore[assignment]
        return following

    def _checked_later(self: "Content", stage: Stage) -> bool:
        return stage.kind is StageKind.VALIDATE and self.lane_rules.index(stage.key) > self.lane_rules.publishing
