"""What came of surveys: live while a round is open, as its closing kept it afterwards; closed ones count as figures (S4.2, A4.2)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, select

from models.results.surveys import counting, quizzes, satisfaction
from models.results.surveys.closing import SurveyClosing
from models.results.surveys.counting import Tally
from models.results.surveys.questions import QuestionKind, SurveyKind
from models.results.surveys.rounds import Phase, SurveyRound, SurveyState
from models.results.surveys.satisfaction import Index, half_up
from models.results.surveys.surveys import Survey, SurveyEdition

MOST = 100  # closed surveys that a quarter and the one before can have


class Measure(StrEnum):
    """Index of satisfaction as the national method wants it; the same below its demands; learning gain; a survey that is only counted."""

    IKM = "ikm"
    QUICK_INDEX = "quick_index"
    GAIN = "gain"
    ANSWERS = "answers"


@dataclass(frozen=True)
class RoundResult:
    """One edition in one round: `answers` are all of the round's, `tally.n` those to this edition; `closing` once it is closed."""

    round: SurveyRound
    edition: SurveyEdition
    editions: tuple[int, ...]
    tally: Tally
    answers: int
    closing: SurveyClosing | None


@dataclass(frozen=True)
class SurveyResult:
    """A figure from a closed survey. `value`: index 25–100, or g, None where undefined; `n` per round, (before, after) of a quiz."""

    survey_id: int
    title: str
    campaign_id: int | None
    measure: Measure
    value: Decimal | None
    label: str
    n: tuple[int, ...]
    at: datetime
    digests: tuple[str, ...]


def of(survey: Survey, session: Session, edition_id: int | None = None) -> dict[Phase, RoundResult]:
    """Of each round that was opened; the asked edition, else the newest that was answered, else what is asked now."""
    opened = [one for one in survey.rounds if one.state is not SurveyState.DRAFT]
    ids = [one.pk for one in opened]
    closings, answered = SurveyClosing.of(ids, session), counting.sheets(ids, session)
    known = {one.pk: _editions(one, closings.get(one.pk), session) for one in opened}
    editions = SurveyEdition.among({each for some in known.values() for each in some}, session)
    found: dict[Phase, RoundResult] = {}
    for one in opened:
        among, closing = known[one.pk], closings.get(one.pk)
        chosen = edition_id if edition_id in among else among[-1]
        tally = closing.tally(chosen) if closing else counting.tally(one.pk, chosen, session)
        found[one.phase] = RoundResult(one, editions[chosen], among, tally, answered.get(one.pk, 0), closing)
    return found


def index(survey: Survey, found: RoundResult) -> Index | None:
    """The satisfaction index of one round; None until each element asked has an answer."""
    asked = [one.key for one in found.edition.questions if one.kind is QuestionKind.ELEMENT]
    counts = {key: found.tally.answers(key) for key in asked}
    return satisfaction.index(counts, found.tally.n, survey.population)


def figures(programme_ids: Collection[int], since: datetime, until: datetime, session: Session) -> list[SurveyResult]:
    """From surveys of these programmes whose last round closed from `since` to before `until`, oldest first; four statements at most."""
    closed = (
        select(Survey)
        .join(SurveyRound, col(SurveyRound.survey_id) == col(Survey.id))
        .join(SurveyClosing, col(SurveyClosing.round_id) == col(SurveyRound.id))
        .where(col(Survey.programme_id).in_(programme_ids), Survey.state == SurveyState.CLOSED)
        .where(col(SurveyRound.phase) != Phase.BEFORE, SurveyClosing.at >= since, SurveyClosing.at < until)
        .order_by(col(SurveyClosing.at)).limit(MOST).options(selectinload(Survey.rounds), raiseload("*"))  # type: ignore[arg-type]
    )  # fmt: skip
    surveys = list(session.exec(closed))
    if not surveys:
        return []
    rounds = {one.pk: one for survey in surveys for one in survey.rounds}
    closings = SurveyClosing.of(list(rounds), session)
    wanted = {int(key) for one in closings.values() for key in one.told} | {one.edition_id for one in rounds.values() if one.edition_id}
    editions = SurveyEdition.among(wanted, session)
    return [_figure(one, closings, editions) for one in surveys]


def _figure(survey: Survey, closings: dict[int, SurveyClosing], editions: dict[int, SurveyEdition]) -> SurveyResult:
    found: dict[Phase, RoundResult] = {}
    for one in survey.rounds:
        closing = closings[one.pk]
        among = tuple(sorted(int(key) for key in closing.told)) or ((one.edition_id,) if one.edition_id else ())
        found[one.phase] = RoundResult(one, editions[among[-1]], among, closing.tally(among[-1]), closing.answers, closing)
    last = found.get(Phase.AFTER) or found[Phase.ONLY]
    measure, value, label = _value(survey, found)
    done = [one for one in found.values() if one.closing]
    return SurveyResult(
        survey.pk, survey.title, survey.campaign_id, measure, value, label, tuple(one.tally.n for one in done),
        last.closing.at if last.closing else survey.at, tuple(one.closing.digest for one in done if one.closing),
    )  # fmt: skip


def _value(survey: Survey, found: dict[Phase, RoundResult]) -> tuple[Measure, Decimal | None, str]:
    if survey.kind is SurveyKind.SATISFACTION:
        got = index(survey, found[Phase.ONLY])
        if got is None:
            return Measure.QUICK_INDEX, None, ""
        return Measure.IKM if got.official else Measure.QUICK_INDEX, got.value, got.grade.value
    if survey.kind is SurveyKind.QUIZ:
        got_gain = quizzes.whole(found[Phase.AFTER].edition.questions, found[Phase.BEFORE].tally, found[Phase.AFTER].tally)
        g, band = got_gain.g, got_gain.band
        return Measure.GAIN, None if g is None else half_up(g), band.value if band else ""
    return Measure.ANSWERS, Decimal(found[Phase.ONLY].tally.n), ""


def _editions(one: SurveyRound, closing: SurveyClosing | None, session: Session) -> tuple[int, ...]:
    """Those answered, oldest first, and what is asked now while it is open."""
    answered = {int(key) for key in closing.told} if closing else set(counting.editions(one.pk, session))
    asked = {one.edition_id} if one.edition_id and not answered else set()
    return tuple(sorted(answered | asked))
