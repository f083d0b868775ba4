"""How a survey shows, on its page, at home and in documents: states, phases, results in words with n beside them."""

from decimal import Decimal
from fractions import Fraction

from data import reference, settings
from data.wording import say
from models.content.indonesian import number
from models.results.surveys.questions import Choice, Question, QuestionKind
from models.results.surveys.quizzes import Gain
from models.results.surveys.rounds import SurveyRound, SurveyState
from models.results.surveys.satisfaction import Index, half_up
from pages.ui import blocks, formats

LOOKS: dict[SurveyState, tuple[blocks.Color, str]] = {
    SurveyState.DRAFT: ("gray", "edit_note"),
    SurveyState.OPEN: ("green", "how_to_vote"),
    SurveyState.CLOSED: ("blue", "inventory_2"),
    SurveyState.DISCARDED: ("gray", "cancel"),
}


def state(of: SurveyState) -> blocks.Look:
    color, icon = LOOKS[of]
    return blocks.Look(say(f"survey_states.{of}"), color, icon)


def phase(one: SurveyRound) -> str:
    return say(f"survey_phases.{one.phase}").capitalize()


def period(one: SurveyRound) -> str:
    """Dibuka Sab, 21 Nov 14.30 s.d. …; '' before it was opened."""
    if one.opens_at is None or one.closes_at is None:
        return ""
    return f"{formats.short_moment(one.opens_at)} s.d. {formats.short_moment(one.closes_at)}"


def link(one: SurveyRound, here: str = "") -> str:
    """The address people type or scan: the office's public one, else where this page was asked for."""
    return f"{settings.public_url() or here.rstrip('/')}/s/{one.code}"


def element_names() -> dict[str, str]:
    return {one["key"]: one["name"] for one in reference.satisfaction()["elements"]}


def element_questions(keys: frozenset[str] | None = None) -> list[Question]:
    """The elements of the index as they are asked, all or some of them."""
    elements = [one for one in reference.satisfaction()["elements"] if keys is None or one["key"] in keys]
    return [
        Question(
            one["key"], QuestionKind.ELEMENT, one["question"],
            tuple(Choice(str(place), label) for place, label in enumerate(one["answers"], start=1)),
        )
        for one in elements
    ]  # fmt: skip


def index_name(found: Index) -> str:
    """Only with all nine elements and the sample may it be called IKM."""
    return say("surveys.index_official" if found.official else "surveys.index_quick")


def index_gap(found: Index) -> str:
    """Why it isn't an IKM yet; '' when it is."""
    if found.official:
        return ""
    lacks = [say("surveys.lacks_elements", count=len(found.elements))] if len(found.elements) < 9 else []
    if found.needed is None:
        lacks.append(say("surveys.lacks_population"))
    elif found.n < found.needed:
        lacks.append(say("surveys.lacks_sample", needed=number(found.needed), n=number(found.n)))
    return say("surveys.index_gap", reasons="; ".join(lacks))


def grade(found: Index) -> str:
    return f"{found.grade} · {say(f'survey_grades.{found.grade}')}"


def two_places(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")


def share(value: Fraction | None, places: int = 0) -> str:
    """45 %; – for nothing to count."""
    return "–" if value is None else f"{number(float(half_up(value * 100, places)), places)} %"


def percent(times: int, n: int) -> str:
    return share(Fraction(times, n)) if n else "–"


def mean(total: int, n: int) -> str:
    return exact(Fraction(total, n)) if n else "–"


def exact(value: Fraction | None) -> str:
    """0,45; – where it is undefined."""
    return "–" if value is None else two_places(half_up(value))


def gain(found: Gain) -> str:
    """0,45 (sedang), with both n; why there is none."""
    n = say("surveys.n_both", before=number(found.n_before), after=number(found.n_after))
    if found.band is None:
        why = "gain_undefined" if found.before == 1 else "gain_none"
        return f"{say(f'surveys.{why}')} {n}"
    return f"{exact(found.g)} ({say(f'survey_bands.{found.band}')}) {n}"
