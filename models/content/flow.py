"""How a content moves: which stages stand, which comes next, when it is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from models import entries
from models.actors import Actor
from models.base import Row, now
from models.content.drafts import Draft, KnownConsent
from models.content.media import MediaRole
from models.content.revisions import coverage
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.consents import Consent
from models.governance.contacts import Contact
from models.issues import Issue, Issues
from models.notes import Note
from models.playbooks import Lane, Stage, StageKind
from models.public.service_hours import ServiceHours

if TYPE_CHECKING:
    from models.content.contents import Content

RESUMED_BY_HAND = frozenset({StageKind.SCHEDULE, StageKind.PUBLISH, StageKind.MONITOR})


class Flow:
    """Questions and the one movement every verb ends in."""

    @property
    def lane_rules(self: "Content") -> Lane:
        return self.rules.lane(self.lane)

    @property
    def stage_rules(self: "Content") -> Stage:
        return self.lane_rules.stage(self.stage)

    def covered(self: "Content", words: Iterable[str]) -> str:
        """Today's hash of some fields and files of the current revision."""
        assert self.revision is not None, "a content is born with its first revision"
        return coverage(words, self.revision, {one.pk: one.sha256 for one in self.media}, self.salt)

    def stands(self: "Content", stage: Stage) -> bool:
        """Passed, not taken back, and nothing it covers has changed since; scheduling and later steps are void after any return."""
        passed = [one for one in self.passages if one.stage == stage.key] if stage.kind != StageKind.VALIDATE else self.approvals(stage)
        if not passed or passed[-1].covered != self.covered(stage.covers):
            return False
        return stage.kind not in RESUMED_BY_HAND or passed[-1].decided_on > self.last_return

    @property
    def last_return(self: "Content") -> int:
        """The version it last went back at (return or recall); 0 if never."""
        return max((one.decided_on for one in self.reviews if one.decision in ("return", "recall")), default=0)

    def next_stage(self: "Content") -> Stage:
        """The first stage of the lane, in order, that doesn't stand; so an edit reopens exactly what it touched."""
        stages = self.lane_rules.stages
        return next((stage for stage in stages if not self.stands(stage)), stages[-1])

    def missing_validations(self: "Content") -> Issues:
        """Validating stages before publication without a decision on exactly today's content."""
        before = self.lane_rules.stages[: self.lane_rules.index(self.publish_stage.key)]
        open_ones = (stage for stage in before if stage.kind == StageKind.VALIDATE and not self.stands(stage))
        return Issues(Issue(f"stage:{stage.key}", "validation_missing", {"stage": stage.label}) for stage in open_ones)

    @property
    def publish_stage(self: "Content") -> Stage:
        return next(stage for stage in self.lane_rules.stages if stage.kind == StageKind.PUBLISH)

    def require_stage(self: "Content", *kinds: StageKind) -> Stage:
        """The current stage when it is of one of these kinds and the content isn't held, cancelled or archived; else WrongStage."""
        stage = self.stage_rules
        if stage.kind not in kinds or self.state in ("held", "cancelled", "archived", "taken_down", "superseded"):
            raise WrongStage(Issue("stage", "wrong_stage", {"stage": stage.label}))
        return stage

    def require_role(self: "Content", by: Actor, stage: Stage) -> None:
        """Who acts at a stage stands in the playbook; a unit's validator only for his own unit."""
        if not self.may_act(by, stage):
            raise NotAllowed(Issue(f"stage:{stage.key}", "stage_roles", {"roles": self.role_labels(stage), "stage": stage.label}))

    def may_act(self: "Content", by: Actor, stage: Stage) -> bool:
        worn = [hat for hat in by.hats if hat.programme_id == self.programme_id and hat.role in stage.by]
        worn = [hat for hat in worn if stage.open_to(temporary=hat.temporary)]
        return any(hat.unit_id is None or hat.unit_id == self.unit_id for hat in worn)

    def role_labels(self: "Content", stage: Stage) -> str:
        return ", ".join(self.rules.role(key).label for key in stage.by)

    def move(self: "Content", stage: Stage, by: Actor, *, returned: bool = False) -> None:
        """Stand at a stage from now on; its deadline is counted back from the planned hour in working time."""
        self.stage, self.state = stage.key, _state(stage, returned, self.published_at is not None)  # type: ignore[assignment]
        self.stage_since = self.acted_at = now()
        if stage.kind == StageKind.VALIDATE and any(self.rules.role(key).unit for key in stage.by):
            self.sent_at = self.sent_at or now()
        if stage.kind == StageKind.PUBLISH:
            self.announce_publications(by)
        self.due_at = self.deadline(stage)

    def deadline(self: "Content", stage: Stage) -> datetime | None:
        """When this stage must be done: the planned hour less the working hours of what follows it, or now plus its own hours.

        None while a programme has set no service hours: nobody is kept from working by that.
        """
        if stage.kind in (StageKind.PUBLISH, StageKind.MONITOR):
            return self.first_hour if stage.kind == StageKind.PUBLISH else None
        if self.lane_rules.clock_hours:
            return now() + timedelta(hours=stage.hours)
        place, publishing = self.lane_rules.index(stage.key), self.lane_rules.publishing
        clock = ServiceHours.working_time(self.programme_id, self.session, now().date())
        try:
            if self.planned_for is None or place > publishing:
                return clock.add(now(), stage.hours)
            following = (one for one in self.lane_rules.stages[place + 1 : publishing] if not self.stands(one))
            return clock.subtract(self.planned_for, sum(one.hours for one in following))
        except NotReady:
            return None

    def as_draft(self: "Content") -> Draft:
        """The current revision as the value that requirements look at."""
        assert self.revision is not None
        return self.draft_of(self.revision.fields, self.revision.files)

    def log(self: "Content", action: str, by: Actor, names: Iterable[Row] = (), **facts: Any) -> None:
        """One entry about this content, naming each row the verb touched."""
        entries.record(self.session, action, by=by, subject=self, names=list(names), **facts)

    def annotate(self: "Content", text: str) -> Note:
        """A reason in a row of its own; the log gets its commitment only."""
        note = Note.of(text)
        self.session.add(note)
        return note

    def known_contacts(self: "Content") -> dict:  # type: ignore[type-arg]
        return Contact.known(self.programme_id, self.session)

    def known_consents(self: "Content") -> dict[str, tuple[KnownConsent, ...]]:
        """Of its own files, where citizens may be recognised; asked for only where there are any."""
        pictures = [one.sha256 for one in self.media if one.role == MediaRole.FILE and one.type.startswith(("image/", "video/"))]
        return Consent.known(pictures, self.programme_id, self.session)


def _state(stage: Stage, returned: bool, out: bool) -> str:
    """What is out stays on the archive's list, whatever is decided or published of it afterwards."""
    if returned:
        return "returned"
    if out and stage.kind in (StageKind.VALIDATE, StageKind.PUBLISH):
        return "published" if stage.kind == StageKind.VALIDATE else "partly_published"
    return {
        StageKind.WORK: "draft",
        StageKind.VALIDATE: "waiting",
        StageKind.SCHEDULE: "approved",
        StageKind.PUBLISH: "scheduled",
        StageKind.MONITOR: "published",
    }[stage.kind]
