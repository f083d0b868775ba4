"""Writing: a content is begun, saved in revisions, submitted."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models import entries, places
from models.actors import Actor, can
from models.base import now, today
from models.content.decisions import Passage
from models.content.drafts import Draft, Finding
from models.content.media import Media, MediaRole
from models.content.requirements import blocking, examine
from models.content.revisions import MATERIAL, Revision, WorkingCopy
from models.errors import NotAllowed, NotReady, OutOfDate
from models.issues import Issue, Issues
from models.playbooks import ALTS, FILES, Stage, StageKind
from models.programmes import Programme
from models.search import SearchRow

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.begun", "content", ("kind", "format", "lane", "revision"))
entries.register("content.saved", "content", ("revision", "stage", "changed"))
entries.register("content.planned", "content", ("planned_for", "unit"))
entries.register("content.file_added", "content", ("media", "sha256", "type"))
entries.register("content.submitted", "content", ("stage", "to", "revision", "covered"))


class Writing:
    """Verbs of those who write and design; drafts save incomplete, rules bite at submit."""

    @classmethod
    def begin(
        cls, programme: Programme, kind: str, format: str, title: str, by: Actor, session: Session, *,
        lane: str = "normal", fields: Mapping[str, Any] | None = None, planned_for: datetime | None = None, reason: str = "",
    ) -> "Content":  # fmt: skip
        """A new content at the first stage of its lane (S3.1, A3.1); the emergency lane needs its own right and a reason."""
        from models.content.contents import Content, ContentState

        right = "emergency" if lane == "emergency" else "create"
        if not can(by, right, programme):
            raise NotAllowed(Issue("person", "may_not_create"))
        rules = programme.rules
        if issues := _wrong_beginning(programme, kind, format, title, lane, reason):
            raise NotReady(*issues)
        moment, stage = now(), rules.lane(lane).first
        if outside := (fields or {}).keys() - {*stage.edits, "title"}:
            raise NotAllowed(*(Issue(key, "field_not_here", {"stage": stage.label}) for key in sorted(outside)))
        content = Content(
            programme=programme, playbook=programme.playbook, programme_id=programme.pk, playbook_id=programme.playbook_id,
            kind=kind, format=format, lane=lane, stage=stage.key, state=ContentState.DRAFT, title=title.strip(), owner_id=by.person_id,
            salt=secrets.token_hex(16), created_at=moment, acted_at=moment, stage_since=moment, planned_for=planned_for,
        )  # fmt: skip
        session.add(content)
        if reason.strip():
            content.note = content.annotate(reason)
        template = {key: text for key, text in rules.type(kind).template.items() if text}
        first = content.add_revision({**template, **(fields or {}), "title": title.strip()}, [], by)
        content.due_at = content.deadline(stage)
        names = [first, content.note] if content.note else [first]
        content.log("content.begun", by, names, kind=kind, format=format, lane=lane, revision=1)
        return content

    def save(self: "Content", by: Actor, fields: Mapping[str, Any], files: Iterable[Mapping[str, Any]], base: int) -> Revision | None:
        """A new immutable revision; None when nothing changed. Refuses (OutOfDate) when somebody saved after `base`.

        `fields` and `files` are the whole next state; only what the current stage edits may differ.
        """
        stage = self.require_stage(StageKind.WORK)
        self.require_role(by, stage)
        assert self.revision is not None
        if base != self.revision_number:
            raise OutOfDate(Issue("page", "revision_meanwhile", {"number": self.revision_number, **self.last_change(self.session)}))
        fields, files = self.tidy(fields), [dict(one) for one in files]
        changed = self.changed(fields, files)
        if not changed:
            return None
        allowed = {*stage.edits, *((FILES, ALTS, MATERIAL) if stage.files else ()), *((MATERIAL,) if stage.material else ())}
        if outside := [word for word in changed if word not in allowed]:
            raise NotAllowed(*(Issue(word, "field_not_here", {"stage": stage.label}) for word in outside))
        revision = self.add_revision(fields, files, by)
        self.log("content.saved", by, [revision], revision=revision.number, stage=stage.key, changed=changed)
        return revision

    def add_file(self: "Content", by: Actor, media: Media) -> Media:
        """Attach an examined file; it becomes part of the content with the next revision that lists it."""
        stage = self.require_stage(StageKind.WORK) if media.role == MediaRole.FILE else self.stage_rules
        if media.role == MediaRole.FILE:
            self.require_role(by, stage)
        self.attach(media, by)
        self.log("content.file_added", by, [media], media=media, sha256=media.sha256, type=media.type)
        return media

    def attach(self: "Content", media: Media, by: Actor) -> Media:
        media.content_id, media.by_id, media.at = self.pk, by.person_id, now()
        self.media.append(media)
        self.session.flush()
        return media

    def plan(self: "Content", by: Actor, *, planned_for: datetime | None, unit_id: int | None) -> None:
        """The planned hour and the technical unit that owns the information; not after publication began."""
        self.require_stage(StageKind.WORK, StageKind.VALIDATE, StageKind.SCHEDULE)
        if not (can(by, "plan", self) or self.may_act(by, self.stage_rules)):
            raise NotAllowed(Issue("person", "may_not_plan"))
        if unit_id != self.unit_id and self.sent_at is not None:
            raise NotAllowed(Issue("unit", "unit_already_asked"))
        self.planned_for, self.unit_id, self.acted_at = planned_for, unit_id, now()
        self.due_at = self.deadline(self.stage_rules)
        self.log("content.planned", by, planned_for=planned_for, unit=unit_id)

    def objections_to_submitting(self: "Content", by: Actor) -> Issues:
        """What keeps the current work stage from being passed: rights first, then each open requirement."""
        stage = self.stage_rules
        if stage.kind != StageKind.WORK or self.state in ("held", "cancelled", "archived"):
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        if not self.may_act(by, stage):
            return Issues([Issue(f"stage:{stage.key}", "role_missing", {"roles": self.role_labels(stage), "stage": stage.label})])
        return blocking(self.findings(stage), self.lane_rules) + self._needs_unit()

    def submit(self: "Content", by: Actor) -> None:
        """Pass the current work stage: on to the first stage that doesn't stand."""
        stage = self.require_stage(StageKind.WORK)
        self.require_role(by, stage)
        if issues := self.objections_to_submitting(by):
            raise NotReady(*issues)
        passage = self.pass_stage(stage, by)
        following = self.next_stage()
        self.move(following, by)
        self.log(
            "content.submitted", by, [passage, *self.publications],
            stage=stage.key, to=following.key, revision=self.revision_number, covered=passage.covered,
        )  # fmt: skip

    def pass_stage(self: "Content", stage: Stage, by: Actor) -> Passage:
        passage = Passage(
            content_id=self.pk, stage=stage.key, by_id=by.person_id, at=now(), revision=self.revision_number,
            covered=self.covered(stage.covers), decided_on=self.version,
        )  # fmt: skip
        self.passages.append(passage)
        return passage

    def findings(self: "Content", stage: Stage | None = None) -> tuple[Finding, ...]:
        """What the computer found in the current revision, for one stage or for all."""
        return examine(self.as_draft(), self.rules, stage)

    def draft_of(self: "Content", fields: Mapping[str, Any], files: Iterable[Mapping[str, Any]]) -> Draft:
        """Unsaved fields and files as the value that requirements look at."""
        as_if = Revision(
            content_id=self.pk, number=0, stage=self.stage, at=now(), fields=dict(fields), files=[dict(one) for one in files]
        )
        return Draft(
            kind=self.kind, format=self.format, lane=self.lane, fields=as_if.fields, files=as_if.draft_files(self.media),
            planned_for=self.planned_for, contacts=self.known_contacts(), places=places.known(), today=today(),
        )  # fmt: skip

    def changed(self: "Content", fields: Mapping[str, Any], files: list[dict[str, Any]]) -> list[str]:
        """Coverage words that would differ from the current revision."""
        assert self.revision is not None
        old, new = self.revision, Revision(content_id=self.pk, number=0, stage="", at=now(), fields=dict(fields), files=files)
        digests = {one.pk: one.sha256 for one in self.media}
        if unknown := [one["media_id"] for one in files if one["media_id"] not in digests]:
            raise NotAllowed(*(Issue(f"file:{one}", "file_unknown") for one in unknown))
        words = [key for key in sorted({*old.fields, *new.fields}) if (old.fields.get(key) or None) != (new.fields.get(key) or None)]
        return words + [word for word in (FILES, ALTS, MATERIAL) if old.part(word, digests) != new.part(word, digests)]

    def tidy(self: "Content", fields: Mapping[str, Any]) -> dict[str, Any]:
        """Only fields this information type knows, without blanks around text; what is foreign is refused."""
        known = {one.key for one in self.rules.type(self.kind).fields}
        if foreign := sorted(fields.keys() - known):
            raise NotAllowed(*(Issue(key, "field_unknown") for key in foreign))
        return {key: value.strip() if isinstance(value, str) else value for key, value in fields.items()}

    def add_revision(self: "Content", fields: dict[str, Any], files: list[dict[str, Any]], by: Actor) -> Revision:
        self.revision_number += 1
        revision = Revision(
            number=self.revision_number, stage=self.stage, plan=self.stage_rules.plans, by_id=by.person_id, at=now(), fields=fields, files=files,
        )  # fmt: skip
        self.revisions.append(revision)
        self.title, self.acted_at = str(fields.get("title", "")) or self.title, now()
        self.session.flush()
        self.revision = revision
        self.session.flush()
        text = " ".join(str(value) for value in fields.values() if isinstance(value, str))
        SearchRow.put("content", self.pk, self.programme_id, self.created_at, f"{self.title} {text}", self.session)
        return revision

    def _needs_unit(self: "Content") -> Issues:
        after = self.lane_rules.stages[self.lane_rules.index(self.stage) + 1 :]
        to_a_unit = bool(after) and after[0].kind == StageKind.VALIDATE and any(self.rules.role(key).unit for key in after[0].by)
        return Issues([Issue("unit", "unit_missing")] if to_a_unit and self.unit_id is None else [])


