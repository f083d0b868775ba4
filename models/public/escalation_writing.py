"""Writing, submitting and approving the escalation levels: two people, and nothing that runs already is changed (S1.2)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlmodel import Session, func, select

from models import entries
from models.actors import Actor, can
from models.base import now
from models.entries import Entry
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.contacts import Contact
from models.inbox.recipients import Recipients
from models.issues import Issue, Issues
from models.notes import Note
from models.programmes import Programme

if TYPE_CHECKING:
    from models.public.escalation import EscalationVersion, Step

entries.register("escalation.drafted", "escalation_version", ("number", "levels"))
entries.register("escalation.revised", "escalation_version", ("levels", "digest"))
entries.register("escalation.submitted", "escalation_version", ("number", "digest", "told"))
entries.register("escalation.approved", "escalation_version", ("number", "digest", "replaces"))
entries.register("escalation.returned", "escalation_version", ("number", "note"))
entries.register("escalation.discarded", "escalation_version", ("number",))

MOST_LEVELS, MOST_HOURS, LABEL_LENGTH = 6, 720, 80


class EscalationWriting:
    """Verbs of the coordinator or admin who writes, and of the second person who approves."""

    @classmethod
    def objections_to_drafting(cls, programme: Programme, by: Actor, session: Session) -> Issues:
        from models.public.escalation import EscalationVersion  # noqa: PLC0415

        if not _may_write(programme, by):
            return Issues([Issue("person", "may_not_write_escalation")])
        return Issues([Issue("page", "escalation_draft_open")] if EscalationVersion.being_written(programme.pk, session) else [])

    @classmethod
    def draft(cls, programme: Programme, by: Actor, session: Session) -> "EscalationVersion":
        """The next version, begun from the levels in force."""
        from models.public.escalation import EscalationState, EscalationVersion  # noqa: PLC0415

        _require(cls.objections_to_drafting(programme, by, session))
        newest = session.exec(select(func.max(EscalationVersion.number)).where(EscalationVersion.programme_id == programme.pk)).one()
        drafted = EscalationVersion(
            programme=programme, programme_id=programme.pk, number=(newest or 1) + 1, state=EscalationState.DRAFT, created_at=now(),
            levels=_written(EscalationVersion.in_force(programme, session).steps), by_id=by.person_id,
        )  # fmt: skip
        session.add(drafted)
        session.flush()
        entries.record(session, "escalation.drafted", by=by, subject=drafted, number=drafted.number, levels=len(drafted.levels))
        return drafted

    def objections_to_writing(self: "EscalationVersion", by: Actor) -> Issues:
        from models.public.escalation import EscalationState  # noqa: PLC0415

        if not _may_write(self.programme, by):
            return Issues([Issue("person", "may_not_write_escalation")])
        return Issues([] if self.state is EscalationState.DRAFT else [Issue("page", "escalation_not_draft")])

    def revise(self: "EscalationVersion", steps: Sequence["Step"], by: Actor) -> None:
        """All levels at once; a role or a contact the programme doesn't have is refused."""
        _require(self.objections_to_writing(by))
        if issues := _wrong_steps(self.programme, steps, self.session):
            raise NotReady(*issues)
        if (levels := _written(steps)) != self.levels:
            self.levels = levels
            entries.record(self.session, "escalation.revised", by=by, subject=self, levels=len(levels), digest=self.digest)

    def submit(self: "EscalationVersion", by: Actor) -> None:
        """To whoever approves rules of the programme; each of them finds it in his inbox."""
        from models.public.escalation import EscalationState  # noqa: PLC0415

        _require(self.objections_to_submitting(by))
        self.state, self.submitted_by_id, self.submitted_at, self.note = EscalationState.WAITING, by.person_id, now(), None
        told = Recipients.today(self.programme_id, {}, self.session).of_roles(self.programme.rules.rights["approve_policy"])
        entries.record(self.session, "escalation.submitted", by=by, subject=self, number=self.number, digest=self.digest, told=told)

    def objections_to_submitting(self: "EscalationVersion", by: Actor) -> Issues:
        if issues := self.objections_to_writing(by):
            return issues
        return _wrong_steps(self.programme, self.steps, self.session)

    def objections_to_deciding(self: "EscalationVersion", by: Actor) -> Issues:
        """The right to approve, and another person than wrote or submitted it."""
        from models.public.escalation import EscalationState  # noqa: PLC0415

        if not can(by, "approve_policy", self.programme):
            return Issues([Issue("person", "may_not_approve_escalation")])
        if self.state is not EscalationState.WAITING:
            return Issues([Issue("page", "escalation_not_waiting")])
        return Issues([Issue("person", "escalation_own")] if by.person_id in self.writers else [])

    @property
    def writers(self: "EscalationVersion") -> set[int | None]:
        """Ids of whoever wrote or submitted this version, as the log tells."""
        wrote = (Entry.subject == "escalation_version", Entry.subject_id == self.pk)
        actions = ("escalation.drafted", "escalation.revised", "escalation.submitted")
        return set(self.session.exec(select(Entry.actor_id).where(*wrote, Entry.action.in_(actions))))  # type: ignore[attr-defined]

    def approve(self: "EscalationVersion", by: Actor) -> None:
        """In force for cases that come from now on; those that wait already keep the levels they came under."""
        from models.public.escalation import EscalationState, EscalationVersion  # noqa: PLC0415

        _require(self.objections_to_deciding(by))
        same = (EscalationVersion.programme_id == self.programme_id, EscalationVersion.state == EscalationState.IN_FORCE)
        replaced = self.session.exec(select(EscalationVersion).where(*same).with_for_update()).first()
        if replaced:
            replaced.state = EscalationState.REPLACED
            self.session.flush()
        self.state, self.approved_by_id, self.approved_at, self.note = EscalationState.IN_FORCE, by.person_id, now(), None
        entries.record(
            self.session, "escalation.approved", by=by, subject=self, names=[replaced] if replaced else [],
            number=self.number, digest=self.digest, replaces=replaced.number if replaced else 1,
        )  # fmt: skip

    def return_for_changes(self: "EscalationVersion", by: Actor, reason: str) -> None:
        from models.public.escalation import EscalationState  # noqa: PLC0415

        _require(self.objections_to_deciding(by))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.state, self.note = EscalationState.DRAFT, note
        self.session.flush()
        entries.record(self.session, "escalation.returned", by=by, subject=self, names=[note], number=self.number, note=note.commitment)

    def discard(self: "EscalationVersion", by: Actor) -> None:
        """Nothing becomes of a version that was never approved."""
        from models.public.escalation import EscalationState  # noqa: PLC0415

        if not _may_write(self.programme, by):
            raise NotAllowed(Issue("person", "may_not_write_escalation"))
        if self.state not in (EscalationState.DRAFT, EscalationState.WAITING):
            raise WrongStage(Issue("page", "escalation_not_draft"))
        self.state = EscalationState.DISCARDED
        entries.record(self.session, "escalation.discarded", by=by, subject=self, number=self.number)


