"""Everything a report of an evaluation says, as plain values for paper, Word and spreadsheet alike (S4.3)."""

from datetime import date
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.indonesian import day, listing, moment
from models.governance.minutes import Minutes
from models.planning.progress import Progress
from models.planning.quarters import Quarter
from models.playbooks.evaluating import Promise
from models.results.evaluations.effectiveness import WHOLE, Effectiveness, Verdict, subjects
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import EvaluationNote, NoteKind
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.freezing import follow_up_told, later_unchecked, shown_lines
from models.results.evaluations.parts import parts_of
from models.results.evaluations.prefilled import Completeness, FigureLine, deviations, plans_of
from models.results.evaluations.signing import Capacity, EvaluationSignature
from models.results.evaluations.snapshots import EvaluationSnapshot, addenda_of, report_of
from pages.documents import dated, evaluation_parts
from pages.documents.evaluation_figures import FIGURE_HEAD, REVIEW_HEAD, annex_row, bar, figure_row
from pages.ui import charts, evaluation_words, formats, plan_words

Told = dict[str, Any]
CAPACITIES = {
    Capacity.PREPARER: ("evaluate", "evaluation_print.prepared"),
    Capacity.JUDGE: ("judge_effectiveness", "evaluation_print.judged"),
}


def told(evaluation: Evaluation, session: Session, actor: Actor) -> Told:
    """For the template and the writers; typed text stays data."""
    snapshots = EvaluationSnapshot.of(evaluation.pk, session)
    report = report_of(snapshots) if not evaluation.is_open else None
    signed = EvaluationSignature.of([one.pk for one in snapshots], session)
    lines = shown_lines(evaluation, snapshots)
    at = evaluation.settled_at or now()
    on = at.astimezone(LOCAL).date()
    head = dated.head(evaluation.programme, on, session)
    review = evaluation.period.is_review
    return {
        "head": {key: getattr(head, key) for key in ("government", "name", "address", "contact", "place")},
        "concept": "" if evaluation.is_over else say("evaluation_print.concept"),
        "title": say("evaluation_print.review_title" if review else "evaluation_print.title"),
        "programme": evaluation.programme.name,
        "period": evaluation.period.label,
        "days": formats.period(evaluation.period.starts_on, evaluation.period.ends_on),
        "number": evaluation.number,
        "date": day(on),
        "headline": evaluation_words.headline(lines),
        "summary": evaluation.summary,
        "recommendation": evaluation.recommendation,
        "completeness": " ".join(filter(None, [_completeness(lines), evaluation_words.later(later_unchecked(evaluation, report))])),
        "parts": evaluation_parts.parts(_parts(evaluation, report, session), evaluation.programme.rules),
        "figure_head": list(REVIEW_HEAD if review else FIGURE_HEAD),
        "bars": [bar(one) for one in lines if one.share is not None],
        "figures": [figure_row(one) for one in lines],
        "deviations": [_deviation(one) for one in deviations(lines)],
        "plans": _plans(evaluation, report, session),
        "aims": _aims(evaluation),
        "notes": _notes(evaluation, session),
        "verdicts": _verdicts(evaluation, session),
        "inherited": [_follow_up(one) for one in _follow_ups(evaluation, report, session, "inherited")],
        "follow_ups": [_follow_up(one) for one in _follow_ups(evaluation, report, session, "follow_ups")],
        "minutes": [
            _minutes(one, dated.office_name(evaluation.programme, one.held_on, session)) for one in Minutes.about(evaluation, session)
        ],
        "addenda": [_addendum(one, signed.get(one.pk, [])) for one in addenda_of(snapshots) if len(signed.get(one.pk, [])) > 1],
        "annex": [annex_row(one) for one in lines],
        "signers": _signers(evaluation, signed.get(report.pk, []) if report else []),
        "anchors": [_anchor(one) for one in signed.get(report.pk, [])] if report else [],
        "digest": report.digest if report else "",
        "code": report.code if report else "",
        "taker": actor.name,
        "at": moment(report.taken_at if report else now()),
    }


def chart(evaluation: Evaluation, session: Session) -> charts.Spec | None:
    """Reach by week and channel, as it was settled."""
    snapshots = EvaluationSnapshot.of(evaluation.pk, session)
    report = report_of(snapshots) if not evaluation.is_open else None
    return evaluation_parts.weeks(_parts(evaluation, report, session), evaluation.programme.rules)


def _parts(evaluation: Evaluation, report: EvaluationSnapshot | None, session: Session) -> Told:
    if report:
        kept: Told = report.told.get("parts", {})
        return kept
    return parts_of(evaluation.programme, evaluation.period, session)


def _completeness(lines: list[FigureLine]) -> str:
    known = Completeness.of(lines)
    if not lines:
        return say("evaluation.no_figures")
    if not known.missing and not known.partial:
        return say("evaluation.complete", count=known.final)
    words = say("evaluation.incomplete", missing=len(known.missing), partial=len(known.partial), final=known.final)
    return f"{words} {say('evaluation.no_data')}: {listing(one.label for one in known.missing)}." if known.missing else words


