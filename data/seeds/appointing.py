"""Who was appointed by which letter: a decree per programme, one of them ending soon, a task letter, a handover, and why."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from data import files
from data.seeds.cast import PARTS
from data.seeds.plan import LEAVER, LEFT
from data.seeds.world import Story, World
from models.base import LOCAL, today
from models.governance.accounts import ChannelAccount
from models.governance.decrees import Decree, DecreeKind
from models.governance.handovers import Handover
from models.governance.minutes import Minutes
from models.people import Person
from models.programmes import Programme

# Programme → number, about, who signed, days from now to its last day.
DECREES = {
    "simponi": ("188.4/021/CONTOH", "Tim pengelola SIMPONI BANGKA", "Kepala Dinas", 20),
    "asri": ("188.4/014/CONTOH", "Tim pengelola ASRI", "Kepala Pelaksana BPBD", 300),
}
LETTER = ("800/077/CONTOH", "Membantu penulisan materi musim hujan", "Kepala Pelaksana BPBD")
HELPER = "bima"  # a designer who writes for a month
HEIR = "lisa"
ROOMS = {"simponi": ("rani", ("hadi", "yoga", "riko")), "asri": ("lena", ("sumarno", "agus", "eko"))}
DECIDED = ("Susunan tim diusulkan untuk ditetapkan dengan surat keputusan.", "Setiap serah terima tugas dibuatkan berita acara.")


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """For the scheduler."""
    told = [_decree(world, key, start, now) for key in DECREES]
    return [*told, _letter(world, now), _handover(world, start, now)]


def _decree(world: World, key: str, start: datetime, now: datetime) -> Iterator[datetime]:
    """Drafted on the first day, its meeting written down, in force within two."""
    number, title, signatory, days = DECREES[key]
    until = (now + timedelta(days=days)).astimezone(LOCAL).date()
    yield world.in_hours(key, start + timedelta(days=1), 35)
    with world.acting("dian") as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        decree = Decree.record(
            programme, DecreeKind.DECREE, number, by, session, title=title, signatory=signatory, signed_on=today(),
            starts_on=today(), ends_on=until,
        )  # fmt: skip
        for part in PARTS:
            for where, role, unit in part.roles:
                if where == key and not part.left:
                    person = Person.find(world.roster.people[part.username], session)
                    decree.appoint(person, role, by, world.roster.units[unit] if unit else None)
        decree_id = decree.pk
    proof = files.keep(f"%PDF-1.4\n% contoh surat keputusan {number}\n%%EOF\n".encode())
    yield world.in_hours(key, start + timedelta(days=1), 70)
    with world.acting("dian") as (session, by):
        found = Decree.current(decree_id, None, session)
        found.attach(proof.sha256, "sk-tim-contoh.pdf", proof.type, by)
        found.put_in_force(by)
    yield world.in_hours(key, start + timedelta(days=1), 150)
    _minutes(world, key, decree_id)


def _minutes(world: World, key: str, decree_id: int) -> None:
    writer, others = ROOMS[key]
    with world.acting(writer) as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        met = Minutes.begin(
            programme, "Rapat pembagian tugas tim", today() - timedelta(days=1), by, session, programme, hours="09.00 s.d. 10.30",
            place="Ruang rapat kantor", agenda="1. Susunan tim\n2. Cara serah terima tugas",
        )  # fmt: skip
        for username in (writer, *others):
            met.attend(by, person=Person.find(world.roster.people[username], session))
        for text in DECIDED:
            met.decide(text, by)
        met.link(Minutes.row_of("decree", decree_id, session), by)
        session.flush()
        met.conclude(by)


def _letter(world: World, now: datetime) -> Iterator[datetime]:
    """Ten days ago somebody began to help out, with the rights of writing only."""
    yield world.in_hours("asri", now - timedelta(days=10), 30)
    number, title, signatory = LETTER
    proof = files.keep(b"%PDF-1.4\n% contoh nota dinas\n%%EOF\n")
    with world.acting("dian") as (session, by):
        programme = Programme.find(world.roster.programmes["asri"], session)
        letter = Decree.record(
            programme, DecreeKind.TEMPORARY, number, by, session, title=title, signatory=signatory, signed_on=today(), starts_on=today(),
            ends_on=today() + timedelta(days=programme.rules.governance.temporary_days - 1),
        )  # fmt: skip
        letter.appoint(Person.find(world.roster.people[HELPER], session), "editor_teknis", by)
        letter.attach(proof.sha256, "nota-dinas-contoh.pdf", proof.type, by)
        letter.put_in_force(by)


def _handover(world: World, start: datetime, now: datetime) -> Iterator[datetime]:
    """Who left held an account; it and whatever was open went to a colleague the day before."""
    yield world.in_hours("simponi", start + timedelta(days=3), 55)
    with world.acting("rani") as (session, by):
        programme = Programme.find(world.roster.programmes["simponi"], session)
        ChannelAccount.add(
            programme, programme.rules.channels[0].key, "infobangka.arsip.contoh", world.roster.people[LEAVER], by, session,
            recovery="Surel kantor, dipegang sekretariat", two_step=True, note="Akun lama, hanya untuk arsip",
        )  # fmt: skip
    yield world.in_hours("simponi", now - LEFT - timedelta(days=1), 60)
    with world.acting("rani") as (session, by):
        giver, receiver = (Person.find(world.roster.people[name], session) for name in (LEAVER, HEIR))
        Handover.make(
            Programme.find(world.roster.programmes["simponi"], session), giver, receiver, by, session, number="800/081/CONTOH",
            note="Pindah tugas ke kecamatan. Kata sandi akun sudah diganti bersama.",
        )  # fmt: skip
