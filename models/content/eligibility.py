"""Who may decide: not his own work, not two stages, not what another is looking at."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, not_, select

from models.actors import Actor
from models.asked import once
from models.base import now
from models.content import indonesian
from models.content.claims import Claim
from models.content.decisions import Decision, Review
from models.content.media import Media, MediaRole
from models.content.revisions import Revision
from models.errors import NotAllowed
from models.governance.training_rule import TrainingRule
from models.issues import Issue, Issues
from models.people import Assignment, Person
from models.playbooks import Stage, StageKind
from models.public.service_hours import ServiceHours

if TYPE_CHECKING:
    from models.content.contents import Content


class Eligibility:
    """Questions before a decision, and the claim that shows who is looking."""

    def approvals(self: "Content", stage: Stage) -> list[Review]:
        """Approvals of a stage that were neither undone nor followed by a return from the same stage, oldest first."""
        undone = {one.undoes_id for one in self.reviews}
        kept = [one for one in self.reviews if one.id not in undone and one.decision != Decision.UNDO and one.stage == stage.key]
        last_return = max((index for index, one in enumerate(kept) if one.decision == Decision.RETURN), default=-1)
        return [one for one in kept[last_return + 1 :] if one.decision == Decision.APPROVE]

    def objections_to_deciding(self: "Content", by: Actor) -> Issues:
        """Why this person may not decide here: the stage, the role, his own work, another stage's decision, somebody's claim."""
        stage = self.stage_rules
        if stage.kind != StageKind.VALIDATE or (self.stopped and not self.assessing):
            return Issues([Issue("stage", "not_deciding_now", {"stage": stage.label})])
        facts = {"roles": self.role_labels(stage), "stage": stage.label}
        issues = [] if self.may_act(by, stage) else [Issue(f"stage:{stage.key}", "stage_roles", facts)]
        lacking = Issues() if issues else self.lacking_training(by, stage)
        return Issues(issues) + self._not_ones_own(by.person_id, stage) + lacking + self._claimed_by_another(by)

    def lacking_training(self: "Content", by: Actor, stage: Stage) -> Issues:
        """The training of his role, once it binds; it yields where nobody who was trained could decide here (S4.4)."""
        rule = TrainingRule.of(self.programme_id, self.rules, self.session)
        lacking = rule.lacking(by.person_id or 0, by.roles(self.programme_id) & set(stage.by), self.rules)
        if not lacking or not any(self.could_decide(one, stage) for one in rule.free(stage, self.rules)):
            return Issues()
        return Issues([Issue("person", "training_lacking", {"trainings": ", ".join(one.label for one in lacking)})])

    def may_answer(self: "Content", by: Actor) -> bool:
        """Whether his answers can lead to a decision here: by his role, on paper for a unit, or for somebody reached by telephone."""
        ways = (self.objections_to_deciding, self.objections_to_written_validation, self.objections_to_recording)
        return any(not objections(by) for objections in ways)

    def could_decide(self: "Content", person_id: int, stage: Stage) -> bool:
        """Neither his own work nor the second stage of one person."""
        return not self._not_ones_own(person_id, stage)

    def _not_ones_own(self: "Content", person_id: int | None, stage: Stage) -> Issues:
        if person_id is None:  # nobody can be asked for it, except the colleague who is only acted in a practice room
            return Issues([] if self.programme.practice_of_id else [Issue("person", "person_only")])
        issues = []
        if person_id in self.authors:
            issues.append(Issue("person", "own_work"))
        if decided := self._decided_elsewhere(person_id, stage):
            issues.append(Issue("person", "decided_elsewhere", {"stage": self.lane_rules.stage(decided).label}))
        return Issues(issues)

    def _decided_elsewhere(self: "Content", person_id: int | None, stage: Stage) -> str | None:
        undone = {one.undoes_id for one in self.reviews}
        mine = (one for one in self.reviews if person_id in (one.by_id, one.approver_id) and one.id not in undone)
        return next((one.stage for one in mine if one.stage != stage.key and one.decision in (Decision.APPROVE, Decision.RETURN)), None)

    def _claimed_by_another(self: "Content", by: Actor) -> Issues:
        claim = Claim.live(self.pk, self.session)
        mine = {by.person_id, *(hat.on_behalf_of for hat in by.hats)}
        if claim is None or claim.person_id in mine:
            return Issues()
        holder = once(self.session, ("holder", claim.person_id), lambda: self.session.get(Person, claim.person_id))
        return Issues([Issue("person", "claimed", {"who": holder.name if holder else "", "until": indonesian.moment(claim.lapses_at)})])

    def claim(self: "Content", by: Actor) -> Claim:
        """'Saya periksa': visible to the others, lapses after some service hours; who may not decide may not claim."""
        if issues := self.objections_to_deciding(by):
            raise NotAllowed(*issues)
        assert by.person_id is not None
        return Claim.take(self.pk, self.stage, by.person_id, self._lapse(), self.session)

    def release(self: "Content", by: Actor) -> None:
        claim = Claim.live(self.pk, self.session)
        if claim and claim.person_id == by.person_id:
            Claim.release(self.pk, self.session)

    def _lapse(self: "Content") -> datetime:
        if self.lane_rules.clock_hours:
            return now() + timedelta(hours=self.rules.claim_hours)
        return ServiceHours.working_time(self.programme_id, self.session, now().date()).add(now(), self.rules.claim_hours)

    @classmethod
    def authored_among(cls, content_ids: Iterable[int], person_id: int, session: Session) -> set[int]:
        """Those of some contents this person has written or edited: the reason beside 'menunggu orang lain'."""
        wrote = select(Revision.content_id).where(col(Revision.content_id).in_(content_ids), not_(Revision.plan))
        added = select(Media.content_id).where(col(Media.content_id).in_(content_ids), Media.role == MediaRole.FILE)
        return {*session.exec(wrote.where(Revision.written_by(person_id))), *session.exec(added.where(Media.by_id == person_id))}

    def lawful_deciders(self: "Content", writer_id: int | None = None) -> dict[str, list[Person]]:
        """Per validating stage, who could still decide if `writer_id` wrote it; an empty list is a missing hat."""
        barred = {*self.authors, writer_id}
        found = {}
        for stage in self.lane_rules.validating:
            unit = self.unit_id if any(self.rules.role(key).unit for key in stage.by) else None
            holders = Assignment.holders(self.programme_id, stage.by, self.session, unit_id=unit)
            lawful = [one for one in holders if one.id not in barred and not self._decided_elsewhere(one.id, stage)]
            free = TrainingRule.of(self.programme_id, self.rules, self.session).free(stage, self.rules)
            found[stage.key] = [one for one in lawful if one.id in free] or lawful
        return found


def without_two_hats(deciders: dict[str, Iterable[Person]]) -> list[str]:
    """Stages that stay empty when nobody decides two of them (greedy by scarcity)."""
    taken: set[int] = set()
    missing = []
    for stage, people in sorted(deciders.items(), key=lambda pair: len(list(pair[1]))):
        free = [one for one in people if one.pk not in taken]
        if free:
            taken.add(free[0].pk)
        else:
            missing.append(stage)
    return missing