def _may_write(programme: Programme, by: Actor) -> bool:
    return by.is_admin or can(by, "keep_policies", programme)


def _require(issues: Issues) -> None:
    if issues:
        raise (NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady)(*issues)


def _written(steps: Sequence["Step"]) -> list[dict[str, object]]:
    return [
        {"label": one.label.strip(), "after_hours": float(one.after_hours), "roles": list(one.roles), "contact_id": one.contact_id}
        for one in steps
    ]


def _wrong_steps(programme: Programme, steps: Sequence["Step"], session: Session) -> Issues:
    roles = {role.key for role in programme.rules.roles if not role.unit}
    contacts = {key for key, one in Contact.known(programme.pk, session).items() if one.active}
    issues = [] if 0 < len(steps) <= MOST_LEVELS else [Issue("levels", "escalation_levels_count", {"most": MOST_LEVELS})]
    before = -1.0
    for number, one in enumerate(steps, start=1):
        about, facts = f"level:{number}", {"level": number}
        if not 0 < len(one.label.strip()) <= LABEL_LENGTH:
            issues.append(Issue(about, "escalation_label", {**facts, "max": LABEL_LENGTH}))
        if not one.roles or not set(one.roles) <= roles:
            issues.append(Issue(about, "escalation_roles", facts))
        if not 0 <= one.after_hours <= MOST_HOURS:
            issues.append(Issue(about, "escalation_hours", {**facts, "most": MOST_HOURS}))
        elif one.after_hours <= before:
            issues.append(Issue(about, "escalation_order", facts))
        if one.contact_id is not None and one.contact_id not in contacts:
            issues.append(Issue(about, "escalation_contact", facts))
        before = max(before, one.after_hours)
    return Issues(issues)