def _wrong_beginning(programme: Programme, kind: str, format: str, title: str, lane: str, reason: str) -> Issues:
    rules, issues = programme.rules, []
    types = {one.key: one for one in rules.types}
    if kind not in types:
        issues.append(Issue("kind", "kind_unknown"))
    elif format not in types[kind].formats:
        issues.append(Issue("format", "format_unknown"))
    if lane not in {one.key for one in rules.lanes}:
        issues.append(Issue("lane", "lane_unknown"))
    if not title.strip():
        issues.append(Issue("title", "title_missing"))
    if lane == "emergency" and not reason.strip():
        issues.append(Issue("reason", "reason_missing"))
    return Issues(issues)


def autosave(
    content: "Content", by: Actor, fields: Mapping[str, Any], files: Iterable[Mapping[str, Any]], base: int, session: Session
) -> WorkingCopy:
    """Keep what is typed as the person's own working copy; it overwrites nobody's and enters no log."""
    assert by.person_id is not None
    copy = WorkingCopy.of(content.pk, by.person_id, session) or WorkingCopy(
        content_id=content.pk, person_id=by.person_id, base=base, fields={}, files=[], saved_at=now()
    )
    copy.base, copy.fields, copy.files, copy.saved_at = base, dict(fields), [dict(one) for one in files], now()
    session.add(copy)
    return copy
