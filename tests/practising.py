"""A newcomer alone in a practice room, for tests: the same story, told inside it, with the acted colleague's decisions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from data.database import reading, transaction
from models.actors import SYSTEM, Actor
from models.base import now, today
from models.content.contents import Content
from models.content.links import practice_link
from models.content.publishing import Report
from models.governance import practice
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.people import Assignment, Person
from models.playbooks import StageKind
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast, Team
from tests.story import Story

KINDS = {"simponi": ("pengumuman", "poster"), "asri": ("edukasi_mitigasi", "video_singkat")}
WRITERS = {"simponi": "editor", "asri": "editor_teknis"}
TITLE = "Naskah percobaan kata zirconia"


@dataclass(frozen=True)
class Inside(Cast):
    """Everybody acts in the practice room."""

    room: int = 0

    def acting(self, person: Person, session: Session) -> Actor:  # type: ignore[override]
        return Person.acting(person.pk, session, room=self.room)


def newcomer(team: Team, name: str = "Nadia Rahma") -> Person:
    """By task letter since today: he may write, not decide."""
    with transaction() as session:
        person = Person.add(name.split()[0].lower(), name, SYSTEM, session)
        session.flush()
        programme = Programme.find(team.programme.pk, session)
        given = Assignment.give(person, WRITERS[programme.key], SYSTEM, session, programme=programme, starts_on=today(), letter="800/9")
        given.temporary = True
        return person


def opened(cast: Cast, team: Team) -> int:
    """The practice room, opened by the coordinator."""
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        if not ServiceHours.history(programme.pk, session):
            ServiceHours.set(programme, USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)
        return practice.open_room(programme, cast.acting(team.koordinator, session), session).pk


def joined(cast: Cast, person: Person, room_id: int) -> None:
    with transaction() as session:
        practice.join(Programme.find(room_id, session), cast.acting(person, session), session)


class Practised(Story):
    """One practice piece; `team.koordinator` is the newcomer."""

    @classmethod
    def begun(cls, cast: Cast, team: Team, person: Person, room_id: int) -> "Practised":
        kind, format = KINDS[team.programme.key]
        inside = Inside(**{name: getattr(cast, name) for name in cast.__dataclass_fields__}, room=room_id)
        with transaction() as session:
            room, mother = Programme.find(room_id, session), Programme.find(team.programme.pk, session)
            kind_of, use = next(iter(ContactKind)), ContactUse.PUBLIC
            contact = Contact.add("Pusat", "112", kind_of, use, SYSTEM, session, programme=mother, office=mother.office)
            session.flush()
            contact.record_test(SYSTEM, today(), reached=True)
            by = inside.acting(person, session)
            content = Content.begin(room, kind, format, TITLE, by, session, planned_for=now() + timedelta(days=14))
            session.flush()
            return cls(inside, Team(room, {"koordinator": [person]}), content.pk, contact.pk)

    def _worker(self, content: Content | None = None) -> Person:
        return self.team.koordinator

    def approve(self, *_: Any) -> None:  # type: ignore[override]
        self.do(self._worker(), practice.ask_for_approval)

    def publish(self) -> None:
        """Everywhere at once, under addresses that nobody can own."""
        self.do(
            self._worker(),
            lambda one, by: one.publish(by, [Report(key, now(), practice_link(one.pk, key)) for key in one.channels]),
        )

    @property
    def is_validating(self) -> bool:
        with reading() as session:
            return self.look(self._worker(), session).stage_rules.kind is StageKind.VALIDATE
