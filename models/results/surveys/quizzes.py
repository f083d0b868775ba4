"""What a short quiz tells: how hard each item was, whether it tells knowers from guessers, and what was learnt (A4.2).

Learning gain is Hake's g = (after - before) / (most - before). Answers are anonymous, so two groups are compared, not persons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from models.results.surveys.counting import Tally
from models.results.surveys.questions import Question

HIGH, MEDIUM = Fraction(7, 10), Fraction(3, 10)
GROUP = Fraction(27, 100)  # best and weakest part whose answers are compared
FEWEST = 10  # below that many sheets the groups say nothing
WORKS = Fraction(5, 100)  # a wrong option that fewer choose distracts nobody
HARD, EASY = Fraction(3, 10), Fraction(9, 10)
WEAK = Fraction(2, 10)


class Band(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    FELL = "fell"


@dataclass(frozen=True)
class Distractor:
    """A wrong option: how many chose it, whether it works at all, and whether the best chose it more than the weakest (it misleads)."""

    key: str
    chosen: int
    works: bool
    misleads: bool


@dataclass(frozen=True)
class Item:
    """`difficulty`: share of right answers (None without answers); `discrimination`: -1 to 1 (None below `FEWEST` sheets)."""

    question: Question
    n: int
    right: int
    difficulty: Fraction | None
    discrimination: Fraction | None
    distractors: tuple[Distractor, ...]


@dataclass(frozen=True)
class Gain:
    """`before` and `after`: mean score over the most that can be had, 0 to 1; `g` undefined where nothing was left to learn."""

    before: Fraction | None
    after: Fraction | None
    n_before: int
    n_after: int

    @property
    def g(self) -> Fraction | None:
        return None if self.before is None or self.after is None else gain(self.before, self.after, Fraction(1))

    @property
    def band(self) -> Band | None:
        return None if self.g is None else band(self.g)


def gain(before: Fraction, after: Fraction, most: Fraction) -> Fraction | None:
    """Hake's g, exact; None at before = most; may be negative."""
    return None if before == most else (after - before) / (most - before)


def band(g: Fraction) -> Band:
    if g < 0:
        return Band.FELL
    return Band.HIGH if g >= HIGH else Band.MEDIUM if g >= MEDIUM else Band.LOW


def whole(questions: tuple[Question, ...], before: Tally, after: Tally) -> Gain:
    """All items together: mean scores of the two groups."""
    most = sum(1 for one in questions if one.correct)
    return Gain(_mean(before, most), _mean(after, most), before.n, after.n)


def of_item(question: Question, before: Tally, after: Tally) -> Gain:
    """One item alone, whose most is 1."""
    first, second = before.answers(question.key), after.answers(question.key)
    return Gain(_share(question, first), _share(question, second), sum(first.values()), sum(second.values()))


def item(question: Question, told: Tally) -> Item:
    """Difficulty, discrimination and distractors of one item in one round."""
    chosen = told.answers(question.key)
    n, right = sum(chosen.values()), chosen.get(question.correct, 0)
    best, weakest = _group(told, question.key, best=True), _group(told, question.key, best=False)
    apart = told.n >= FEWEST
    spread = best.get(question.correct, Fraction(0)) - weakest.get(question.correct, Fraction(0))
    wrong = tuple(
        Distractor(
            one.key, chosen.get(one.key, 0), bool(n) and Fraction(chosen.get(one.key, 0), n) >= WORKS,
            apart and best.get(one.key, Fraction(0)) > weakest.get(one.key, Fraction(0)),
        )
        for one in question.options if one.key != question.correct
    )  # fmt: skip
    return Item(question, n, right, Fraction(right, n) if n else None, spread if apart else None, wrong)


def _mean(told: Tally, most: int) -> Fraction | None:
    if not told.n or not most:
        return None
    return Fraction(sum(score * n for score, n in told.scores.items()), told.n * most)


def _share(question: Question, chosen: Mapping[str, int]) -> Fraction | None:
    n = sum(chosen.values())
    return Fraction(chosen.get(question.correct, 0), n) if n else None


def _group(told: Tally, question: str, *, best: bool) -> dict[str, Fraction]:
    """Share of each option in the best (or weakest) 27 %; of a score that straddles the edge, everybody counts by the same part."""
    left = size = told.n * GROUP
    found: dict[str, Fraction] = {}
    for score in sorted(told.scores, reverse=best):
        if left <= 0:
            break
        part = min(Fraction(1), left / told.scores[score])
        for (key, value, had), n in told.cells.items():
            if key == question and had == score:
                found[value] = found.get(value, Fraction(0)) + n * part / size
        left -= told.scores[score] * part
    return found
