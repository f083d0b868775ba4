"""What is said of each row of a spreadsheet before anything happens (A3.2)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.issues import Issues
from models.planning.calendar import Slot
from models.planning.items import PlanItem

NONE = Issues()


class Verdict(StrEnum):
    """`known`: a new row that stands in the calendar already; `conflict`: changed here since the file was made."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    KNOWN = "known"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    """One field in words: what stands here, what the file says."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Row:
    """One row judged. `wants` are the values to be written, `moment` and `channels` its own then; `advice` warns and never refuses."""

    number: int
    verdict: Verdict
    title: str
    moment: datetime | None = None
    channels: tuple[str, ...] = ()
    key: str = ""
    version: int = 0
    changes: tuple[Change, ...] = ()
    wants: Mapping[str, Any] = field(default_factory=dict)
    issues: Issues = NONE
    advice: Issues = NONE

    @property
    def fingerprint(self) -> str:
        """What was seen of it: applying refuses when this has become another one."""
        told = (self.number, self.verdict.value, self.key, self.version, self.moment, self.changes, sorted(map(str, self.wants.items())))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Preview:
    """Every row in the order of the file; `absent` stand in the calendar, not in the file, and are left alone.

    `items` are the planned pieces behind the rows, by key: held when it was asked for.
    """

    rows: Sequence[Row]
    absent: Sequence[Slot]
    items: Mapping[str, PlanItem]

    def of(self, verdict: Verdict) -> list[Row]:
        return [one for one in self.rows if one.verdict is verdict]

    @property
    def seen(self) -> dict[int, str]:
        return {one.number: one.fingerprint for one in self.rows}
