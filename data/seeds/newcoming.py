"""Somebody new in each team: hired by task letter some days ago, with the practice room open and an unfinished practice piece in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from data import files
from data.database import transaction
from data.seeds.cast import NEWCOMERS, Part
from data.seeds.training import KEEPERS
from data.seeds.world import Story, World
from models.base import today
from models.content.contents import Content
from models.governance import practice
from models.governance.decrees import Decree, DecreeKind
from models.people import Person
from models.programmes import Programme

LETTERS = {"simponi": ("800/091/CONTOH", "Kepala Dinas"), "asri": ("800/092/CONTOH", "Kepala Pelaksana BPBD")}
PIECES = {
    "simponi": ("pengumuman", "poster", "Latihan: jadwal layanan keliling"),
    "asri": ("edukasi_mitigasi", "infografis", "Latihan: tiga tanda tanah longsor"),
}


def stories(world: World, now: datetime) -> list[Story]:
    return [_newcomer(world, part, now) for part in NEWCOMERS]


def _newcomer(world: World, part: Part, now: datetime) -> Iterator[datetime]:
    key, role, _ = part.roles[0]
    yield world.in_hours(key, now - timedelta(days=6), 40)
    with world.acting(KEEPERS[key]) as (session, by):
        room_id = practice.open_room(Programme.find(world.roster.programmes[key], session), by, session).pk
    yield world.in_hours(key, now - timedelta(days=4), 25)
    person_id = _hired(world, part, key, role)
    yield world.in_hours(key, now - timedelta(days=3), 90)
    with transaction() as session:
        practice.join(Programme.find(room_id, session), Person.acting(person_id, session), session)
    yield world.in_hours(key, now - timedelta(days=3), 110)
    kind, format, title = PIECES[key]
    with transaction() as session:
        by = Person.acting(person_id, session, room=room_id)
        room = Programme.find(room_id, session)
        Content.begin(room, kind, format, title, by, session, planned_for=now + timedelta(days=7))


def _hired(world: World, part: Part, key: str, role: str) -> int:
    """Added, appointed by letter and let in by the admin; the password is the demo's, so his first step still says to change it."""
    number, signatory = LETTERS[key]
    proof = files.keep(b"%PDF-1.4\n% contoh nota dinas penugasan\n%%EOF\n")
    with world.acting("dian") as (session, by):
        person = Person.add(part.username, part.name, by, session, rank=part.rank)
        session.flush()
        if world.password:
            person.set_password(world.password, by)
        programme = Programme.find(world.roster.programmes[key], session)
        letter = Decree.record(
            programme, DecreeKind.TEMPORARY, number, by, session, title="Penugasan sementara menunggu SK", signatory=signatory,
            signed_on=today(), starts_on=today(), ends_on=today() + timedelta(days=programme.rules.governance.temporary_days - 1),
        )  # fmt: skip
        letter.appoint(person, role, by)
        letter.attach(proof.sha256, "nota-dinas-penugasan.pdf", proof.type, by)
        letter.put_in_force(by)
        return person.pk
