"""A policy from its first word to being in force: written, submitted, approved by somebody else, or returned."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from models import entries
from models.actors import Actor, can
from models.base import now, today
from models.errors import NotAllowed, NotReady, Refused, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Assignment
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.policies import Policy, PolicyKind

entries.register("policy.begun", "policy", ("policy", "number"))
entries.register("policy.written", "policy", ("policy", "number", "digest"))
entries.register("policy.submitted", "policy", ("policy", "number", "digest", "told"))
entries.register("policy.taken_back", "policy", ("policy", "number"))
entries.register("policy.returned", "policy", ("policy", "number", "note", "told"))
entries.register("policy.approved", "policy", ("policy", "number", "digest", "replaces", "told"))
entries.register("policy.discarded", "policy", ("policy", "number"))

Sections = Iterable[Mapping[str, str]]


class DecidingPolicies:
    """Verbs of who keeps the policies and of who approves them."""

    @classmethod
    def objections_to_beginning(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, "keep_policies", programme) else [Issue("person", "may_not_keep_policies")])

    @classmethod
    def begin(cls, programme: Programme, kind: "PolicyKind", by: Actor, session: Session, sections: Sections = ()) -> "Policy":
        """The next version as a draft: from the text in force, or from what is given (a starter text); one in the making is refused."""
        from models.governance.policies import Policy, PolicyState, tidy  # noqa: PLC0415

        if issues := cls.objections_to_beginning(programme, by):
            raise NotAllowed(*issues)
        before = Policy.versions(programme.pk, kind, by, session)
        if before and before[0].state in (PolicyState.DRAFT, PolicyState.WAITING):
            raise Refused(Issue("page", "policy_open"))
        number = before[0].number + 1 if before else 1
        policy = Policy(
            programme=programme, programme_id=programme.pk, kind=kind, number=number, state=PolicyState.DRAFT,
            sections=tidy(before[0].sections if before else sections), writers=_with([], by), changed_at=now(),
        )  # fmt: skip
        session.add(policy)
        entries.record(session, "policy.begun", by=by, subject=policy, policy=kind, number=number)
        return policy

    def objections_to_writing(self: "Policy", by: Actor) -> Issues:
        """The right, and only while it is a draft."""
        if self.state != "draft":
            return Issues([Issue("page", "policy_not_draft")])
        return self.objections_to_beginning(self.programme, by)

    def write(self: "Policy", by: Actor, sections: Sections) -> None:
        """All sections as they shall be; drafts save incomplete."""
        from models.governance.policies import fingerprint, tidy  # noqa: PLC0415

        _require(self.objections_to_writing(by))
        told = tidy(sections)
        if told == self.sections:
            return
        self.sections, self.writers, self.changed_at = told, _with(self.writers, by), now()
        self._record("policy.written", by, digest=fingerprint(told))

    def discard(self: "Policy", by: Actor) -> None:
        """A draft nobody wants; the text in force stays."""
        _require(self.objections_to_writing(by))
        self._record("policy.discarded", by)
        self.session.flush()
        self.session.delete(self)

    def objections_to_submitting(self: "Policy", by: Actor) -> Issues:
        """Complete, and another text than the one in force."""
        from models.governance.policies import PolicyState, fingerprint, shortcomings  # noqa: PLC0415

        if issues := self.objections_to_writing(by):
            return issues
        same = select(type(self).id).where(
            type(self).programme_id == self.programme_id, type(self).kind == self.kind,
            type(self).state == PolicyState.IN_FORCE, type(self).digest == fingerprint(self.sections),
        )  # fmt: skip
        unchanged = [Issue("sections", "policy_unchanged")] if self.session.exec(same).first() else []
        return shortcomings(self.sections) + unchanged

    def submit(self: "Policy", by: Actor) -> None:
        """To whoever approves policies; the text is bound by its hash."""
        from models.governance.policies import PolicyState, fingerprint  # noqa: PLC0415

        _require(self.objections_to_submitting(by))
        self.state, self.digest, self.note = PolicyState.WAITING, fingerprint(self.sections), None
        self.submitted_by_id, self.submitted_at = by.person_id, now()
        deciders = Assignment.holders(self.programme_id, self.programme.rules.rights["approve_policy"], self.session)
        people = [one.pk for one in deciders if one.pk not in self.writers]
        self._record("policy.submitted", by, digest=self.digest, told=people)

    def objections_to_taking_back(self: "Policy", by: Actor) -> Issues:
        if self.state != "waiting":
            return Issues([Issue("page", "policy_not_waiting")])
        return self.objections_to_beginning(self.programme, by)

    def take_back(self: "Policy", by: Actor) -> None:
        """Submitted too early: a draft again."""
        from models.governance.policies import PolicyState  # noqa: PLC0415

        _require(self.objections_to_taking_back(by))
        self.state = PolicyState.DRAFT
        self._record("policy.taken_back", by)

    def objections_to_deciding(self: "Policy", by: Actor) -> Issues:
        """The right to approve; never one's own text, nor what one submitted oneself (A1.3, SAFETY 4)."""
        if self.state != "waiting":
            return Issues([Issue("page", "policy_not_waiting")])
        if not can(by, "approve_policy", self.programme):
            return Issues([Issue("person", "may_not_approve_policy")])
        return Issues([Issue("person", "policy_own")] if by.person_id in {self.submitted_by_id, *self.writers} else [])

    def approve(self: "Policy", by: Actor) -> None:
        """In force from this moment, instead of the version before; everybody of the team is asked to read it."""
        from models.governance.acknowledging import members  # noqa: PLC0415
        from models.governance.policies import PolicyState, fingerprint  # noqa: PLC0415

        _require(self.objections_to_deciding(by))
        if fingerprint(self.sections) != self.digest:
            raise NotReady(Issue("sections", "policy_not_as_submitted"))
        same = (type(self).programme_id == self.programme_id, type(self).kind == self.kind)
        standing = self.session.exec(select(type(self)).where(*same, type(self).state == PolicyState.IN_FORCE).with_for_update()).all()
        for one in standing:
            one.state = PolicyState.REPLACED
        self.state, self.approved_by_id, self.approved_at = PolicyState.IN_FORCE, by.person_id, now()
        self.review_on, self.reminded_at = _months_on(today(), self.programme.rules.governance.review_months), now()
        people = sorted(members(self.programme_id, self.session))
        self._record("policy.approved", by, *standing, digest=self.digest, replaces=standing[0] if standing else None, told=people)

    def return_for_changes(self: "Policy", by: Actor, reason: str) -> None:
        """Back to its writers, with what is missing."""
        from models.governance.policies import PolicyState  # noqa: PLC0415

        _require(self.objections_to_deciding(by))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        self.state, self.note = PolicyState.DRAFT, Note.of(reason)
        self.session.flush()
        self._record("policy.returned", by, self.note, note=self.note.commitment, told=sorted(self.writers))

    def _record(self: "Policy", action: str, by: Actor, *names: "Policy | Note", **facts: Any) -> None:
        entries.record(self.session, action, by=by, subject=self, names=[*names], policy=self.kind, number=self.number, **facts)


def _with(writers: list[int], by: Actor) -> list[int]:
    return sorted({*writers, by.person_id}) if by.person_id is not None else writers


def _require(issues: Issues) -> None:
    if issues:
        kind = NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady
        raise kind(*issues)


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, the month's last where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
