"""Writing a proposal: begun from what is in force, changed by forms or by a file, submitted with a reason."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, func, select

from models import entries
from models.actors import Actor, administers, can
from models.base import now
from models.errors import NotAllowed, NotReady, Refused, WrongStage
from models.governance.stranding import stranded
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Assignment
from models.playbooks import Playbook, PlaybookError, from_values, load
from models.playbooks.paths import added, put, removed
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.rule_proposals import ProposalOrigin, RuleProposal

entries.register("rule_proposal.begun", "rule_proposal", ("number", "origin", "base"))
entries.register("rule_proposal.written", "rule_proposal", ("number", "digest"))
entries.register("rule_proposal.submitted", "rule_proposal", ("number", "digest", "reason", "told"))
entries.register("rule_proposal.taken_back", "rule_proposal", ("number",))
entries.register("rule_proposal.discarded", "rule_proposal", ("number",))

REASON = 600


class ProposingRules:
    """Verbs of who proposes: drafts are always lawful playbooks, so that each step can be tried and compared."""

    @classmethod
    def objections_to_beginning(cls, programme: Programme, by: Actor) -> Issues:
        allowed = can(by, "propose_rules", programme) or administers(by)
        return Issues([] if allowed else [Issue("person", "may_not_propose_rules")])

    @classmethod
    def begin(
        cls, programme: Programme, by: Actor, session: Session, rules: Playbook | None = None, origin: "ProposalOrigin | None" = None
    ) -> "RuleProposal":
        """A draft made from the playbook in force, or from a whole text (a file, an update); one being written already is refused."""
        from models.governance.rule_proposals import ProposalOrigin, ProposalState, RuleProposal  # noqa: PLC0415

        if issues := cls.objections_to_beginning(programme, by):
            raise NotAllowed(*issues)
        if RuleProposal.open_one(programme.pk, by, session):
            raise Refused(Issue("page", "rule_proposal_open"))
        assert programme.playbook is not None, "a programme always starts with a playbook"
        told = rules or programme.rules
        _require_same_programme(programme, told)
        number = session.exec(select(func.max(col(RuleProposal.number))).where(RuleProposal.programme_id == programme.pk)).one() or 0
        proposal = RuleProposal(
            programme=programme, programme_id=programme.pk, number=number + 1, state=ProposalState.DRAFT,
            origin=origin or ProposalOrigin.FORM, base=programme.playbook, base_id=programme.playbook.pk, text=told.canonical(),
            digest=told.digest, writers=_with([], by), created_at=now(), changed_at=now(),
        )  # fmt: skip
        session.add(proposal)
        entries.record(
            session, "rule_proposal.begun", by=by, subject=proposal, number=proposal.number, origin=proposal.origin,
            base=programme.playbook.number,
        )  # fmt: skip
        return proposal

    def objections_to_writing(self: "RuleProposal", by: Actor) -> Issues:
        if self.state != "draft":
            return Issues([Issue("page", "rule_proposal_not_draft")])
        return self.objections_to_beginning(self.programme, by)

    def edit(self: "RuleProposal", by: Actor, edits: Mapping[str, Any]) -> None:
        """Other values at these key paths, all or none; NotReady with every fault the playbook would have."""
        self._rewrite(by, lambda values: _all_put(values, edits))

    def add(self: "RuleProposal", by: Actor, path: str, part: Mapping[str, Any], edits: Mapping[str, Any] | None = None) -> None:
        """One more member at the end of a list of parts (a checklist's item, a role), with what else it needs to be lawful."""
        self._rewrite(by, lambda values: _all_put(added(values, path, part), edits or {}))

    def remove(self: "RuleProposal", by: Actor, path: str) -> None:
        """Without the member that the path names."""
        self._rewrite(by, lambda values: removed(values, path))

    def replace(self: "RuleProposal", by: Actor, text: str, name: str) -> None:
        """All of it by a TOML text that was uploaded."""
        _require(self.objections_to_writing(by))
        self._take(by, read(text, name))

    def objections_to_submitting(self: "RuleProposal", by: Actor) -> Issues:
        """Something is changed, nothing that runs would be stranded, and it was tried on last quarter's contents."""
        from models.governance.rule_proposals import RuleRun  # noqa: PLC0415

        if issues := self.objections_to_writing(by):
            return issues
        if self.digest == self.base.digest or not self.changes:
            return Issues([Issue("changes", "rule_proposal_unchanged")])
        found = list(stranded(self.programme, self.rules, self.session))
        if RuleRun.latest(self.programme_id, self.digest, self.session) is None:
            found.append(Issue("run", "rule_proposal_untried"))
        return Issues(found)

    def submit(self: "RuleProposal", by: Actor, reason: str) -> None:
        """To whoever adopts rules; the text is bound by its hash."""
        from models.governance.rule_proposals import ProposalState  # noqa: PLC0415

        missing = [] if reason.strip() else [Issue("reason", "rule_reason_missing")]
        _require(self.objections_to_submitting(by) + missing)
        why = Note.of(reason[:REASON])
        self.put(state=ProposalState.WAITING, reason=why, note=None, submitted_by_id=by.person_id, submitted_at=now())
        self.session.flush()
        deciders = Assignment.holders(self.programme_id, self.programme.rules.rights["adopt_rules"], self.session)
        told = [one.pk for one in deciders if one.pk not in self.writers]
        self._record("rule_proposal.submitted", by, why, digest=self.digest, reason=why.commitment, told=told)

    def objections_to_taking_back(self: "RuleProposal", by: Actor) -> Issues:
        if self.state != "waiting":
            return Issues([Issue("page", "rule_proposal_not_waiting")])
        return self.objections_to_beginning(self.programme, by)

    def take_back(self: "RuleProposal", by: Actor) -> None:
        """Submitted too early: a draft again."""
        from models.governance.rule_proposals import ProposalState  # noqa: PLC0415

        _require(self.objections_to_taking_back(by))
        self.put(state=ProposalState.DRAFT)
        self._record("rule_proposal.taken_back", by)

    def discard(self: "RuleProposal", by: Actor) -> None:
        """A draft nobody wants: kept as a record, what is in force stays."""
        from models.governance.rule_proposals import ProposalState  # noqa: PLC0415

        _require(self.objections_to_writing(by))
        self.put(state=ProposalState.DISCARDED)
        self._record("rule_proposal.discarded", by)

    def _rewrite(self: "RuleProposal", by: Actor, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        _require(self.objections_to_writing(by))
        try:
            told = change(self.values)
        except KeyError:
            raise NotReady(Issue("page", "changed_meanwhile")) from None
        self._take(by, _lawful(lambda: from_values(told, "pedoman")))

    def _take(self: "RuleProposal", by: Actor, rules: Playbook) -> None:
        _require_same_programme(self.programme, rules)
        if rules.digest == self.digest:
            return
        self.text, self.digest, self.changed_at, self.writers = rules.canonical(), rules.digest, now(), _with(self.writers, by)
        self._record("rule_proposal.written", by, digest=self.digest)

    def _record(self: "RuleProposal", action: str, by: Actor, *names: Any, **facts: Any) -> None:
        entries.record(self.session, action, by=by, subject=self, names=[*names], number=self.number, **facts)


def read(text: str, name: str) -> Playbook:
    """The playbook a TOML text describes; NotReady with every fault and its key path."""
    return _lawful(lambda: load(text, name))


def _lawful(reading: Callable[[], Playbook]) -> Playbook:
    try:
        return reading()
    except PlaybookError as error:
        faults = (Issue(path, "rule_fault", {"path": path, "reason": reason}) for path, reason in error.faults)
        raise NotReady(*faults, Issue("file", "rule_fault_on")) from None


def _all_put(values: dict[str, Any], edits: Mapping[str, Any]) -> dict[str, Any]:
    for path, value in edits.items():
        values = put(values, path, value)
    return values


def _require_same_programme(programme: Programme, rules: Playbook) -> None:
    if rules.key != programme.key:
        raise NotReady(Issue("key", "rules_of_another_programme", {"theirs": rules.key, "ours": programme.key}))


def _with(writers: list[int], by: Actor) -> list[int]:
    return sorted({*writers, by.person_id}) if by.person_id is not None else writers


def _require(issues: Issues) -> None:
    if issues:
        kind = NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady
        raise kind(*issues)
