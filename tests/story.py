"""One content on its way, told with the verbs: brought to any stage by the standing cast."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from data.database import reading, transaction
from models.actors import SYSTEM, Actor
from models.base import now, today
from models.content.checklists import Answer, Given
from models.content.contents import Content
from models.content.media import Media, MediaRole
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.people import Person
from models.playbooks import StageKind
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast, Team

Result = TypeVar("Result")
SHA = {"picture": "a" * 64, "other": "b" * 64, "film": "c" * 64, "letter": "d" * 64}
FOUND = {
    "picture": {"kind": "image", "format": "png", "size": 200_000, "width": 1080, "height": 1350},
    "other": {"kind": "image", "format": "png", "size": 210_000, "width": 1080, "height": 1350},
    "film": {
        "kind": "video", "format": "mp4", "size": 9_000_000, "width": 1080, "height": 1920, "seconds": 40.0, "codec": "h264",
        "embedded_subtitles": True,
    },
    "letter": {"kind": "document", "format": "pdf", "size": 40_000},
}  # fmt: skip
TYPES = {"picture": "image/png", "other": "image/png", "film": "video/mp4", "letter": "application/pdf"}


@dataclass
class Story:
    """`to(stage)` walks on by the first person of each role; `do(person, verb)` is one transaction with today's roles."""

    cast: Cast
    team: Team
    content_id: int
    contact_id: int

    @classmethod
    def simponi(cls, cast: Cast, title: str = "Jadwal vaksin anak di puskesmas", **more: Any) -> "Story":
        """An announcement with a poster, begun by the editor."""
        return cls._begin(cast, cast.simponi, cast.simponi.editor, "pengumuman", "poster", title, more)

    @classmethod
    def asri(cls, cast: Cast, title: str = "Kenali tanda tanah longsor", **more: Any) -> "Story":
        """A short film on landslides, planned by the coordinator."""
        return cls._begin(cast, cast.asri, cast.asri.koordinator, "edukasi_mitigasi", "video_singkat", title, more)

    @classmethod
    def emergency(cls, cast: Cast, title: str = "Jembatan Baturusa ditutup", **more: Any) -> "Story":
        """SIMPONI's short way."""
        more = {"lane": "emergency", "reason": "Jembatan ambles pagi ini", **more}
        return cls._begin(cast, cast.simponi, cast.simponi.editor, "pengumuman", "poster", title, more)

    @classmethod
    def warning(cls, cast: Cast, title: str = "Banjir di Jalan Raya Sungailiat", **more: Any) -> "Story":
        """ASRI's short way."""
        more = {"lane": "emergency", "reason": "Air naik cepat", **more}
        return cls._begin(cast, cast.asri, cast.asri.admin_platform, "informasi_kejadian", "infografis", title, more)

    @classmethod
    def _begin(cls, cast: Cast, team: Team, writer: Person, kind: str, format: str, title: str, more: dict[str, Any]) -> "Story":
        with transaction() as session:
            programme = Programme.find(team.programme.pk, session)
            if not ServiceHours.history(programme.pk, session):
                ServiceHours.set(programme, USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)
            contact = Contact.add(
                "Pusat informasi", "112", next(iter(ContactKind)), ContactUse.PUBLIC, SYSTEM, session, office=programme.office
            )
            session.flush()
            contact.record_test(SYSTEM, today(), reached=True)
            more = {"planned_for": now() + timedelta(days=14), **more}
            content = Content.begin(programme, kind, format, title, cast.acting(writer, session), session, **more)
            session.flush()
            return cls(cast, team, content.pk, contact.pk)

    def do(self, person: Person, verb: Callable[[Content, Actor], Result], seen: int | None = None) -> Result:
        with transaction() as session:
            actor = self.cast.acting(person, session)
            return verb(Content.current(self.content_id, seen, actor, session), actor)

    def look(self, person: Person, session: Session | None = None) -> Content:
        """What this person sees now; rows of a closed session answer no further questions."""
        if session is not None:
            return Content.find(self.content_id, self.cast.acting(person, session), session)
        with reading() as own:
            return self.look(person, own)

    def ask(self, person: Person, question: Callable[[Content, Actor], Result]) -> Result:
        with reading() as session:
            return question(self.look(person, session), self.cast.acting(person, session))

    @property
    def stage(self) -> str:
        return self.look(self.team.koordinator).stage

    @property
    def state(self) -> str:
        return self.look(self.team.koordinator).state

    def write(self, person: Person | None = None, **fields: Any) -> None:
        """Save other fields at the current stage."""
        self.do(person or self._worker(), lambda content, actor: _saved(content, actor, fields, None))

    def attach(self, name: str = "picture", person: Person | None = None, alt: str = "Poster jadwal vaksin anak di puskesmas") -> None:
        """Replace the published files by one of `SHA`."""
        self.do(person or self._worker(), lambda content, actor: _attached(content, actor, name, alt))

    def submit(self, person: Person | None = None) -> None:
        self.do(person or self._worker(), lambda content, actor: content.submit(actor))

    def approve(self, person: Person | None = None, answers: Given | None = None) -> None:
        self.do(person or self._worker(), lambda content, actor: content.approve(actor, yes(content) if answers is None else answers))

    def send_back(self, to: str | None = None, person: Person | None = None, item: str | None = None) -> None:
        """Return it with one item answered no."""
        self.do(
            person or self._worker(),
            lambda content, actor: content.return_for_changes(actor, no(content, item), "Perbaiki dulu.", to),
        )

    def to(self, stage: str) -> "Story":
        """Walk on until it stands there."""
        for _ in range(20):
            content = self.look(self.team.koordinator)
            if content.stage == stage:
                return self
            self._step(content)
        raise AssertionError(f"never reached {stage}")

    def _step(self, content: Content) -> None:
        rules = content.stage_rules
        worker = self._worker(content)
        if rules.kind == StageKind.VALIDATE:
            self.approve(worker)
        elif rules.kind == StageKind.WORK:
            known = {field.key for field in content.rules.fields_of(content.kind)} & set(rules.edits)
            typed = content.revision.fields if content.revision else {}
            self.write(worker, **{key: value for key, value in self._texts(content).items() if key in known and not typed.get(key)})
            if rules.files and not (content.revision and content.revision.files):
                self.attach("film" if content.format == "video_singkat" else "picture", worker)
            if content.unit_id is None:
                self.do(worker, lambda one, actor: one.plan(actor, planned_for=one.planned_for, unit_id=self.cast.unit.pk))
            self.submit(worker)
        elif rules.kind == StageKind.SCHEDULE:
            hour = now() + timedelta(days=1)
            self.do(worker, lambda one, actor: one.schedule(actor, dict.fromkeys(one.channels, hour)))
        else:
            raise AssertionError(f"this story ends at {rules.key}")

    def _texts(self, content: Content) -> dict[str, Any]:
        return {
            "material_notes": "Catatan dari rapat", "material_sources": "Surat dinas nomor 12", "info_date": today().isoformat(),
            "summary": "Vaksin anak gratis di semua puskesmas. Datang pagi hari.", "actions": "Bawa buku KIA\nDatang pukul 08.00",
            "source": "Dinas Kesehatan", "contact": [self.contact_id], "official_link": {"none": "Belum ada dokumen resmi"},
            "location": ["19.01.02"], "channels": ["instagram", "facebook"], "hashtags": "#VaksinAnak",
            "event_at": now().isoformat(),
            "hazard": next((one.options[0].key for one in content.rules.fields if one.key == "hazard"), ""),
        }  # fmt: skip

    def _worker(self, content: Content | None = None) -> Person:
        content = content or self.look(self.team.koordinator)
        barred = content.authors if content.stage_rules.kind == StageKind.VALIDATE else frozenset()
        holders = (person for role in content.stage_rules.by for person in self.team.people[role])
        return next(person for person in holders if person.pk not in barred)


def yes(content: Content) -> Given:
    """Every item answered yes."""
    return {item.key: (Answer.YES, "") for item in content.stage_rules.checklist}


def no(content: Content, item: str | None = None) -> Given:
    """One item answered no, with what is wrong."""
    return {item or content.stage_rules.checklist[0].key: (Answer.NO, "Belum sesuai.")}


def _saved(content: Content, actor: Actor, fields: dict[str, Any], files: list[dict[str, Any]] | None) -> None:
    assert content.revision is not None
    content.save(actor, {**content.revision.fields, **fields}, content.revision.files if files is None else files, content.revision_number)


def _attached(content: Content, actor: Actor, name: str, alt: str) -> None:
    media = content.add_file(actor, Media(role=MediaRole.FILE, sha256=SHA[name], name=f"{name}.bin", type=TYPES[name], found=FOUND[name]))
    file = {"media_id": media.pk, "purpose": "visual", "alt": alt, "people": content.rules.people.suffices[0]}
    _saved(content, actor, {}, [file])
