"""A quarter of the year as a value, in the district's days."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from models.base import LOCAL, today

ROMAN = ("I", "II", "III", "IV")
WRITTEN = re.compile(r"(20[0-9]{2})-([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """`year` and `number` (1 to 4); `since` and `until` are UTC moments of its first midnight and of the one after its last day."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def at(cls, moment: datetime) -> "Quarter":
        return cls.of(moment.astimezone(LOCAL).date())

    @classmethod
    def running(cls) -> "Quarter":
        return cls.of(today())

    @classmethod
    def read(cls, written: str) -> "Quarter | None":
        """From `2026-4`, as it stands in an address; None for anything else."""
        found = WRITTEN.fullmatch(written.strip())
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        return f"Triwulan {ROMAN[self.number - 1]} {self.year}"

    @property
    def short(self) -> str:
        return self.label.replace("Triwulan", "TW")

    @property
    def starts_on(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> date:
        return self.following.starts_on - timedelta(days=1)

    @property
    def since(self) -> datetime:
        return midnight(self.starts_on)

    @property
    def until(self) -> datetime:
        return midnight(self.following.starts_on)

    @property
    def quarters(self) -> "tuple[Quarter, ...]":
        """Itself: a time of several quarters has the same name for its parts."""
        return (self,)

    @property
    def weeks(self) -> float:
        """Its length in weeks, for what is wanted per week."""
        return ((self.ends_on - self.starts_on).days + 1) / 7

    @property
    def following(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)


def midnight(day: date) -> datetime:
    """The first moment of a day in the district, in UTC."""
    return datetime.combine(day, time(0), LOCAL).astimezone(UTC)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
