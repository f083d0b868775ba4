"""The satisfaction index by the national method: nine elements, exact weights, one rounding at the very end (A4.2).

Vectors and classes: PermenPANRB 14/2017, with its status in `data/reference/satisfaction.toml`; the sample is Krejcie and Morgan's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

# Stable keys, never positions: sources number the last two differently.
ELEMENTS = ("requirements", "procedure", "time", "cost", "product", "competence", "conduct", "complaints", "facilities")
ANSWERS = ("1", "2", "3", "4")
SCALE = 25  # an answer of 4 is 100
CHI_SQUARE, ERROR, SHARE = Fraction("3.841"), Fraction("0.05"), Fraction(1, 2)
LARGE, LARGE_NEEDS = 100_000, 384  # from here on the printed table asks for one more than the formula at this very size
MOST_PEOPLE = 10_000_000


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


FROM = ((Decimal("88.31"), Grade.A), (Decimal("76.61"), Grade.B), (Decimal("65.00"), Grade.C))


@dataclass(frozen=True)
class ElementScore:
    """`mean` 1 to 4, exact; `n` answers; `value` is the mean on the scale to 100."""

    key: str
    mean: Fraction
    n: int

    @property
    def value(self) -> Decimal:
        return half_up(self.mean * SCALE)


@dataclass(frozen=True)
class Index:
    """`value` 25.00 to 100.00; `needed` None without a stated population; `official` only then may it be called SKM and IKM."""

    value: Decimal
    grade: Grade
    n: int
    elements: tuple[ElementScore, ...]
    needed: int | None

    @property
    def official(self) -> bool:
        """All nine elements were asked and the sample was reached; otherwise it is a quick survey."""
        return {one.key for one in self.elements} == set(ELEMENTS) and self.needed is not None and self.n >= self.needed

    @property
    def weakest(self) -> ElementScore:
        return min(self.elements, key=lambda one: one.mean)


def index(counts: Mapping[str, Mapping[str, int]], n: int, population: int | None = None) -> Index | None:
    """From how often each element was given each answer; None while an element has no answer. ValueError for an answer outside 1–4."""
    scores = tuple(_score(key, counts.get(key, {})) for key in ELEMENTS if key in counts)
    if not scores or any(one.n == 0 for one in scores):
        return None
    value = overall([one.mean for one in scores])
    return Index(value, grade(value), n, scores, needed(population) if population else None)


def overall(means: Sequence[Fraction]) -> Decimal:
    """Sum of mean × 1/number of elements × 25, rounded half up to two places once, at the end; ValueError for none."""
    if not means:
        raise ValueError("no element was asked")
    return half_up(sum(means, Fraction(0)) * SCALE / len(means))


def grade(value: Decimal) -> Grade:
    """The class of a rounded index; ValueError outside 25–100."""
    if not 25 <= value <= 100:
        raise ValueError(f"{value} is no satisfaction index")
    return next((letter for least, letter in FROM if value >= least), Grade.D)


def needed(population: int) -> int:
    """Answers that a population of this size needs (X² 3.841, P 0.5, d 0.05), never more than there are people; ValueError below 1."""
    if population < 1:
        raise ValueError("a population has people")
    spread = CHI_SQUARE * SHARE * (1 - SHARE)
    exact = spread * population / (ERROR**2 * (population - 1) + spread)
    return LARGE_NEEDS if population >= LARGE else int(exact + Fraction(1, 2))


def half_up(value: Fraction, places: int = 2) -> Decimal:
    """Away from zero at the half, exactly: no binary fraction takes part."""
    whole = int(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def _score(key: str, answers: Mapping[str, int]) -> ElementScore:
    if odd := set(answers) - set(ANSWERS):
        raise ValueError(f"{key}: {sorted(odd)} is no answer from 1 to 4")
    n = sum(answers.values())
    total = sum(int(answer) * times for answer, times in answers.items())
    return ElementScore(key, Fraction(total, n) if n else Fraction(0), n)
