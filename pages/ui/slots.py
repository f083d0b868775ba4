"""How a piece of the calendar shows, the same on the calendar and on the weekly board: icon, word and colour."""

from data.wording import say
from models.planning.calendar import Status
from pages.ui import blocks

LOOKS: dict[Status, tuple[blocks.Color, str]] = {
    Status.PLANNED: ("gray", "edit_calendar"),
    Status.WRITING: ("gray", "edit_note"),
    Status.REVIEW: ("orange", "fact_check"),
    Status.APPROVED: ("violet", "verified"),
    Status.SCHEDULED: ("blue", "schedule_send"),
    Status.LATE: ("red", "alarm"),
    Status.PARTLY: ("green", "pending"),
    Status.PUBLISHED: ("green", "check_circle"),
    Status.SUPERSEDED: ("gray", "history"),
    Status.STOPPED: ("gray", "cancel"),
}


def status_look(status: Status) -> blocks.Look:
    color, icon = LOOKS[status]
    return blocks.Look(say(f"calendar_statuses.{status.value}"), color, icon)
