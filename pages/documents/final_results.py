"""What a span came to, for its final report: figures per quarter, evaluations with their follow-ups, surveys, recommendations."""

from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.content.indonesian import day, listing
from models.governance.recommendations import Recommendation, RecommendationStep
from models.governance.spans import Span
from models.results.evaluations.effectiveness import WHOLE, Effectiveness, Verdict
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import EvaluationNote, NoteKind
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.freezing import shown_lines
from models.results.evaluations.periods import Period
from models.results.evaluations.prefilled import FigureLine, lines
from models.results.evaluations.snapshots import EvaluationSnapshot
from models.results.surveys import results
from models.results.surveys.results import SurveyResult
from pages.documents.evaluation_figures import annex_row, bar, figure_row
from pages.ui import evaluation_words, formats, survey_words

Told = dict[str, Any]


def told(span: Span, evaluations: list[Evaluation], session: Session, actor: Actor) -> Told:
    quarters = [_quarter(span, quarter, evaluations, session) for quarter in span.quarters]
    known = {line.key: annex_row(line) for _, some in quarters for line in some if line.value is not None}
    surveys = results.figures([span.programme.pk], span.since, span.until, session)
    judged = {one.pk for one in evaluations}
    given = [one for one in Recommendation.listed(span.programme.pk, actor, session) if one.evaluation_id in judged]
    return {
        "quarters": [one for one, _ in quarters],
        "bars": next((one["bars"] for one, _ in reversed(quarters) if one["bars"]), []),
        "evaluations": [_evaluation(one, session) for one in evaluations],
        "surveys": [_survey(one) for one in surveys],
        "recommendations": [_recommendation(one) for one in reversed(given)],
        "annex": list(known.values()),
    }


def _quarter(span: Span, quarter: Any, evaluations: list[Evaluation], session: Session) -> tuple[Told, list[FigureLine]]:
    """As it was settled where its evaluation is, else counted now; what nobody knows is named once, not in a row of dashes."""
    judged = next((one for one in evaluations if one.period == Period(quarter) and not one.is_open), None)
    found = shown_lines(judged, EvaluationSnapshot.of(judged.pk, session)) if judged else lines(span.programme, Period(quarter), session)
    known, missing = [one for one in found if one.value is not None], [one.label for one in found if one.value is None]
    state = say("final.frozen_figures" if judged else "final.running_figures")
    return {
        "label": quarter.label,
        "state": state,
        "rows": [figure_row(one) for one in known],
        "bars": [bar(one) for one in known if one.share is not None],
        "missing": _missing(quarter.label, known, missing),
    }, found


def _missing(quarter: str, known: list[FigureLine], missing: list[str]) -> str:
    if not known:
        return say("final.quarter_none", quarter=quarter)
    return f"Belum ada data: {listing(missing)}." if missing else ""


def _evaluation(one: Evaluation, session: Session) -> Told:
    verdict = Effectiveness.of(one.pk, session).get(WHOLE)
    notes = EvaluationNote.of(one.pk, session)
    groups = ((kind, [it.text for it in notes if it.kind is kind]) for kind in NoteKind)
    return {
        "title": evaluation_words.title(one),
        "state": say(f"evaluation_states.{one.state}"),
        "number": one.number,
        "summary": one.summary or say("final.none"),
        "recommendation": one.recommendation,
        "verdict": say(f"verdicts.{verdict.verdict}") if verdict else "Belum diputus",
        "good": bool(verdict and verdict.verdict == Verdict.EFFECTIVE),
        "reason": verdict.note.text if verdict else "",
        "who": verdict.by.name if verdict and verdict.by else "",
        "notes": [[say(f"note_kinds.{kind}"), text] for kind, texts in groups for text in texts],
        "follow_ups": [
            [it.title, say(f"follow_up_kinds.{it.kind}"), it.owner.name, day(it.due_on), evaluation_words.follow_up_state(it)]
            for it in FollowUp.of(one.pk, session)
        ],
    }  # fmt: skip


def _survey(one: SurveyResult) -> list[str]:
    value = survey_words.two_places(one.value) if one.value is not None and one.measure != "answers" else ""
    words = f"{value} ({one.label})" if value and one.label else value or "–"
    n = " dan ".join(formats.number(each) for each in one.n)
    return [one.title, say(f"final_measures.{one.measure}"), words, n, formats.day(one.at.astimezone(LOCAL).date())]


def _recommendation(one: Recommendation) -> Told:
    last = one.steps[-1] if one.steps else None
    return {
        "number": str(one.number),
        "title": one.title,
        "text": one.text,
        "addressee": one.addressee,
        "owner": one.owner.name,
        "state": say(f"recommendation_states.{one.state}"),
        "good": one.state in ("accepted", "carried_out"),
        "source": say("recommendations.from", period=one.evaluation.period.label) + (f": {one.finding.text}" if one.finding else ""),
        "decided": _decided(last) if last else "",
    }


def _decided(step: RecommendationStep) -> str:
    return f"{step.note.text} ({step.by.name if step.by else '–'}, {formats.day(step.at.astimezone(LOCAL).date())})"
