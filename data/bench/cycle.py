"""The verbs from a first draft to a publication, each timed as its whole transaction, commit included."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from data.database import reading, transaction
from data.seeds.scripts import Script, scripts
from models.actors import Actor
from models.base import now
from models.content.checklists import Answer
from models.content.contents import Content
from models.content.media import Media, MediaRole
from models.content.publishing import Report
from models.governance.contacts import Contact
from models.people import Assignment, Person
from models.playbooks import Stage, StageKind
from models.programmes import Programme, Unit

PROGRAMME = "simponi"
Verb = Callable[[Content, Actor], Any]


class Cycle:
    """One content from begin to publish; `taken` holds milliseconds by verb, each decision and submission apart."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}
        self.content_id = 0
        with reading() as session:
            self.programme = next(one for one in Programme.all(session) if one.key == PROGRAMME)
            self.script, self.unit_id = _validated_by_account(self.programme, session)
            self.contact_id = next(iter(Contact.known(self.programme.pk, session)))
            self.picture = session.exec(select(Media).where(Media.role == MediaRole.FILE, Media.type == "image/jpeg").limit(1)).one()

    def run(self) -> dict[str, list[float]]:
        planned = now() + timedelta(days=20)
        fields = self.script.told(planned, now(), self.contact_id)
        self._begin(planned)
        while True:
            stage = self._stage()
            if stage.kind is StageKind.WORK:
                self._work(stage, fields)
            elif stage.kind is StageKind.VALIDATE:
                self._do("approve", stage, _approve)
            elif stage.kind is StageKind.SCHEDULE:
                self._do("schedule", stage, lambda content, by: content.schedule(by, dict.fromkeys(content.channels, planned)))
            else:
                self._do("publish", stage, self._publish)
                return self.taken

    def _begin(self, planned: Any) -> None:
        writer = self._first(self.programme.rules.rights["create"])
        started = time.perf_counter()
        with transaction() as session:
            programme, by = Programme.find(self.programme.pk, session), Person.acting(writer, session)
            title = self.script.title(planned)
            content = Content.begin(
                programme, self.script.kind, self.script.format, title, by, session, planned_for=planned, unit_id=self.unit_id
            )
            session.flush()
            self.content_id = content.pk
        self._note("begin", started)

    def _work(self, stage: Stage, fields: dict[str, Any]) -> None:
        mine = {key: value for key, value in fields.items() if key in stage.edits}
        if stage.files:
            self._do("add_file", stage, self._illustrate)
        else:
            self._do("save", stage, lambda content, by: content.save(by, {**_fields(content), **mine}, [], content.revision_number))
        self._do("submit", stage, lambda content, by: content.submit(by))

    def _illustrate(self, content: Content, by: Actor) -> None:
        found = self.picture
        media = Media(
            content_id=content.pk, role=MediaRole.FILE, sha256=found.sha256, preview=found.preview, name=found.name, type=found.type,
            at=now(), found=found.found,
        )  # fmt: skip
        content.add_file(by, media)
        told = {"media_id": media.pk, "purpose": "visual", "alt": self.script.alts[0], "people": content.rules.people.suffices[0]}
        content.save(by, _fields(content), [told], content.revision_number)

    def _publish(self, content: Content, by: Actor) -> None:
        links = {channel: f"https://{content.rules.channel(channel).hosts[0]}/bangku/{content.pk}" for channel in content.channels}
        content.publish(by, [Report(channel, now(), link) for channel, link in links.items()])

    def _do(self, name: str, stage: Stage, verb: Verb) -> None:
        started = time.perf_counter()
        with transaction() as session:
            who = self._first(stage.by, self.unit_id if stage.written else None)
            by = Person.acting(who, session)
            verb(Content.current(self.content_id, None, by, session), by)
        self._note(name, started)

    def _first(self, roles: tuple[str, ...], unit_id: int | None = None) -> int:
        with reading() as session:
            return Assignment.holders(self.programme.pk, roles, session, unit_id=unit_id)[0].pk

    def _stage(self) -> Stage:
        with reading() as session:
            content = session.exec(select(Content).where(Content.id == self.content_id)).one()
            return self.programme.rules.lane(content.lane).stage(content.stage)

    def _note(self, name: str, started: float) -> None:
        self.taken.setdefault(name, []).append((time.perf_counter() - started) * 1000)


def _approve(content: Content, by: Actor) -> None:
    content.approve(by, {item.key: (Answer.YES, "") for item in content.stage_rules.checklist})


def _fields(content: Content) -> dict[str, Any]:
    return dict(content.revision.fields) if content.revision else {}


def _validated_by_account(programme: Programme, session: Session) -> tuple[Script, int]:
    """An ordinary picture whose unit signs in itself."""
    units = {one.name: one.pk for one in Unit.all(session)}
    asked = next(role.key for role in programme.rules.roles if role.unit)
    for script in scripts(PROGRAMME):
        unit_id = units.get(script.unit)
        if script.format == "poster" and unit_id and Assignment.holders(programme.pk, (asked,), session, unit_id=unit_id):
            return script, unit_id
    raise LookupError("no script for a unit with an account")
