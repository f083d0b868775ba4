"""How an exception shows: its kind with icon and colour, and how it stands."""

from dataclasses import dataclass

from data.wording import say
from models.governance.exceptions import Kind
from pages.ui import blocks


@dataclass(frozen=True)
class Sign:
    kind: Kind
    color: blocks.Color
    icon: str

    @property
    def look(self) -> blocks.Look:
        return blocks.Look(say(f"exception_kinds.{self.kind}"), self.color, self.icon)


LOOKS = {
    one.kind: one
    for one in (
        Sign(Kind.EMERGENCY, "red", "bolt"), Sign(Kind.VERBAL, "orange", "call"), Sign(Kind.LATER, "orange", "history_edu"),
        Sign(Kind.OVERDUE, "red", "alarm"), Sign(Kind.TAKEN_DOWN, "gray", "visibility_off"), Sign(Kind.OWN_ATTEMPT, "red", "front_hand"),
        Sign(Kind.UNLETTERED, "orange", "drafts"),
    )
}  # fmt: skip


def stands(kind: Kind, state: str) -> str:
    """'' where the kind says it all."""
    if not state:
        return ""
    return say("exception_states.verbal_open") if (kind, state) == (Kind.VERBAL, "open") else say(f"exception_states.{state}")
