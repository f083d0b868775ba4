"""What an evaluation looks back over: a quarter, or the quarters a strategy review takes together (S4.3, A4.3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.base import today
from models.planning.quarters import ROMAN, Quarter
from models.playbooks import Playbook


@dataclass(frozen=True)
class Period:
    """`last` is its last quarter, `span` how many it takes (1, or 2 for a review of half a year)."""

    last: Quarter
    span: int = 1

    @property
    def first(self) -> Quarter:
        quarter = self.last
        for _ in range(self.span - 1):
            quarter = quarter.previous
        return quarter

    @property
    def is_review(self) -> bool:
        return self.span > 1

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Oldest first."""
        found = [self.first]
        while found[-1] < self.last:
            found.append(found[-1].following)
        return tuple(found)

    @property
    def previous(self) -> "Period":
        """As long, just before it."""
        return Period(self.first.previous, self.span)

    @property
    def starts_on(self) -> date:
        return self.first.starts_on

    @property
    def since(self) -> datetime:
        return self.first.since

    @property
    def ends_on(self) -> date:
        return self.last.ends_on

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return self.last.until

    @property
    def label(self) -> str:
        """Triwulan III 2026; Triwulan II s.d. III 2026."""
        if self.span == 1:
            return self.last.label
        start = self.first
        year = "" if start.year == self.last.year else f" {start.year}"
        return f"Triwulan {ROMAN[start.number - 1]}{year} s.d. {ROMAN[self.last.number - 1]} {self.last.year}"

    @property
    def short(self) -> str:
        """TW III 2026"""
        return self.label.replace("Triwulan", "TW")

    def __str__(self) -> str:
        return f"{self.last}-{self.span}"

    def due_on(self, rules: Playbook) -> date:
        """Until when it should be closed."""
        return self.ends_on + timedelta(days=rules.evaluating.close_days)

    def begins_on(self, rules: Playbook) -> date:
        """From when on somebody is reminded to begin it."""
        return self.ends_on + timedelta(days=rules.evaluating.begin_days)


def review_span(rules: Playbook) -> int:
    """How many whole quarters a strategy review looks back over."""
    return max(1, rules.evaluating.review_months // 3)


def ended() -> Quarter:
    """The last quarter that is over."""
    return Quarter.of(today()).previous
