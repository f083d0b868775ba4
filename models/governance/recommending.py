"""Proposing a recommendation, deciding on it, carrying it out: the verbs and who may (S4.5)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, func, select

from models import entries
from models.actors import Actor, can
from models.base import now
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.programmes import Programme
from models.results.evaluations.following import owners, steers

if TYPE_CHECKING:
    from models.governance.recommendations import Recommendation, RecommendationState
    from models.results.evaluations.evaluations import Evaluation

entries.register("recommendation.proposed", "recommendation", ("number", "evaluation", "owner"))
entries.register("recommendation.revised", "recommendation", ("number", "fields"))
entries.register("recommendation.accepted", "recommendation", ("number", "note"))
entries.register("recommendation.rejected", "recommendation", ("number", "note"))
entries.register("recommendation.carried_out", "recommendation", ("number", "note"))

LENGTHS = {"title": 200, "text": 2_000, "addressee": 160}
REASON = 1_500


class Recommending:
    """Verbs of a recommendation."""

    @classmethod
    def objections_to_proposing(cls, programme: Programme, by: Actor) -> Issues:
        """Who evaluates or judges."""
        return Issues([] if steers(programme, by) else [Issue("person", "may_not_recommend")])

    @classmethod
    def propose(
        cls, programme: Programme, evaluation: "Evaluation | None", by: Actor, session: Session, told: Mapping[str, Any]
    ) -> "Recommendation":
        """From an evaluation of the programme, at best from one of its findings; NotReady names every field that doesn't hold."""
        from models.governance.recommendations import Recommendation, RecommendationState  # noqa: PLC0415

        if issues := cls.objections_to_proposing(programme, by):
            raise NotAllowed(*issues)
        if evaluation is None:
            raise NotReady(Issue("evaluation", "recommendation_evaluation_missing"))
        session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
        given = _tidy(told, programme, evaluation, session)
        last = session.exec(select(func.max(Recommendation.number)).where(Recommendation.programme_id == programme.pk)).one()
        one = Recommendation(
            programme=programme, programme_id=programme.pk, number=(last or 0) + 1, state=RecommendationState.PROPOSED,
            evaluation_id=evaluation.pk, by_id=by.person_id, at=now(), changed_at=now(), **given,
        )  # fmt: skip
        session.add(one)
        session.flush()
        entries.record(session, "recommendation.proposed", by=by, subject=one, number=one.number, evaluation=evaluation, owner=one.owner_id)
        return one

    def objections_to_revising(self: "Recommendation", by: Actor) -> Issues:
        if not steers(self.programme, by):
            return Issues([Issue("person", "may_not_recommend")])
        return Issues([] if self.state == "proposed" else [Issue("page", "recommendation_decided")])

    def revise(self: "Recommendation", by: Actor, told: Mapping[str, Any]) -> None:
        """All fields as they shall be, until it is decided on."""
        _refuse(self.objections_to_revising(by))
        given = _tidy(told, self.programme, self.evaluation, self.session)
        changed = sorted(name for name, value in given.items() if getattr(self, name) != value)
        for name in changed:
            setattr(self, name, given[name])
        if changed:
            self.changed_at = now()
            entries.record(self.session, "recommendation.revised", by=by, subject=self, number=self.number, fields=changed)

    def objections_to_deciding(self: "Recommendation", by: Actor) -> Issues:
        """Who judges the programme's effectiveness; nobody decides on his own proposal."""
        if not can(by, "judge_effectiveness", self.programme):
            return Issues([Issue("person", "may_not_decide_recommendation")])
        if self.state != "proposed":
            return Issues([Issue("page", "recommendation_decided")])
        return Issues([Issue("person", "recommendation_own")] if by.person_id == self.by_id else [])

    def accept(self: "Recommendation", by: Actor, reason: str) -> None:
        from models.governance.recommendations import RecommendationState  # noqa: PLC0415

        _refuse(self.objections_to_deciding(by))
        self._step(by, RecommendationState.ACCEPTED, reason)

    def reject(self: "Recommendation", by: Actor, reason: str) -> None:
        from models.governance.recommendations import RecommendationState  # noqa: PLC0415

        _refuse(self.objections_to_deciding(by))
        self._step(by, RecommendationState.REJECTED, reason)

    def objections_to_carrying_out(self: "Recommendation", by: Actor) -> Issues:
        """Its owner, or who steers; once it was accepted."""
        if by.person_id != self.owner_id and not steers(self.programme, by):
            return Issues([Issue("person", "not_recommendation_owner")])
        return Issues([] if self.state == "accepted" else [Issue("page", "recommendation_not_accepted")])

    def carry_out(self: "Recommendation", by: Actor, what: str) -> None:
        """What was done, by which rule, letter or budget."""
        from models.governance.recommendations import RecommendationState  # noqa: PLC0415

        _refuse(self.objections_to_carrying_out(by))
        self._step(by, RecommendationState.CARRIED_OUT, what)

    def _step(self: "Recommendation", by: Actor, state: "RecommendationState", reason: str) -> None:
        from models.governance.recommendations import RecommendationStep  # noqa: PLC0415

        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        if len(reason.strip()) > REASON:
            raise NotReady(Issue("reason", "too_long", {"limit": REASON}))
        note = Note.of(reason)
        self.session.add(note)
        self.session.flush()
        step = RecommendationStep(
            recommendation_id=self.pk, programme_id=self.programme_id, state=state, note_id=note.pk, by_id=by.person_id, at=now()
        )
        self.session.add(step)
        self.state, self.changed_at = state, now()
        self.session.flush()
        entries.record(
            self.session, f"recommendation.{state}", by=by, subject=self, names=[step, note], number=self.number, note=note.commitment
        )  # fmt: skip


def findings(programme_id: int, session: Session, size: int = 60) -> dict[int, tuple[int, str]]:
    """Notes of the programme's evaluations, newest first: id → (evaluation, text)."""
    from models.results.evaluations.findings import EvaluationNote  # noqa: PLC0415

    wanted = select(EvaluationNote.id, EvaluationNote.evaluation_id, EvaluationNote.text)
    own = (EvaluationNote.programme_id == programme_id, ~col(EvaluationNote.removed))
    rows = session.exec(wanted.where(*own).order_by(col(EvaluationNote.id).desc()).limit(size))
    return {pk: (evaluation_id, text) for pk, evaluation_id, text in rows if pk is not None}


def _refuse(issues: Issues) -> None:
    if issues:
        raise (NotAllowed if issues.about("person") else WrongStage)(*issues)


def _tidy(told: Mapping[str, Any], programme: Programme, evaluation: "Evaluation", session: Session) -> dict[str, Any]:
    given: dict[str, Any] = {name: str(told.get(name) or "").strip() for name in LENGTHS}
    issues = [Issue(name, f"recommendation_{name}_missing") for name in LENGTHS if not given[name]]
    issues += [Issue(name, "too_long", {"limit": most}) for name, most in LENGTHS.items() if len(given[name]) > most]
    owner_id, finding_id = told.get("owner_id"), told.get("finding_id") or None
    if owner_id not in owners(programme, session):
        issues.append(Issue("owner", "recommendation_owner_missing"))
    if issues:
        raise NotReady(*issues)
    if evaluation.programme_id != programme.pk or (
        finding_id and findings(programme.pk, session).get(finding_id, (0,))[0] != evaluation.pk
    ):
        raise NotFound
    return given | {"owner_id": owner_id, "finding_id": finding_id}
