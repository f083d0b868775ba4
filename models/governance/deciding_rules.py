"""Deciding on a proposal: in force for new content once a second person adopts it; running content keeps its own version."""

from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from models import entries
from models.actors import Actor, can
from models.base import now
from models.errors import NotAllowed, NotReady, OutOfDate, WrongStage
from models.governance.stranding import stranded
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Assignment
from models.programmes import PlaybookVersion

if TYPE_CHECKING:
    from models.governance.rule_proposals import RuleProposal

entries.register("rule_proposal.adopted", "rule_proposal", ("number", "playbook", "digest", "replaces", "told"))
entries.register("rule_proposal.returned", "rule_proposal", ("number", "note", "told"))


class DecidingRules:
    """Verbs of who adopts: never what one wrote or submitted oneself."""

    def objections_to_deciding(self: "RuleProposal", by: Actor) -> Issues:
        if self.state != "waiting":
            return Issues([Issue("page", "rule_proposal_not_waiting")])
        if not can(by, "adopt_rules", self.programme):
            return Issues([Issue("person", "may_not_adopt_rules")])
        return Issues([Issue("person", "rule_proposal_own")] if by.person_id in {self.submitted_by_id, *self.writers} else [])

    def objections_to_adopting(self: "RuleProposal", by: Actor) -> Issues:
        """Who may decide, and whether anything that runs would be stranded by now."""
        return self.objections_to_deciding(by) or stranded(self.programme, self.rules, self.session)

    def adopt(self: "RuleProposal", by: Actor) -> PlaybookVersion:
        """The next version, in force from this moment for whatever is begun (S4.5)."""
        from models.governance.rule_proposals import ProposalState  # noqa: PLC0415

        issues = self.objections_to_adopting(by)
        if issues:
            raise _refusal(issues)(*issues)
        programme, session = self.programme, self.session
        if programme.playbook_id != self.base_id:
            raise OutOfDate(Issue("page", "rule_base_moved"))
        rules = self.rules
        newest = session.exec(select(func.max(col(PlaybookVersion.number))).where(PlaybookVersion.programme_id == programme.pk)).one()
        version = PlaybookVersion(
            programme_id=programme.pk, number=(newest or 0) + 1, format=rules.format, text=self.text, digest=self.digest, adopted_at=now()
        )
        session.add(version)
        session.flush()
        programme.playbook, programme.name = version, rules.name
        self.put(state=ProposalState.ADOPTED, decided_by_id=by.person_id, decided_at=now(), adopted_id=version.pk)
        roles = tuple(one.key for one in rules.roles if not one.unit)
        told = [one.pk for one in Assignment.holders(programme.pk, roles, session) if one.pk != by.person_id]
        entries.record(
            session, "rule_proposal.adopted", by=by, subject=self, names=[version, programme], number=self.number,
            playbook=version.number, digest=self.digest, replaces=self.base.number, told=told,
        )  # fmt: skip
        return version

    def return_for_changes(self: "RuleProposal", by: Actor, reason: str) -> None:
        """Back to its writers, with what is missing."""
        from models.governance.rule_proposals import ProposalState  # noqa: PLC0415

        if issues := self.objections_to_deciding(by):
            raise _refusal(issues)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.put(state=ProposalState.DRAFT, note=note)
        self.session.flush()
        entries.record(
            self.session, "rule_proposal.returned", by=by, subject=self, names=[note], number=self.number,
            note=note.commitment, told=sorted(self.writers),
        )  # fmt: skip


def _refusal(issues: Issues) -> type[NotAllowed | WrongStage | NotReady]:
    return NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady
