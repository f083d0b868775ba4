"""Figures that the public gave itself: the newest index and gain of the surveys whose last round closed in a quarter (S4.2, A4.2)."""

from collections.abc import Callable, Sequence

from sqlmodel import Session

from models.playbooks import Formula
from models.programmes import Programme
from models.results.surveys import results
from models.results.surveys.results import Measure, SurveyResult
from models.results.told import NOTHING, Stretch, Told

MEASURES = {Formula.IKM: Measure.IKM, Formula.QUICK_INDEX: Measure.QUICK_INDEX, Formula.LEARNING_GAIN: Measure.GAIN}


def _surveys(programme: Programme, quarters: Sequence[Stretch], session: Session) -> dict[Formula, Sequence[Told]]:
    """Never averaged over surveys: each asked other people other things. `n`: sheets, of both rounds of a quiz."""
    found = results.figures([programme.pk], min(one.since for one in quarters), max(one.until for one in quarters), session)
    answers: dict[Formula, list[Told]] = {formula: [NOTHING] * len(quarters) for formula in MEASURES}
    for one in found:  # oldest first, so that the newest stays
        for place, quarter in enumerate(quarters):
            for formula, measure in MEASURES.items():
                if one.measure is measure and one.value is not None and quarter.since <= one.at < quarter.until:
                    answers[formula][place] = Told(float(one.value), sum(one.n))
    return dict(answers)


def behind(formula: Formula, programme: Programme, quarter: Stretch, session: Session) -> list[SurveyResult]:
    """The surveys that a figure was chosen from, oldest first; the last one is the figure."""
    found = results.figures([programme.pk], quarter.since, quarter.until, session)
    return [one for one in found if one.measure is MEASURES[formula] and one.value is not None]


TOGETHER: tuple[tuple[frozenset[Formula], Callable[[Programme, Sequence[Stretch], Session], dict[Formula, Sequence[Told]]]], ...] = (
    (frozenset(MEASURES), _surveys),
)
