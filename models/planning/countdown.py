"""The way of a draft to its hour: when each stage must be done so that the next ones still have their working time (A3.1)."""

from datetime import datetime

from models.content.contents import Content
from models.playbooks import Stage


def countdown(content: Content) -> list[tuple[Stage, datetime]]:
    """Stages from the present one up to publishing; without service hours there is nothing to count."""
    lane = content.lane_rules
    ahead = lane.stages[lane.index(content.stage) : lane.publishing]
    return [(stage, due) for stage in ahead if (due := content.deadline(stage))]
