"""How a piece of the calendar stands, in words: also on paper and in a subscription."""

from data.wording import say
from models.planning.calendar import Slot, Status


def standing(slot: Slot, status: Status | None = None) -> str:
    """Its status; what replaced it by title, and that it was recorded afterwards. `status`: another than the slot's own."""
    said = [say(f"calendar_statuses.{(status or slot.status).value}")]
    if slot.newer:
        said = [say("later.replaced_by", title=slot.newer[1])]
    if slot.later:
        said.append(say(f"later.{slot.later}"))
    return " · ".join(said)