def _deviation(line: FigureLine) -> str:
    parts = [f"{line.label}: {evaluation_words.amount(line.value, line)} dari target {evaluation_words.amount(line.target, line)}"]
    moved = evaluation_words.change(line)
    return ", ".join([*parts, moved] if moved else parts)


def _plans(evaluation: Evaluation, report: EvaluationSnapshot | None, session: Session) -> list[Told]:
    """Of each quarter, as it stood when it was settled."""
    rules = evaluation.programme.rules
    if report and "plans" in report.told:
        kept = [(Quarter.read(one["quarter"]), Progress.read(one["progress"])) for one in report.told["plans"]]
        planned = [(quarter, progress) for quarter, progress in kept if quarter]
    else:
        planned = [(plan.period, progress) for plan, progress in plans_of(evaluation.programme, evaluation.period, session)]
    return [
        {
            "quarter": quarter.label, "total": plan_words.total(progress, quarter),
            "gaps": [plan_words.gap(one, rules) for one in progress.behind],
        }
        for quarter, progress in planned
    ]  # fmt: skip


def _aims(evaluation: Evaluation) -> list[Told]:
    rules, rows = evaluation.programme.rules, {one.key: one for one in evaluation.aims}
    found = []
    for kind in Promise:
        known = [(one, rows[one.key]) for one in rules.aims if one.kind is kind and one.key in rows]
        cells = [[rule.text, say(f"aim_states.{row.state}"), row.reason or "–"] for rule, row in known]
        found += [{"kind": say(f"promises.{kind}"), "rows": cells}] if cells else []
    return found


def _notes(evaluation: Evaluation, session: Session) -> list[Told]:
    known = EvaluationNote.of(evaluation.pk, session)
    groups = ((kind, [one.text for one in known if one.kind is kind]) for kind in NoteKind)
    return [{"kind": say(f"note_kinds.{kind}"), "texts": texts} for kind, texts in groups if texts]


def _verdicts(evaluation: Evaluation, session: Session) -> list[Told]:
    judged, rules = Effectiveness.of(evaluation.pk, session), evaluation.programme.rules
    known = [(about, judged[about]) for about in subjects(rules) if about in judged]
    return [
        {
            "about": evaluation_words.subject(about, rules), "whole": about == WHOLE, "verdict": say(f"verdicts.{one.verdict}"),
            "good": one.verdict == Verdict.EFFECTIVE, "reason": one.note.text, "who": one.by.name if one.by else "–", "at": moment(one.at),
        }
        for about, one in known
    ]  # fmt: skip


def _follow_ups(evaluation: Evaluation, report: EvaluationSnapshot | None, session: Session, which: str) -> list[Told]:
    """As they stood when it was settled; while it is open as they stand."""
    if report:
        kept: list[Told] = report.told[which]
        return kept
    if which == "follow_ups":
        return [follow_up_told(one) for one in FollowUp.of(evaluation.pk, session)]
    since = evaluation.opened_at
    return [follow_up_told(one) for one in FollowUp.inherited(evaluation.programme_id, evaluation.pk, since, session)]


def _follow_up(one: Told) -> list[str]:
    state = say("follow_up_states.late" if one["late"] else f"follow_up_states.{one['state']}")
    return [one["title"], say(f"follow_up_kinds.{one['kind']}"), one["owner"], day(date.fromisoformat(one["due_on"])), state]


def _minutes(one: Minutes, office: str) -> Told:
    """Our own people come from the programme's office unless they said otherwise."""
    people = [[who.name, who.position or "–", who.body or (office if who.person_id else "–")] for who in one.present]
    return {
        "title": one.title, "day": formats.full_day(one.held_on), "hours": one.hours, "place": one.place, "agenda": one.agenda,
        "course": one.course, "people": people,
        "decisions": [it.text for it in one.standing], "files": [file.name for file in one.files],
    }  # fmt: skip


def _addendum(one: EvaluationSnapshot, signed: list[EvaluationSignature]) -> Told:
    return {
        "date": day(one.taken_at.astimezone(LOCAL).date()), "reason": one.told["reason"], "digest": one.digest,
        "rows": [[line.label, evaluation_words.amount(line.value, line), evaluation_words.figure_state(line)] for line in one.lines],
        "signed": [f"{who.name}, {moment(who.at)}" for who in signed],
    }  # fmt: skip


def _signers(evaluation: Evaluation, signed: list[EvaluationSignature]) -> list[Told]:
    """Who signed, as he was then; a line for the office to fill where nobody has yet."""
    found = []
    for capacity, (right, words) in CAPACITIES.items():
        one = next((each for each in signed if each.capacity is capacity), None)
        roles = evaluation.programme.rules.rights.get(right, ())
        label = listing((role.label for role in evaluation.programme.rules.roles if role.key in roles), "atau")
        found.append(
            {
                "as": say(words), "position": (one.position if one else "") or label, "name": one.name if one else "",
                "rank": one.rank if one else "", "nip": one.nip if one else "",
                "date": day(one.at.astimezone(LOCAL).date()) if one else "",
            }
        )  # fmt: skip
    return found


def _anchor(one: EvaluationSignature) -> str:
    return say("evaluation_print.anchor", name=one.name, number=formats.number(one.anchor_number), hash=one.anchor_hash)
