"""The satisfaction index and what a quiz tells: the vectors come out exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest

from data import reference
from models.results.surveys.counting import Tally
from models.results.surveys.questions import Choice, Question, QuestionKind
from models.results.surveys.quizzes import Band, band, gain, item, of_item, whole
from models.results.surveys.satisfaction import ANSWERS, ELEMENTS, Grade, Index, grade, half_up, index, needed, overall

ITEM = Question("q1", QuestionKind.QUIZ, "Tanda banjir?", (Choice("a", "Keruh"), Choice("b", "Jernih"), Choice("c", "Asin")), "a")


def alike(answers: dict[str, int], elements: tuple[str, ...] = ELEMENTS) -> dict[str, dict[str, int]]:
    return dict.fromkeys(elements, answers)


def found(answers: dict[str, int], n: int, population: int | None = None, elements: tuple[str, ...] = ELEMENTS) -> Index:
    made = index(alike(answers, elements), n, population)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("mean", "value", "letter"),
    [
        ("4", "100.00", Grade.A), ("1", "25.00", Grade.D), ("3.064", "76.60", Grade.C), ("3.0644", "76.61", Grade.B),
        ("2.5996", "64.99", Grade.D), ("2.6", "65.00", Grade.C), ("3.55", "88.75", Grade.A),
    ],
)  # fmt: skip
def test_a_mean_becomes_an_index_and_its_class(mean: str, value: str, letter: Grade) -> None:
    """A4.2: weights are exactly one ninth and only the end is rounded; seen red with weights of 0.11."""
    made = overall([Fraction(mean)] * 9)
    assert (made, grade(made)) == (Decimal(value), letter)


@pytest.mark.parametrize(("answers", "value"), [({"4": 30}, "100.00"), ({"1": 30}, "25.00"), ({"3": 434, "4": 66}, "78.30")])
def test_counted_answers_become_the_same_index(answers: dict[str, int], value: str) -> None:
    assert found(answers, sum(answers.values())).value == Decimal(value)


def test_elements_weigh_alike_however_many_were_asked() -> None:
    two = index({"time": {"4": 10}, "cost": {"1": 10}}, 10)
    assert two is not None
    assert two.value == Decimal("62.50")


@pytest.mark.parametrize("answer", ["0", "5", "", "empat"])
def test_an_answer_outside_one_to_four_is_refused(answer: str) -> None:
    with pytest.raises(ValueError, match="no answer"):
        index(alike({"4": 3, answer: 1}), 4)


def test_without_an_answer_to_each_element_there_is_no_index() -> None:
    assert index({}, 0) is None
    assert index({"time": {"4": 1}, "cost": {}}, 1) is None


@pytest.mark.parametrize(
    ("population", "answers"), [(1, 1), (10, 10), (100, 80), (1_000, 278), (10_000, 370), (100_000, 384), (10_000_000, 384)]
)
def test_a_population_needs_so_many_answers(population: int, answers: int) -> None:
    """A4.2: Krejcie and Morgan's table."""
    assert needed(population) == answers


def test_the_sample_never_shrinks_and_never_exceeds_the_population() -> None:
    sizes = [needed(one) for one in range(1, 3000)]
    assert sizes == sorted(sizes)
    assert all(size <= one for one, size in enumerate(sizes, start=1))


def test_only_nine_elements_and_a_reached_sample_make_it_an_ikm() -> None:
    """A4.2: a link under a post is a quick survey; seen red with the sample left out of the question."""
    assert found({"3": 80}, 80, 100).official
    assert not found({"3": 79}, 79, 100).official
    assert not found({"3": 80}, 80).official
    assert not found({"3": 80}, 80, 100, ELEMENTS[:8]).official


def test_the_half_is_rounded_away_from_zero() -> None:
    assert [half_up(Fraction(one)) for one in ("0.125", "2.675", "-0.125", "0.1249")] == [
        Decimal("0.13"), Decimal("2.68"), Decimal("-0.13"), Decimal("0.12")
    ]  # fmt: skip


def test_the_reference_words_the_same_nine_elements_with_four_answers_each() -> None:
    told = reference.satisfaction()
    assert sorted(one["key"] for one in told["elements"]) == sorted(ELEMENTS)
    assert {len(one["answers"]) for one in told["elements"]} == {len(ANSWERS)}
    for fact in told["facts"].values():
        assert fact["source"]
        assert fact["status"] in {"berlaku", "dicabut", "setempat", "belum_diperiksa"}


@pytest.mark.parametrize(
    ("before", "after", "g", "where"),
    [
        ("0.4", "0.82", "0.7", Band.HIGH), ("0.4", "0.58", "0.3", Band.MEDIUM), ("0.4", "0.5", "1/6", Band.LOW),
        ("0.5", "0.4", "-1/5", Band.FELL),
    ],
)  # fmt: skip
def test_learning_gain_is_what_was_won_of_what_could_be_won(before: str, after: str, g: str, where: Band) -> None:
    """A4.2: 0.7 is high and 0.3 medium, exactly; it may be negative."""
    made = gain(Fraction(before), Fraction(after), Fraction(1))
    assert made == Fraction(g)
    assert band(made) == where


def test_where_everybody_knew_it_before_there_is_no_gain() -> None:
    assert gain(Fraction(5), Fraction(5), Fraction(5)) is None
    all_right = Tally(4, {("q1", "a", 1): 4}, {1: 4})
    assert of_item(ITEM, all_right, all_right).g is None
    assert whole((ITEM,), all_right, Tally()).g is None


def test_the_whole_quiz_compares_two_groups_and_says_both_n() -> None:
    before = Tally(10, {("q1", "a", 1): 4, ("q1", "b", 0): 6}, {1: 4, 0: 6})
    after = Tally(20, {("q1", "a", 1): 14, ("q1", "c", 0): 6}, {1: 14, 0: 6})
    made = whole((ITEM,), before, after)
    assert (made.g, made.n_before, made.n_after) == (Fraction(1, 2), 10, 20)


def test_an_item_tells_knowers_from_guessers_and_shows_idle_and_misleading_options() -> None:
    """A4.2: best and weakest 27 %; a score on the edge counts by its part."""
    told = Tally(
        100,
        {("q1", "a", 2): 27, ("q1", "b", 2): 13, ("q1", "a", 0): 10, ("q1", "b", 0): 50},
        {2: 40, 0: 60},
    )
    made = item(ITEM, told)
    assert made.difficulty == Fraction(37, 100)
    assert made.discrimination == Fraction(27, 40) - Fraction(10, 60)
    assert {one.key: (one.works, one.misleads) for one in made.distractors} == {"b": (True, False), "c": (False, False)}
    turned = Tally(20, {("q1", "c", 3): 10, ("q1", "a", 0): 10}, {3: 10, 0: 10})
    assert [one.misleads for one in item(ITEM, turned).distractors] == [False, True]


def test_few_sheets_say_nothing_of_groups() -> None:
    made = item(ITEM, Tally(9, {("q1", "a", 1): 9}, {1: 9}))
    assert (made.difficulty, made.discrimination) == (Fraction(1), None)
