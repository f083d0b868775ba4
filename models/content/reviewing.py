"""Deciding: approve or return; one decision per state of a content, by somebody who didn't make it."""

from typing import TYPE_CHECKING, Any

from models import entries
from models.actors import Actor, can
from models.base import now
from models.content import attempts
from models.content.checklists import Answer, ChecklistAnswer, DraftAnswer, Given, objections, unexplained
from models.content.claims import Claim
from models.content.decisions import Decision, Review
from models.content.media import MediaRole
from models.content.requirements import blocking
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.playbooks import Stage, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.approved", "content", ("stage", "to", "revision", "covered", "answers", "on_behalf_of"))
entries.register("content.written_validation", "content", ("stage", "to", "revision", "covered", "unit", "letter"))
entries.register("content.returned", "content", ("stage", "to", "revision", "failed", "note", "on_behalf_of"))


class Reviewing:
    """Verbs of those who decide, each with its question beside it."""

    def objections_to_approval(self: "Content", by: Actor, given: Given) -> Issues:
        """Everything between this person and 'Setujui': rights, open requirements, unanswered or failed items."""
        stage = self.stage_rules
        shown = stage.kind == StageKind.VALIDATE and not self.assessing  # what nobody sees any more needs no alternative text
        blocked = blocking(self.findings(stage), self.lane_rules) if shown else Issues()
        return self.objections_to_deciding(by) + blocked + objections(stage, given) + self.open_debts_before(stage)

    def approve(self: "Content", by: Actor, answers: Given, note: str = "") -> Review:
        """Bind one decision to exactly what it covers and go on; refuses with every reason (S3.2, S-H5, A-H6)."""
        stage = self.stage_rules
        if issues := self.objections_to_deciding(by):
            attempts.note(self, by, issues)
            raise (WrongStage if issues.about("stage") else NotAllowed)(*issues)
        if issues := self.objections_to_approval(by, answers):
            raise NotReady(*issues)
        review, named = self.decide(Decision.APPROVE, stage, by, answers, note)
        if self.assessing:
            following = self.settle_assessment(by)
        else:
            self.move(following := self.next_stage(), by)
        self.log(
            "content.approved", by, [review, *named, *self.publications, *self.debts], stage=stage.key, to=following.key,
            revision=review.revision, covered=review.covered, answers=len(review.answers), on_behalf_of=review.on_behalf_of_id,
        )  # fmt: skip
        return review

    def objections_to_written_validation(self: "Content", by: Actor) -> Issues:
        """A unit's decision on paper: where the playbook permits it, by who holds the right and neither wrote nor decided elsewhere."""
        stage = self.stage_rules
        if stage.kind != StageKind.VALIDATE or not stage.written or self.stopped:
            return Issues([Issue("stage", "written_not_here", {"stage": stage.label})])
        if not can(by, "written_validation", self):
            return Issues([Issue("person", "written_not_allowed")])
        return self._not_ones_own(by.person_id, stage)

    def record_written_validation(
        self: "Content", by: Actor, answers: Given, *, letter_number: str, signed_by: str, letter_id: int
    ) -> Review:
        """A unit without an account validated on paper: recorded with its letter, marked as such, never by an author."""
        stage = self.stage_rules
        if issues := self.objections_to_written_validation(by):
            attempts.note(self, by, issues)
            raise (WrongStage if issues.about("stage") else NotAllowed)(*issues)
        letters = {one.id for one in self.media if one.role == MediaRole.LETTER}
        missing = [] if letter_number.strip() else [Issue("letter_number", "validation_letter_missing")]
        missing += [] if letter_id in letters else [Issue("letter", "validation_file_missing")]
        missing += [] if signed_by.strip() else [Issue("signed_by", "validation_signer_missing")]
        if issues := Issues(missing) + objections(stage, answers) + blocking(self.findings(stage), self.lane_rules):
            raise NotReady(*issues)
        review, named = self.decide(
            Decision.APPROVE, stage, by, answers, signed_by, letter_id=letter_id, letter_number=letter_number.strip(), written=True
        )
        following = self.next_stage()
        self.move(following, by)
        self.log(
            "content.written_validation", by, [review, *named, *self.publications], stage=stage.key, to=following.key,
            revision=review.revision, covered=review.covered, unit=self.unit_id, letter=letter_id,
        )  # fmt: skip
        return review

    def objections_to_returning(self: "Content", by: Actor) -> Issues:
        """Who may decide may return, where the playbook says whereto; what is already out can only be taken down or corrected.

        What was taken down goes back to nobody: its shortcomings are written down.
        """
        stage = self.stage_rules
        if issues := self.objections_to_deciding(by):
            return issues
        may = self.assessing or (stage.returns_to and self.published_at is None)
        return Issues([] if may else [Issue("stage", "not_returnable", {"stage": stage.label})])

    def return_for_changes(self: "Content", by: Actor, answers: Given, note: str, to: str | None = None) -> Review:
        """Back to the writers with a note and the failed items; both are mandatory (S-H5, A-H6)."""
        stage = self.stage_rules
        if issues := self.objections_to_returning(by):
            attempts.note(self, by, issues)
            raise (WrongStage if issues.about("stage") else NotAllowed)(*issues)
        target = to or (stage.returns_to[0] if stage.returns_to else "")
        failed = [key for key, (answer, _) in answers.items() if answer == Answer.NO]
        missing = [] if note.strip() else [Issue("note", "return_note_missing")]
        missing += [] if failed else [Issue("items", "failed_items_missing")]
        missing += [] if self.assessing or target in stage.returns_to else [Issue("to", "return_target_unknown")]
        if issues := Issues(missing) + unexplained(stage, answers):
            raise NotReady(*issues)
        review, named = self.decide(Decision.RETURN, stage, by, answers, note)
        if self.assessing:
            target = self.settle_assessment(by).key
        else:
            self.move(self.lane_rules.stage(target), by, returned=True)
            self.suspend_publications()
        self.log(
            "content.returned", by, [review, *named, *self.publications], stage=stage.key, to=target, revision=review.revision,
            failed=sorted(failed), note=review.note.commitment if review.note else None, on_behalf_of=review.on_behalf_of_id,
        )  # fmt: skip
        return review

    def decide(self: "Content", decision: Decision, stage: Stage, by: Actor, given: Given, note: str, **more: Any) -> tuple[Review, list]:  # type: ignore[type-arg]
        """Write the decision and its answers; the rows that entries must name come back with it."""
        said = self.annotate(note) if note.strip() else None
        assert self.revision is not None
        review = Review(
            stage=stage.key, decision=decision, by_id=by.person_id, on_behalf_of_id=self._stands_in(by, stage), at=now(),
            revision=self.revision_number, covered=self.covered(stage.covers), decided_on=self.version, note=said, **more,
        )  # fmt: skip
        self.reviews.append(review)
        notes = [self._answer(review, stage, key, answer, text, by) for key, (answer, text) in given.items()]
        self.session.flush()
        Claim.release(self.pk, self.session)
        if by.person_id is not None:
            DraftAnswer.discard(self.pk, stage.key, by.person_id, self.session)
        settled = self.settle_denial(stage, by) if decision == Decision.APPROVE else []
        named = [*review.answers, *(one for one in notes if one), *settled]
        return review, [*named, said] if said else named

    def _answer(self: "Content", review: Review, stage: Stage, key: str, answer: Answer, text: str, by: Actor) -> Note | None:
        items = {item.key: item for item in stage.checklist}
        if key not in items:
            raise NotReady(Issue(f"item:{key}", "item_unknown"))
        note = self.annotate(text) if text.strip() else None
        if note:
            self.session.flush()
        covered = self.covered(items[key].about)
        carried = any(one.item == key and one.covered == covered and one.answer == answer for one in self.answers_before(stage, by))
        review.answers.append(
            ChecklistAnswer(item=key, answer=answer, note_id=note.id if note else None, covered=covered, carried=carried, at=now())
        )
        return note

    def _stands_in(self: "Content", by: Actor, stage: Stage) -> int | None:
        worn = [hat for hat in by.hats if hat.programme_id == self.programme_id and hat.role in stage.by]
        own = any(hat.on_behalf_of is None for hat in worn)
        return None if own else next((hat.on_behalf_of for hat in worn), None)

    def answers_before(self: "Content", stage: Stage, by: Actor) -> list[ChecklistAnswer]:
        """One's own answers at this stage in earlier rounds, oldest first."""
        return [answer for one in self.reviews if one.stage == stage.key and one.by_id == by.person_id for answer in one.answers]

    def carried_over(self: "Content", by: Actor) -> dict[str, tuple[Answer, bool]]:
        """Item → own latest answer and whether it still holds; False means reopened: what it is about has changed."""
        stage = self.stage_rules
        about = {item.key: item.about for item in stage.checklist}
        latest = {one.item: one for one in self.answers_before(stage, by) if one.item in about}
        return {key: (one.answer, one.covered == self.covered(about[key]) and one.answer != Answer.NO) for key, one in latest.items()}
