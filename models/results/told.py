"""What a formula says: a value or nothing, from how many, and until when where it doesn't reach the quarter's end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    value: float | None
    n: int = 0
    until: date | None = None


NOTHING = Told(None)


def percentile(values: Sequence[float], share: float) -> float:
    """Nearest rank: the smallest value that at least `share` of all don't exceed; ValueError for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    rank = -(-len(ordered) * round(share * 100) // 100)
    return ordered[max(rank, 1) - 1]
