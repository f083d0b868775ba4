"""Submitting: the writers' part is done, as far as the computer can say."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor
from models.base import now
from models.content.checklists import Answer
from models.content.decisions import Decision, Passage
from models.content.drafts import Draft
from models.content.requirements import blocking, examine
from models.errors import NotReady
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.playbooks import Stage, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.submitted", "content", ("stage", "to", "revision", "covered"))


@dataclass(frozen=True)
class SentBack:
    """A return in words: `failed` pairs each item answered no with what was written to it."""

    who: str
    at: datetime
    stage: str
    note: str
    failed: tuple[tuple[str, str], ...]


class Submitting:
    """Requirements that only advised while writing decide here."""

    def objections_to_submitting(self: "Content", by: Actor, draft: Draft | None = None) -> Issues:
        """What keeps the work stage from being passed: rights first, then each open requirement of `draft` (or what is saved)."""
        stage = self.stage_rules
        if stage.kind != StageKind.WORK or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        if not self.may_act(by, stage):
            return Issues([Issue(f"stage:{stage.key}", "stage_roles", {"roles": self.role_labels(stage), "stage": stage.label})])
        return blocking(examine(draft or self.as_draft(), self.rules, stage), self.lane_rules) + self.needs_unit()

    def submit(self: "Content", by: Actor) -> None:
        """Pass the current work stage: on to the first stage that doesn't stand (S2.1 S2.2 A2.1 A2.2)."""
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

    def sent_back(self: "Content") -> SentBack | None:
        """What the last return asks for, while nobody has answered it; by nobody (`who` "") where a colleague was acted."""
        back = next((one for one in reversed(self.reviews) if one.decision == Decision.RETURN), None)
        if back is None or self.state != "returned":
            return None
        failed = {one.item: one.note_id for one in back.answers if one.answer == Answer.NO}
        notes = {note_id: self._note(note_id) for note_id in (back.note_id, *failed.values())}
        asked = self.lane_rules.stage(back.stage)
        items = tuple((item.text, notes[failed[item.key]]) for item in asked.checklist if item.key in failed)
        who = self.session.get(Person, back.by_id) if back.by_id else None
        return SentBack(who.name if who else "", back.at, asked.label, notes[back.note_id], items)

    def _note(self: "Content", note_id: int | None) -> str:
        found = self.session.get(Note, note_id) if note_id else None
        return found.text if found else ""

    def pass_stage(self: "Content", stage: Stage, by: Actor) -> Passage:
        passage = Passage(
            content_id=self.pk, stage=stage.key, by_id=by.person_id, at=now(), revision=self.revision_number,
            covered=self.covered(stage.covers), decided_on=self.version,
        )  # fmt: skip
        self.passages.append(passage)
        return passage

    def needs_unit(self: "Content") -> Issues:
        """The next step asks a technical unit, and none is named."""
        after = self.lane_rules.stages[self.lane_rules.index(self.stage) + 1 :]
        to_a_unit = bool(after) and after[0].kind == StageKind.VALIDATE and any(self.rules.role(key).unit for key in after[0].by)
        return Issues([Issue("unit", "unit_not_named")] if to_a_unit and self.unit_id is None else [])
