"""The satisfaction index and what a quiz tells: the vectors come out exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest

from models.results.surveys.satisfaction import ELEMENTS, Grade, grade, overall


def alike(answers: dict[str, int]) -> dict[str, dict[str, int]]:
    return dict.fromkeys(ELEMENTS, answers)


@pytest.mark.parametrize(
    ("mean", "value", "letter"),
    [
        ("4", "100.00", Grade.A), ("1", "25.00", Grade.D), ("3.064", "76.60", Grade.C), ("3.0644", "76.61", Grade.B),
        ("2.5996", "64.99", Grade.D), ("2.6", "65.00", Grade.C), ("3.55", "88.75", Grade.A),
    ],
)  # fmt: skip
def test_a_mean_becomes_an_index_and_its_class(mean: str, value: str, letter: Grade) -> None:
    """A4.2: weights are exactly one ninth and only the end is rounded; seen red with weights of 0.11 and with float sums."""
    found = overall([Fraction(mean)] * 9)
    assert (found, grade(found)) == (Decimal(value), letter)
