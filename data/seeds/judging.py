"""The deciders' part of a told piece: look, claim, approve, return, or put a unit's letter on record."""

from collections.abc import Iterator
from datetime import datetime

from data.seeds import album
from data.seeds.cast import validator_of
from data.seeds.making import Making
from data.seeds.scripts import remarks
from data.seeds.steps import answers
from models.content.checklists import Answer
from models.content.media import MediaRole
from models.content.seen import note_look
from models.playbooks import Stage


class Judging(Making):
    """One validating stage at a time."""

    def decide(self) -> Iterator[datetime]:
        yield self.soon()
        stage = self.stage
        if stage.key == self.piece.returned and not self.was_returned:
            self.send_back(stage, self.piece.about)
            self.was_returned = True
        elif stage.written and not validator_of(self.piece.script.unit):
            yield self.later(minutes=30)
            self._record_letter(stage)
        else:
            who = self.worker(stage)
            if self.chance.random() < 0.5:
                self._claim(who)
                yield self.later(minutes=self.chance.randint(6, 50))
            with self.on(who) as (content, actor):
                note_look(content, actor)
                content.approve(actor, answers(stage))
            self.see(content)

    def send_back(self, stage: Stage, about: str) -> None:
        """To the writers with a remark on the text, or to the designers with one on the picture."""
        told = remarks(self.programme, about)
        note, reason = told[self.chance.randrange(len(told))]
        failed = next(item.key for item in stage.checklist if ("files" if about == "picture" else "summary") in item.about)
        target = next(key for key in stage.returns_to if self.content.lane_rules.stage(key).files == (about == "picture"))
        with self.on(self.worker(stage)) as (content, actor):
            note_look(content, actor)
            content.return_for_changes(actor, {**answers(stage), failed: (Answer.NO, reason)}, note, target)
        self.see(content)

    def _claim(self, who: str) -> None:
        with self.on(who) as (content, actor):
            note_look(content, actor)
            content.claim(actor)

    def _record_letter(self, stage: Stage) -> None:
        """A unit without an account answered on paper."""
        unit, number = self.piece.script.unit, f"400/{self.chance.randint(100, 900)}/CONTOH/{self.world.now.year}"
        page = album.letter(unit, number, self.content.title)
        with self.on(self.worker(stage)) as (content, actor):
            letter = content.add_file(actor, page.media(MediaRole.LETTER))
            content.record_written_validation(
                actor, answers(stage), letter_number=number, signed_by=f"Kepala bidang, {unit}", letter_id=letter.pk
            )
        self.see(content)
