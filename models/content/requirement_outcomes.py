"""What one computed check says about one place of a draft, before the playbook gives it its level."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from models.content.drafts import Draft
from models.issues import Issue
from models.playbooks import Level, Playbook

PLANNED = "planned_for"  # the planned hour, which is no field of the form


@dataclass(frozen=True)
class Outcome:
    """`level` overrules the playbook's, except where the playbook switches the check off."""

    issue: Issue
    met: bool = False
    level: Level | None = None


Facts = dict[str, Any]
Check = Callable[[Draft, Playbook], Iterator[Outcome]]
"""One rule: nothing said means that it doesn't apply to this draft."""


def amiss(about: str, key: str, level: Level | None = None, **facts: Any) -> Outcome:
    return Outcome(Issue(about, key, facts), False, level)


def fine(about: str, key: str, level: Level | None = None, **facts: Any) -> Outcome:
    return Outcome(Issue(about, key, facts), True, level)


def about_file(media_id: int) -> str:
    return f"file:{media_id}"
