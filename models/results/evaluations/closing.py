"""Settling an evaluation freezes it, closing it takes a second person, and what comes late is an addendum; it never opens again (S4.3)."""

from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor, can
from models.base import now
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.minutes import Minutes
from models.issues import Issue, Issues
from models.notes import Note
from models.results.evaluations.aims import AimState
from models.results.evaluations.effectiveness import Effectiveness, Verdict, subjects
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.freezing import freeze, late_figures
from models.results.evaluations.signing import Capacity, EvaluationSignature, objections_to_second, sign
from models.results.evaluations.snapshots import EvaluationSnapshot, SnapshotKind, addenda_of, report_of

if TYPE_CHECKING:
    from models.results.evaluations.evaluations import Evaluation

entries.register("evaluation.settled", "evaluation", ("snapshot", "digest", "figures", "anchor"))
entries.register("evaluation.taken_back", "evaluation", ("note",))
entries.register("evaluation.closed", "evaluation", ("snapshot", "digest", "anchor"))
entries.register("evaluation.addendum_written", "evaluation", ("snapshot", "digest", "figures", "anchor"))
entries.register("evaluation.addendum_signed", "evaluation", ("snapshot", "digest", "anchor"))


class Closing:
    """Verbs that end an evaluation."""

    def objections_to_settling(self: "Evaluation", by: Actor) -> Issues:
        """Everything said that an evaluation has to say; each gap by its name."""
        if issues := self.objections_to_writing(by):
            return issues
        session, rules = self.session, self.programme.rules
        lacking = [Issue("page", "period_runs", {"until": self.period.ends_on})] if now() < self.period.until else []
        lacking += [] if self.discussed_at else [Issue("page", "evaluation_not_discussed")]
        lacking += [Issue("number", "report_number_missing")] if not self.number else []
        lacking += [Issue("summary", "report_summary_missing")] if not self.summary else []
        if left := sum(one.state is AimState.OPEN for one in self.aims):
            lacking.append(Issue("aims", "aims_open", {"count": left}))
        judged = Effectiveness.of(self.pk, session)
        if left := sum(one not in judged for one in subjects(rules)):
            lacking.append(Issue("effectiveness", "effectiveness_open", {"count": left}))
        followed = {one.about for one in FollowUp.of(self.pk, session) if one.state != "cancelled"}
        unfollowed = [key for key, one in judged.items() if one.verdict is Verdict.IMPROVE and key not in followed]
        lacking += [Issue("follow_ups", "improvement_without_follow_up", {"count": len(unfollowed)})] if unfollowed else []
        met = Minutes.about(self, session)
        lacking += [Issue("minutes", "minutes_missing")] if not met else []
        return Issues([*lacking, *(issue for one in met if one.state == "draft" for issue in one.objections_to_concluding(by))])

    def settle(self: "Evaluation", by: Actor) -> EvaluationSnapshot:
        """Figures and words are frozen as they stand now, and who prepared it signs first; its minutes are final with it."""
        from models.results.evaluations.evaluations import EvaluationState  # noqa: PLC0415

        if issues := self.objections_to_settling(by):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)
        for one in Minutes.about(self, self.session):
            if one.state == "draft":
                one.conclude(by)
        self.state, self.settled_at = EvaluationState.SETTLED, now()
        self.session.flush()
        snapshot = freeze(self, SnapshotKind.REPORT)
        signed = sign(snapshot, Capacity.PREPARER, by, self.session)
        entries.record(
            self.session, "evaluation.settled", by=by, subject=self, names=[snapshot, *snapshot.figures, signed],
            snapshot=snapshot, digest=snapshot.digest, figures=len(snapshot.figures), anchor=signed.anchor_number,
        )  # fmt: skip
        return snapshot

    def objections_to_closing(self: "Evaluation", by: Actor) -> Issues:
        if self.state != "settled":
            return Issues([Issue("page", "evaluation_not_settled")])
        return objections_to_second(report_of(EvaluationSnapshot.of(self.pk, self.session)), self, by)

    def close(self: "Evaluation", by: Actor) -> EvaluationSignature:
        """The second signature; from now on only an addendum adds to it."""
        from models.results.evaluations.evaluations import EvaluationState  # noqa: PLC0415

        if issues := self.objections_to_closing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        snapshot = report_of(EvaluationSnapshot.of(self.pk, self.session))
        assert snapshot is not None, "a settled evaluation has its snapshot"
        signed = sign(snapshot, Capacity.JUDGE, by, self.session)
        self.state, self.closed_at = EvaluationState.CLOSED, now()
        entries.record(
            self.session, "evaluation.closed", by=by, subject=self, names=[snapshot, signed],
            snapshot=snapshot, digest=snapshot.digest, anchor=signed.anchor_number,
        )  # fmt: skip
        return signed

    def objections_to_taking_back(self: "Evaluation", by: Actor) -> Issues:
        """Before the second signature, by either of the two sides; never afterwards."""
        if not any(can(by, right, self.programme) for right in ("evaluate", "judge_effectiveness")):
            return Issues([Issue("person", "may_not_evaluate")])
        return Issues([] if self.state == "settled" else [Issue("page", "evaluation_not_settled")])

    def take_back(self: "Evaluation", by: Actor, reason: str) -> None:
        """Back to the discussion; what was frozen stays in the record, and a new settling freezes anew."""
        from models.results.evaluations.evaluations import EvaluationState  # noqa: PLC0415

        if issues := self.objections_to_taking_back(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.session.add(note)
        self.state, self.settled_at = EvaluationState.DISCUSSED, None
        self.session.flush()
        entries.record(self.session, "evaluation.taken_back", by=by, subject=self, names=[note], note=note.commitment)

    def objections_to_adding(self: "Evaluation", by: Actor) -> Issues:
        """Only to a closed one, and only when a figure has changed since."""
        if not can(by, "evaluate", self.programme):
            return Issues([Issue("person", "may_not_evaluate")])
        if not self.is_over:
            return Issues([Issue("page", "evaluation_not_closed")])
        return Issues([] if late_figures(self) else [Issue("page", "no_late_figures")])

    def add(self: "Evaluation", by: Actor, reason: str) -> EvaluationSnapshot:
        """Figures that came late, beside the old ones, signed by two people like the report; an unsigned one is replaced."""
        if issues := self.objections_to_adding(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        snapshot = freeze(self, SnapshotKind.ADDENDUM, reason.strip())
        signed = sign(snapshot, Capacity.PREPARER, by, self.session)
        self.changed_at = now()
        entries.record(
            self.session, "evaluation.addendum_written", by=by, subject=self, names=[snapshot, *snapshot.figures, signed],
            snapshot=snapshot, digest=snapshot.digest, figures=len(snapshot.figures), anchor=signed.anchor_number,
        )  # fmt: skip
        return snapshot

    def objections_to_signing_addendum(self: "Evaluation", by: Actor) -> Issues:
        """The newest addendum, by somebody else."""
        added = addenda_of(EvaluationSnapshot.of(self.pk, self.session))
        return objections_to_second(added[-1] if added else None, self, by)

    def sign_addendum(self: "Evaluation", by: Actor) -> EvaluationSignature:
        from models.results.evaluations.evaluations import EvaluationState  # noqa: PLC0415

        if issues := self.objections_to_signing_addendum(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        snapshot = addenda_of(EvaluationSnapshot.of(self.pk, self.session))[-1]
        signed = sign(snapshot, Capacity.JUDGE, by, self.session)
        self.state = EvaluationState.ADDENDUM
        self.changed_at = now()
        entries.record(
            self.session, "evaluation.addendum_signed", by=by, subject=self, names=[snapshot, signed],
            snapshot=snapshot, digest=snapshot.digest, anchor=signed.anchor_number,
        )  # fmt: skip
        return signed
