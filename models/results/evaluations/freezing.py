"""Taking a snapshot: what is said and every figure as they stand, hashed together; and what has come in since (S4.3)."""

import hashlib
from typing import TYPE_CHECKING, Any

from models.base import now
from models.content.contents import Content
from models.entries import canonical
from models.governance.minutes import Minutes
from models.results.evaluations.effectiveness import Effectiveness
from models.results.evaluations.findings import EvaluationNote
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.parts import parts_of
from models.results.evaluations.prefilled import FigureLine, lines, plans_of
from models.results.evaluations.signing import EvaluationSignature
from models.results.evaluations.snapshots import EvaluationSnapshot, FrozenFigure, SnapshotKind, addenda_of, report_of

if TYPE_CHECKING:
    from models.results.evaluations.evaluations import Evaluation


def freeze(evaluation: "Evaluation", kind: SnapshotKind, reason: str = "") -> EvaluationSnapshot:
    """A report freezes everything, an addendum the figures that have changed since."""
    session = evaluation.session
    shown = current_lines(evaluation) if kind is SnapshotKind.REPORT else [new for _, new in late_figures(evaluation)]
    told = _told(evaluation) if kind is SnapshotKind.REPORT else {"reason": reason}
    figures = [_frozen(place, one) for place, one in enumerate(shown, start=1)]
    text = canonical(told)
    number = len(EvaluationSnapshot.of(evaluation.pk, session)) + 1
    snapshot = EvaluationSnapshot(
        evaluation_id=evaluation.pk, programme_id=evaluation.programme_id, number=number, kind=kind, taken_at=now(), text=text,
        digest=digest_of(text, figures),
    )  # fmt: skip
    snapshot.figures = figures
    session.add(snapshot)
    session.flush()
    return snapshot


def digest_of(text: str, figures: list[FrozenFigure]) -> str:
    """SHA-256 over the text and each figure's own text, in their order."""
    return hashlib.sha256("\n".join([text, *(one.text for one in figures)]).encode()).hexdigest()


def current_lines(evaluation: "Evaluation") -> list[FigureLine]:
    """The figures as they can be counted now, whatever was frozen."""
    return lines(evaluation.programme, evaluation.period, evaluation.session)


def shown_lines(evaluation: "Evaluation", snapshots: list[EvaluationSnapshot]) -> list[FigureLine]:
    """What an evaluation shows: counted anew while it is open, else what was frozen, with what signed addenda put in its place."""
    report = report_of(snapshots)
    if evaluation.is_open or report is None:
        return current_lines(evaluation)
    added = addenda_of(snapshots)
    signed = EvaluationSignature.of([one.pk for one in added], evaluation.session) if added else {}
    later = {line.key: line for one in added if len(signed.get(one.pk, [])) == 2 for line in one.lines}
    kept = [later.pop(one.key, one) for one in report.lines]
    return [*kept, *later.values()]


def later_unchecked(evaluation: "Evaluation", report: EvaluationSnapshot | None) -> int:
    """Publications of the period that were recorded afterwards and that nobody else has checked: now, or when it was settled (S4.3)."""
    if report and not evaluation.is_open:
        return int(report.told.get("later_unchecked", 0))
    quarters = evaluation.period.quarters
    return Content.unchecked_later(evaluation.programme_id, quarters[0].since, quarters[-1].until, evaluation.session)


def late_figures(evaluation: "Evaluation") -> list[tuple[FigureLine | None, FigureLine]]:
    """(as it was frozen, as it is now) of every figure whose value or state is another one now."""
    frozen = {one.key: one for one in shown_lines(evaluation, EvaluationSnapshot.of(evaluation.pk, evaluation.session))}
    now_known = [one for one in current_lines(evaluation) if one.value is not None]
    return [(frozen.get(one.key), one) for one in now_known if _differs(frozen.get(one.key), one)]


def _differs(before: FigureLine | None, after: FigureLine) -> bool:
    return before is None or (before.value, before.state, before.until) != (after.value, after.state, after.until)


def _frozen(place: int, line: FigureLine) -> FrozenFigure:
    return FrozenFigure(
        place=place, key=line.key, definition=line.definition, value=line.value, state=line.state, until=line.until, target=line.target,
        text=canonical(line.written()), origin_hash=hashlib.sha256(canonical({"origin": list(line.origin)}).encode()).hexdigest(),
    )  # fmt: skip


def _told(evaluation: "Evaluation") -> dict[str, Any]:
    """What a report says besides the figures; who took part and why the mentor decided so stand in rows of their own, final by now."""
    session = evaluation.session
    planned = plans_of(evaluation.programme, evaluation.period, session)
    since = evaluation.opened_at
    return {
        "year": evaluation.year, "quarter": evaluation.quarter, "span": evaluation.span, "number": evaluation.number,
        "summary": evaluation.summary, "recommendation": evaluation.recommendation,
        "plans": [
            {"id": plan.pk, "number": plan.number, "quarter": str(plan.period), "progress": progress.written()}
            for plan, progress in planned
        ],
        "parts": parts_of(evaluation.programme, evaluation.period, session),
        "aims": [[one.key, one.state.value, one.reason, one.before.value if one.before else None] for one in evaluation.aims],
        "verdicts": [
            {"about": one.about, "verdict": one.verdict.value, "reason": one.note.commitment, "by": one.by_id, "at": one.at.isoformat()}
            for one in Effectiveness.of(evaluation.pk, session).values()
        ],
        "notes": [[one.pk, one.kind.value, one.about, one.text] for one in EvaluationNote.of(evaluation.pk, session)],
        "follow_ups": [follow_up_told(one) for one in FollowUp.of(evaluation.pk, session)],
        "inherited": [follow_up_told(one) for one in FollowUp.inherited(evaluation.programme_id, evaluation.pk, since, session)],
        "minutes": [_minutes(one) for one in Minutes.about(evaluation, session)],
        "later_unchecked": later_unchecked(evaluation, None),
    }  # fmt: skip


def follow_up_told(one: FollowUp) -> dict[str, Any]:
    """A follow-up as a report tells it."""
    return {
        "id": one.pk, "kind": one.kind.value, "title": one.title, "about": one.about, "letter": one.letter, "owner": one.owner.name,
        "due_on": one.due_on.isoformat(), "state": one.state.value, "late": one.is_late,
    }  # fmt: skip


def _minutes(one: Minutes) -> dict[str, Any]:
    return {
        "id": one.pk, "title": one.title, "held_on": one.held_on.isoformat(), "hours": one.hours, "place": one.place, "agenda": one.agenda,
        "course": one.course, "attendees": [[who.pk, who.present] for who in one.attendees],
        "decisions": [[it.number, it.text] for it in one.standing], "files": [[file.name, file.sha256] for file in one.files],
    }  # fmt: skip
