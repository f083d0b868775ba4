"""What is asked: choices, scales, short texts, the elements of the satisfaction index, quiz items; as values that are stored frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from models.issues import Issue, Issues
from models.results.surveys.satisfaction import ANSWERS, ELEMENTS

MOST_QUESTIONS = 15
MOST_OPTIONS = 6
SCALE = ("1", "2", "3", "4", "5")
LENGTHS = {"title": 120, "intro": 500, "question": 250, "option": 120}
LONGEST_TEXT = 300


class SurveyKind(StrEnum):
    QUICK = "quick"
    SATISFACTION = "satisfaction"
    QUIZ = "quiz"


class QuestionKind(StrEnum):
    CHOICE = "choice"
    SCALE = "scale"
    TEXT = "text"
    ELEMENT = "element"
    QUIZ = "quiz"


ASKED = {
    SurveyKind.QUICK: frozenset({QuestionKind.CHOICE, QuestionKind.SCALE, QuestionKind.TEXT}),
    SurveyKind.SATISFACTION: frozenset({QuestionKind.ELEMENT, QuestionKind.TEXT}),
    SurveyKind.QUIZ: frozenset({QuestionKind.QUIZ}),
}


@dataclass(frozen=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True)
class Question:
    """`options` of a scale are its five steps, the first and last with words; `correct` is an option of a quiz item, else ''."""

    key: str
    kind: QuestionKind
    text: str
    options: tuple[Choice, ...] = ()
    correct: str = ""
    required: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.options)

    def label(self, value: str) -> str:
        return next((one.label or one.key for one in self.options if one.key == value), value)

    @property
    def told(self) -> dict[str, Any]:
        """As it is stored."""
        return {**asdict(self), "kind": self.kind.value, "options": [asdict(one) for one in self.options]}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Question":
        """As it was stored, or as a template says it (missing parts by default); KeyError, ValueError for what is none."""
        options = tuple(Choice(str(one["key"]), str(one["label"]).strip()) for one in told.get("options", ()))
        kind, required = QuestionKind(told["kind"]), bool(told.get("required", True))
        return cls(str(told["key"]), kind, str(told["text"]).strip(), options, str(told.get("correct", "")), required)


def shortcomings(kind: SurveyKind, questions: Sequence[Question]) -> Issues:
    """What keeps these questions from being put before people; `about` names the question."""
    found = [issue for place, one in enumerate(questions, start=1) for issue in _faults(one, place, kind)]
    keys = [one.key for one in questions]
    if not questions or (kind is SurveyKind.SATISFACTION and not any(one.kind is QuestionKind.ELEMENT for one in questions)):
        found.append(Issue("questions", "survey_no_questions"))
    if len(questions) > MOST_QUESTIONS:
        found.append(Issue("questions", "survey_too_many_questions", {"most": MOST_QUESTIONS}))
    if len(set(keys)) < len(keys):
        found.append(Issue("questions", "survey_question_twice"))
    return Issues(found)


def _faults(one: Question, place: int, kind: SurveyKind) -> list[Issue]:
    def issue(key: str, **facts: Any) -> Issue:
        return Issue(f"question:{one.key}", key, {"number": place, **facts})

    found = [] if one.kind in ASKED[kind] else [issue("survey_question_kind")]
    if not one.text:
        found.append(issue("survey_question_empty"))
    if len(one.text) > LENGTHS["question"]:
        found.append(issue("survey_question_long", limit=LENGTHS["question"]))
    if len({option.key for option in one.options}) < len(one.options) or any(
        len(option.label) > LENGTHS["option"] for option in one.options
    ):
        found.append(issue("survey_option_long", limit=LENGTHS["option"]))
    return found + _option_faults(one, issue)


def _option_faults(one: Question, issue: Any) -> list[Issue]:
    if one.kind is QuestionKind.TEXT:
        return [issue("survey_question_kind")] if one.options else []
    if one.kind is QuestionKind.ELEMENT:
        right = one.key in ELEMENTS and one.keys == ANSWERS and all(option.label for option in one.options) and one.required
        return [] if right else [issue("survey_element_unknown")]
    if one.kind is QuestionKind.SCALE:
        return [] if one.keys == SCALE else [issue("survey_question_kind")]
    labels = [option.label for option in one.options]
    found = [] if 2 <= len(labels) <= MOST_OPTIONS and all(labels) else [issue("survey_options_few", most=MOST_OPTIONS)]
    if len(set(labels)) < len(labels):
        found.append(issue("survey_option_twice"))
    if one.kind is QuestionKind.QUIZ and one.correct not in one.keys:
        found.append(issue("survey_correct_missing"))
    return found
