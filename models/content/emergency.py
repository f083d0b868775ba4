"""The emergency lane: what may follow, a decision by telephone, and the debts that stay red until settled."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from models import entries
from models.actors import Actor, can
from models.base import now
from models.content.checklists import Given, objections
from models.content.debts import Debt, DebtKind
from models.content.decisions import Decision, Review
from models.content.denials import DENIED, Denials
from models.content.media import MediaRole
from models.content.requirements import blocking, debts
from models.content.revisions import Revision
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.people import Person
from models.playbooks import Stage, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

__all__ = ["Debt", "DebtKind", "Emergency"]

entries.register("content.verbally_approved", "content", ("stage", "to", "revision", "covered", "approver", "reached_at", "note"))
entries.register("content.verbal_confirmed", "content", ("stage", "review"))
entries.register("content.completed", "content", ("revision", "changed", "settled"))


class Emergency(Denials):
    """Verbs of the short way: fast, flagged, cleared later by somebody else."""

    @property
    def open_debts(self: "Content") -> list[Debt]:
        return [one for one in self.debts if one.settled_at is None]

    def open_debts_before(self: "Content", stage: Stage) -> Issues:
        """Debts block every stage after publication."""
        after = self.lane_rules.index(stage.key) > self.lane_rules.index(self.publish_stage.key)
        return Issues(one.issue for one in self.open_debts if after)

    def objections_to_recording(self: "Content", by: Actor) -> Issues:
        """Whether a decision by telephone may be recorded here, by this person."""
        stage = self.stage_rules
        if stage.kind != StageKind.VALIDATE or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        may = stage.verbal and can(by, "emergency", self)
        return Issues([] if may else [Issue("person", "verbal_not_allowed", {"stage": stage.label})])

    def record_verbal_approval(
        self: "Content", by: Actor, approver: Person, *, how: str, reached_at: datetime, answers: Given, letter_id: int | None = None
    ) -> Review:
        """The decider was reached by telephone: who, when, how; he confirms it in the app within the lane's hours.

        Anyone of the programme with the emergency right may record it, also the author; the approver must be eligible himself.
        """
        stage = self.require_stage(StageKind.VALIDATE)
        if issues := self.objections_to_recording(by) + self._wrong_approver(approver, stage, by):
            raise NotAllowed(*issues)
        letters = {one.id for one in self.media if one.role == MediaRole.LETTER}
        missing = [] if how.strip() else [Issue("how", "how_missing")]
        missing += [] if letter_id is None or letter_id in letters else [Issue("letter", "letter_missing")]
        missing += [] if self.earliest <= reached_at <= now() + timedelta(minutes=2) else [Issue("reached_at", "reached_time_odd")]
        if issues := Issues(missing) + objections(stage, answers) + blocking(self.findings(stage), self.lane_rules):
            raise NotReady(*issues)
        review, named = self.decide(Decision.APPROVE, stage, by, answers, how, approver_id=approver.pk, verbal=True, letter_id=letter_id)
        debt = Debt(kind=DebtKind.CONFIRM, key=stage.key, owed_by_id=approver.pk, due_at=now() + timedelta(hours=stage.confirm_hours or 12))
        self.debts.append(debt)
        following = self.next_stage()
        self.move(following, by)
        self.log(
            "content.verbally_approved", by, [review, debt, *named, *self.publications], stage=stage.key, to=following.key,
            revision=review.revision, covered=review.covered, approver=approver, reached_at=reached_at,
            note=review.note.commitment if review.note else None,
        )  # fmt: skip
        return review

    def objections_to_confirming(self: "Content", by: Actor) -> Issues:
        """Nothing in this person's name waits here."""
        return Issues() if self._unconfirmed(by) else Issues([Issue("page", "not_found")])

    def confirm_verbal(self: "Content", by: Actor) -> None:
        """'Ya, itu keputusan saya': only by the person it was recorded for."""
        owed = self._unconfirmed(by)
        if not owed:
            raise NotFound
        review = [one for one in self.reviews if one.verbal and one.approver_id == by.person_id][-1]
        for one in owed:
            one.settled_at, one.settled_by_id = now(), by.person_id
        self.acted_at = now()
        self.log("content.verbal_confirmed", by, owed, stage=review.stage, review=review)

    def incur_debts(self: "Content") -> None:
        """From the first publication: each check the lane lets follow, still unmet, is owed by one and the same hour."""
        if not self.lane_rules.follows:
            return
        due = (self.published_at or now()) + timedelta(hours=self.lane_rules.follow_hours)
        owed = {(one.key, one.about) for one in self.open_debts}
        for issue in debts(self.findings(), self.lane_rules):
            if (issue.key, issue.about) not in owed:
                facts = {name: value for name, value in issue.facts.items() if isinstance(value, str | int | float)}
                self.debts.append(Debt(kind=DebtKind.CHECK, key=issue.key, about=issue.about, facts=facts, due_at=due))
        self.session.flush()

    def objections_to_completing(self: "Content", by: Actor) -> Issues:
        """Whether what was left out may be added now, and by this person."""
        if not self.completing:
            return Issues([Issue("stage", "wrong_stage", {"stage": self.stage_rules.label})])
        desk = self.desk
        assert desk is not None
        labels = {"roles": self.role_labels(desk), "stage": desk.label}
        return Issues([] if self.may_act(by, desk) else [Issue(f"stage:{desk.key}", "stage_roles", labels)])

    def complete(self: "Content", by: Actor, fields: Mapping[str, Any], files: Iterable[Mapping[str, Any]], base: int) -> Revision:
        """Add after publication what the lane let follow; what a standing decision covers can't change any more."""
        if issues := self.objections_to_completing(by):
            raise (WrongStage if issues.about("stage") else NotAllowed)(*issues)
        self.require_base(base)
        fields, files = self.tidy(fields), self.tidy_files(files)
        if not (changed := self.changed(fields, files)):
            raise NotReady(Issue("page", "nothing_changed"))
        if bound := [word for word in changed if word not in self.editable(by)]:
            raise NotAllowed(*(Issue(word, "already_decided") for word in bound))
        revision = self.add_revision(fields, files, by)
        settled = self._settle(by)
        self.incur_debts()  # what was in order and was spoilt by this very addition
        self.log(
            "content.completed",
            by,
            [revision, *self.debts],
            revision=revision.number,
            changed=changed,
            settled=[one.key for one in settled],
        )
        return revision

    def settle_checks(self: "Content", by: Actor) -> list[Debt]:
        """Something beside the content made good what it owed (a consent was linked): what is met by now is settled."""
        return self._settle(by) if self.open_debts else []

    def forgive_checks(self: "Content", by: Actor) -> None:
        """What nobody sees any more needs no alternative text; a decision by telephone must be confirmed all the same."""
        for one in self.open_debts:
            if one.kind == DebtKind.CHECK:
                one.settled_at, one.settled_by_id = now(), by.person_id

    def _unconfirmed(self: "Content", by: Actor) -> list[Debt]:
        confirmations = (one for one in self.open_debts if one.kind == DebtKind.CONFIRM)
        return [one for one in confirmations if one.owed_by_id is not None and one.owed_by_id == by.person_id]

    def _settle(self: "Content", by: Actor) -> list[Debt]:
        still = {(one.key, one.about) for one in debts(self.findings(), self.lane_rules)}
        checks = (one for one in self.open_debts if one.kind == DebtKind.CHECK and one.key != DENIED)
        done = [one for one in checks if (one.key, one.about) not in still]
        for one in done:
            one.settled_at, one.settled_by_id = now(), by.person_id
        return done

    def _wrong_approver(self: "Content", approver: Person, stage: Stage, by: Actor) -> Issues:
        acting = Person.acting(approver.pk, self.session, room=by.room)
        issues = [] if self.may_act(acting, stage) else [Issue("approver", "approver_not_eligible", {"roles": self.role_labels(stage)})]
        issues += [Issue("approver", "approver_is_here")] if approver.pk == by.person_id else []
        lacking = Issues() if issues else self.lacking_training(acting, stage)
        return Issues(issues) + self._not_ones_own(approver.pk, stage) + lacking
