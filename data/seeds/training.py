"""Two trainings that were held with their lists of hands, one to come, of both programmes; nobody is barred by them."""

from datetime import date, datetime, timedelta

from data.seeds.library import kept, sheet
from data.seeds.world import Story, World
from models.base import LOCAL
from models.base import now as moment
from models.governance.acknowledging import members
from models.governance.trainings import Training, TrainingFile
from models.people import Person
from models.programmes import Programme

KEEPERS = {"simponi": "rani", "asri": "lena"}
FLOW = ("alur", "Menulis konten yang lolos sekali jalan", "Pranata Humas contoh", ("koordinator", "editor", "editor_teknis", "desainer"))
DECIDING = (
    "validasi",
    "Membaca butir validasi",
    "Widyaiswara contoh",
    ("koordinator", "mentor", "pengawas_kebijakan", "pengawas_keakuratan"),
)
COMING = {
    "simponi": ("publik", "Menjawab warga dan memeriksa klaim", "Relawan pemeriksa fakta contoh"),
    "asri": ("publik", "Peringatan malam dan persetujuan lisan", "Analis kebencanaan contoh"),
}


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    return [_training(world, key, start, now) for key in KEEPERS]


def _training(world: World, key: str, start: datetime, now: datetime) -> Story:
    for place, (kind, title, trainer, roles) in enumerate((FLOW, DECIDING)):
        day = world.in_hours(key, start + timedelta(days=14 + 14 * place), 120)
        yield world.in_hours(key, day - timedelta(days=7), 30)
        training_id = _scheduled(world, key, kind, title, trainer, day.astimezone(LOCAL).date())
        yield world.in_hours(key, day, 60)
        with world.acting(KEEPERS[key]) as (session, by):
            one = Training.current(training_id, None, by, session)
            team = members(one.programme_id, session)
            there = [pk for pk in team if _wears(pk, one, roles)]
            one.record_attendance(there[: len(there) - 1] if kind == "alur" else there, place, by)
    yield world.in_hours(key, now - timedelta(days=4), 40)
    kind, title, trainer = COMING[key]
    training_id = _scheduled(world, key, kind, title, trainer, (now + timedelta(days=6)).astimezone(LOCAL).date())
    with world.acting(KEEPERS[key]) as (session, by):
        one = Training.current(training_id, None, by, session)
        found = kept(sheet(title, ("Contoh kasus", "Latihan berdua", "Pertanyaan yang sering muncul")), "bahan-pelatihan.pdf")
        one.add_file(TrainingFile(sha256=found.sha256, preview=found.preview, name=found.name, type=found.type, at=moment()), by)
        session.flush()
        one.join(by)


def _scheduled(world: World, key: str, kind: str, title: str, trainer: str, day: date) -> int:
    with world.acting(KEEPERS[key]) as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        return Training.schedule(
            programme, by, session, kind=kind, title=title, held_on=day, time="09.00–12.00", hours=3, place="Ruang rapat kantor",
            trainer=trainer,
        ).pk  # fmt: skip


def _wears(person_id: int, training: Training, roles: tuple[str, ...]) -> bool:
    return bool(Person.acting(person_id, training.session).roles(training.programme_id) & set(roles))
