"""Writing: a content is saved in revisions, and what isn't saved yet is kept beside them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models import entries, places
from models.actors import Actor, can
from models.base import YEARS, now, today
from models.content import indonesian
from models.content.beginning import EMERGENCY, Beginning
from models.content.drafts import Draft, Finding
from models.content.field_values import tidy_fields, tidy_files
from models.content.located import ContentPlace
from models.content.media import Media, MediaRole
from models.content.requirements import examine
from models.content.revisions import MATERIAL, Revision
from models.content.submitting import Submitting
from models.content.working_copies import WorkingCopy
from models.errors import NotAllowed, NotReady, OutOfDate
from models.issues import Issue
from models.people import Person
from models.playbooks import ALTS, FILES, TARGET_GROUP, FieldKind, Stage, StageKind
from models.programmes import Unit
from models.search import SearchRow

if TYPE_CHECKING:
    from models.content.contents import Content

Files = Iterable[Mapping[str, Any]]

entries.register("content.saved", "content", ("revision", "stage", "changed"))
entries.register("content.planned", "content", ("planned_for", "unit"))
entries.register("content.file_added", "content", ("media", "sha256", "type"))


class Writing(Beginning, Submitting):
    """Verbs of those who write and design; drafts save incomplete, rules bite at submit."""

    def save(self: "Content", by: Actor, fields: Mapping[str, Any], files: Files, base: int) -> Revision | None:
        """A new immutable revision; None when nothing changed. Refuses (OutOfDate) when somebody saved after `base`.

        `fields` and `files` are the whole next state; only what the current stage edits may differ. The writer's working copy ends here.
        """
        stage = self.require_stage(StageKind.WORK)
        self.require_role(by, stage)
        self.require_base(base)
        fields, files = self.tidy(fields), self.tidy_files(files)
        changed = self.changed(fields, files)
        self._require_words(changed, by)
        if not changed:
            WorkingCopy.discard(self.pk, by.person_id, self.session)
            return None
        revision = self.add_revision(fields, files, by)
        self.log("content.saved", by, [revision], revision=revision.number, stage=stage.key, changed=changed)
        return revision

    def autosave(self: "Content", by: Actor, fields: Mapping[str, Any], files: Files, base: int, seen: int) -> WorkingCopy | None:
        """Keep what is typed as the person's own working copy: no revision, no log, nobody's text overwritten.

        `base` is the revision the typing began from, `seen` the copy's version the screen knows (0 = none); None when nothing differs.
        """
        assert by.person_id is not None
        fields, files = self.tidy(fields), self.tidy_files(files)
        if base == self.revision_number:
            changed = self.changed(fields, files)
            self._require_words(changed, by)
            if not changed and WorkingCopy.of(self.pk, by.person_id, self.session) is None:
                return None
        elif not self.editable(by):
            self._require_words(["page"], by)
        return WorkingCopy.keep(self.pk, by.person_id, fields, files, base, seen, self.session)

    def editable(self: "Content", by: Actor) -> frozenset[str]:
        """Coverage words this person may change now: what the work stage edits, or after an emergency publication what isn't decided."""
        stage = self.desk
        if stage is None or not self.may_act(by, stage):
            return frozenset()
        words = {*stage.edits, *((FILES, ALTS, MATERIAL) if stage.files else ()), *((MATERIAL,) if stage.material else ())}
        return frozenset(words & {*self._field_keys, FILES, ALTS, MATERIAL} - self._decided_words())

    @property
    def desk(self: "Content") -> Stage | None:
        """The work stage that writes now: the current one, or the lane's first while a later check still waits for what was left out."""
        stages, stage = self.lane_rules.stages, self.stage_rules
        if self.stopped:
            return None
        if stage.kind == StageKind.WORK:
            return stage
        return next((one for one in stages if one.kind == StageKind.WORK), None) if self.completing else None

    @property
    def completing(self: "Content") -> bool:
        """Published by the emergency lane and not yet checked: only additions are possible."""
        lane, stage = self.lane_rules, self.stage_rules
        return not self.stopped and stage.kind == StageKind.VALIDATE and lane.index(stage.key) > lane.index(self.publish_stage.key)

    @property
    def stopped(self: "Content") -> bool:
        """Nothing is written here any more, or not until somebody resumes it."""
        return self.state in ("held", "cancelled", "archived", "taken_down", "superseded")

    def add_file(self: "Content", by: Actor, media: Media) -> Media:
        """Attach an examined file; it becomes part of the content with the next revision that lists it."""
        if media.role == MediaRole.FILE and not self.editable(by) & {FILES, ALTS, MATERIAL}:
            raise NotAllowed(Issue("files", "files_not_here", {"stage": self.stage_rules.label}))
        if media.role != MediaRole.FILE and not self.may_document(by):
            raise NotAllowed(Issue("files", "files_not_here", {"stage": self.stage_rules.label}))
        self.attach(media, by)
        self.log("content.file_added", by, [media], media=media, sha256=media.sha256, type=media.type)
        return media

    def may_document(self: "Content", by: Actor) -> bool:
        """Whoever publishes, records a unit's letter or a decision by telephone brings its proof."""
        return self.may_act(by, self.publish_stage) or can(by, "written_validation", self) or can(by, EMERGENCY, self)

    def attach(self: "Content", media: Media, by: Actor) -> Media:
        media.content_id, media.by_id, media.at = self.pk, by.person_id, now()
        self.media.append(media)
        self.session.flush()
        return media

    def take_over(self: "Content", media: Media) -> Media:
        """A file of another content, as it came and from whom."""
        self.session.flush()
        media.content_id = self.pk
        self.media.append(media)
        self.session.flush()
        return media

    def plan(self: "Content", by: Actor, *, planned_for: datetime | None, unit_id: int | None) -> None:
        """The planned hour and the technical unit that owns the information; not after publication began."""
        self.require_stage(StageKind.WORK, StageKind.VALIDATE, StageKind.SCHEDULE)
        if not self.may_plan(by):
            raise NotAllowed(Issue("person", "may_not_plan"))
        if planned_for is not None and planned_for.year not in YEARS:
            raise NotReady(Issue("planned_for", "day_out_of_reach"))
        if unit_id != self.unit_id and self.sent_at is not None:
            raise NotAllowed(Issue("unit", "unit_already_asked"))
        if unit_id is not None and self.session.get(Unit, unit_id) is None:
            raise NotAllowed(Issue("unit", "unit_unknown"))
        self.planned_for, self.unit_id, self.acted_at = planned_for, unit_id, now()
        self.due_at = self.deadline(self.stage_rules)
        self.log("content.planned", by, planned_for=planned_for, unit=unit_id)

    def may_plan(self: "Content", by: Actor) -> bool:
        """By right, or at one's own desk; who validates it decides on it and doesn't move it."""
        stage = self.stage_rules
        return can(by, "plan", self) or (stage.kind != StageKind.VALIDATE and self.may_act(by, stage))

    def findings(self: "Content", stage: Stage | None = None) -> tuple[Finding, ...]:
        """What the computer found in the current revision, for one stage or for all."""
        return examine(self.as_draft(), self.rules, stage)

    def draft_of(self: "Content", fields: Mapping[str, Any], files: Files) -> Draft:
        """Unsaved fields and files as the value that requirements look at."""
        as_if = self._as_if(fields, files)
        return Draft(
            kind=self.kind, format=self.format, lane=self.lane, fields=as_if.fields, files=as_if.draft_files(self.media),
            planned_for=self.planned_for, contacts=self.known_contacts(), places=places.known(), consents=self.known_consents(),
            today=today(),
        )  # fmt: skip

    def changed(self: "Content", fields: Mapping[str, Any], files: Files) -> list[str]:
        """Coverage words that would differ from the current revision."""
        assert self.revision is not None
        old, new, digests = self.revision, self._as_if(fields, self.tidy_files(files)), {one.pk: one.sha256 for one in self.media}
        words = [key for key in sorted({*old.fields, *new.fields}) if (old.fields.get(key) or None) != (new.fields.get(key) or None)]
        return words + [word for word in (FILES, ALTS, MATERIAL) if old.part(word, digests) != new.part(word, digests)]

    def tidy(self: "Content", fields: Mapping[str, Any]) -> dict[str, Any]:
        """Fields as they are stored; foreign keys and shapes no form could send are refused."""
        return tidy_fields(fields, self.kind, self.rules)

    def tidy_files(self: "Content", files: Files) -> list[dict[str, Any]]:
        """Files as they are listed; only the content's own, proofs and letters aside."""
        return tidy_files(files, frozenset(one.pk for one in self.media if one.role == MediaRole.FILE), self.rules)

    def add_revision(
        self: "Content",
        fields: dict[str, Any],
        files: list[dict[str, Any]],
        by: Actor,
        *,
        plan: bool | None = None,
        also_by: frozenset[int] = frozenset(),
    ) -> Revision:
        """The next state; typed as a plan (`plan`, or at a planning stage) it makes nobody an author."""
        self.revision_number += 1
        revision = Revision(
            number=self.revision_number, stage=self.stage, plan=self.stage_rules.plans if plan is None else plan, by_id=by.person_id,
            also_by=f",{','.join(map(str, sorted(also_by)))}," if also_by else "", at=now(), fields=fields, files=files,
        )  # fmt: skip
        self.revisions.append(revision)
        self.title, self.acted_at = str(fields.get("title", "")) or self.title, now()
        self.target_group = str(fields.get(TARGET_GROUP, "")) or None
        self.session.flush()
        self.revision = revision
        self.session.flush()
        WorkingCopy.discard(self.pk, by.person_id, self.session)
        text = " ".join(str(value) for value in fields.values() if isinstance(value, str))
        SearchRow.put("content", self.pk, self.programme_id, self.created_at, f"{self.title} {text}", self.session)
        located = [one.key for one in self.rules.fields if one.kind == FieldKind.PLACES]
        if located:
            ContentPlace.put(self.pk, [code for key in located for code in fields.get(key) or []], self.session)
        return revision

    def require_base(self: "Content", base: int) -> None:
        """Somebody saved after the revision the typing began from: both texts are shown, nothing is overwritten."""
        if base != self.revision_number:
            number = self.revision_number
            newest = next(one for one in self.revisions if one.number == number)
            who = Person.names({newest.by_id}, self.session).get(newest.by_id, "Simpul") if newest.by_id else "Simpul"
            raise OutOfDate(Issue("page", "revision_meanwhile", {"number": number, "who": who, "at": indonesian.moment(newest.at)}))

    @property
    def _field_keys(self: "Content") -> frozenset[str]:
        return frozenset(one.key for one in self.rules.type(self.kind).fields)

    def _decided_words(self: "Content") -> set[str]:
        """While completing: what a standing decision covers can't change any more."""
        if not self.completing:
            return set()
        standing = (one for one in self.lane_rules.validating if one.key != self.stage and self.stands(one))
        return {word for one in standing for word in one.covers}

    def _require_words(self: "Content", words: list[str], by: Actor) -> None:
        allowed, stage = self.editable(by), self.stage_rules
        if outside := [word for word in words if word not in allowed]:
            raise NotAllowed(*(Issue(word, "field_not_here", {"stage": stage.label}) for word in outside))

    def _as_if(self: "Content", fields: Mapping[str, Any], files: Files) -> Revision:
        return Revision(content_id=self.pk, number=0, stage=self.stage, at=now(), fields=dict(fields), files=[dict(one) for one in files])
