"""The writers' and designers' part of a told piece."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from data.seeds.album import Page
from data.seeds.plan import End
from data.seeds.steps import Steps
from models.content.contents import Content
from models.content.media import MediaRole
from models.planning.items import PlanItem
from models.playbooks import Stage
from models.programmes import Programme

BEGINS = {"simponi": "editor", "asri": "koordinator"}
ROUGH = ("title", "summary", "source", "info_date")


class Making(Steps):
    """Begun, written, designed, submitted; what will be returned still has its fault in the first round."""

    was_returned = False

    def begin(self) -> None:
        script, piece = self.piece.script, self.piece
        self.album.order(piece.name, script, piece.planned_for)
        if self._still_faulty("picture"):
            self.album.order(f"{piece.name}-awal", script, piece.planned_for, unfinished=True)
        with self.world.acting(piece.crew[BEGINS[self.programme]]) as (session, actor):
            unit_id = self.world.roster.units.get(script.unit)
            if item_id := self.world.planned.get(piece.name):
                content = PlanItem.current(item_id, None, actor.programmes, session).begin_draft(actor, unit_id)
            else:
                programme = Programme.find(self.world.roster.programmes[self.programme], session)
                content = Content.begin(
                    programme, script.kind, script.format, script.title(piece.planned_for), actor, session,
                    planned_for=piece.planned_for, unit_id=unit_id,
                )  # fmt: skip
        self.see(content)

    def work(self) -> Iterator[datetime]:
        """Write and attach what this stage edits, then submit it."""
        yield self.soon()
        stage = self.stage
        who = self.worker(stage)
        if "summary" in stage.edits and not self._stored("summary") and self.chance.random() < 0.4:
            self.write(stage, who, rough=True)
            yield self.later(minutes=self.chance.randint(30, 200))
        self.write(stage, who)
        if stage.files:
            yield self.later(minutes=self.chance.randint(20, 120))
            self.design(who)
        yield self.later(minutes=self.chance.randint(4, 40))
        with self.on(who) as (content, actor):
            content.submit(actor)
        self.see(content)

    def write(self, stage: Stage, who: str, *, rough: bool = False) -> None:
        """Save what the script says for this stage; nothing where that stands already."""
        wanted = self.fields(self.content, stage)
        if "summary" in wanted and (rough or self._still_faulty("text")):
            wanted["summary"] = f"{wanted['summary'].rpartition('. ')[0]}."
        if rough:
            wanted = {key: value for key, value in wanted.items() if key in ROUGH}
        if all(self._stored(key) == value for key, value in wanted.items()):
            return
        with self.on(who) as (content, actor):
            assert content.revision is not None
            content.save(actor, {**content.revision.fields, **wanted}, content.revision.files, content.revision_number)
        self.see(content)

    def fields(self, content: Content, stage: Stage) -> dict[str, Any]:
        """What the script says for the fields this stage edits."""
        script = self.piece.script
        told = script.told(self.piece.planned_for, content.created_at, self.world.roster.contacts[script.contact])
        known = {one.key for one in content.rules.fields_of(content.kind)} & set(stage.edits)
        return {key: value for key, value in told.items() if key in known}

    def design(self, who: str) -> None:
        pages = self.album.pages(f"{self.piece.name}-awal" if self._still_faulty("picture") else self.piece.name)
        with self.on(who) as (content, actor):
            assert content.revision is not None
            known = {one.sha256: one for one in content.media if one.role == MediaRole.FILE}
            files = [_listed(page, known.get(page.sha256) or content.add_file(actor, page.media())) for page in pages]
            content.save(actor, content.revision.fields, files, content.revision_number)
        self.see(content)

    def _stored(self, field: str) -> Any:
        return self.content.revision.fields.get(field) if self.content.revision else None

    def _still_faulty(self, about: str) -> bool:
        ends = {"text": End.RETURN_TEXT, "picture": End.RETURN_PICTURE}[about]
        return self.piece.end == ends or (bool(self.piece.returned) and not self.was_returned and self.piece.about == about)


def _listed(page: Page, media: Any) -> dict[str, Any]:
    """As the designer lists it: alt text, and nobody is recognisable."""
    return {"media_id": media.pk, "purpose": page.purpose.value, "alt": page.alt, "people": "tidak_ada" if page.alt else ""}
