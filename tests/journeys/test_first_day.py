"""A newcomer's first day on a phone: by task letter, into the practice room, one piece the whole way, and out again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from data.database import reading, transaction
from models import passwords
from models.actors import SYSTEM
from models.base import LOCAL, now
from models.entries import Entry
from models.people import Person
from tests.cast import PASSWORD, Cast, Team
from tests.journeys import roads
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen
from tests.practising import newcomer, opened

pytestmark = [pytest.mark.gate, pytest.mark.browser]

TITLE = "Latihan menulis tanda bahaya"


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_newcomer_practises_the_whole_way_on_his_phone(cast: Cast, visit: Visit, key: str) -> None:
    """S4.5 A4.3 S4.4: one click in, the banner on every page, sent back once, decided, 'published', nothing of it outside."""
    team: Team = getattr(cast, key)
    roads.open_the_office(team)
    person, room_id = let_in(newcomer(team)), opened(cast, team)

    phone = visit(person, "/", phone=True).sees("Mulai di sini").follow("Tulis dan ajukan satu naskah latihan")
    phone.press("Ikut berlatih").sees("Anda masuk ruang latihan").sees("Latihan: ")
    phone.follow("Tulis naskah latihan")
    (write_simponi if key == "simponi" else write_asri)(phone, cast)
    ask(phone, "Minta dikembalikan", "mengembalikan naskah ini")
    phone.open("/draf").press("Perbaiki").fill("Ringkasan singkat", "Kenali tanda bahaya, lalu menjauh sebelum pukul 17.00.")
    phone.press("Ajukan").sees("Diajukan")
    if key == "asri":
        phone.open("/draf").press("Lanjutkan").press("Ajukan").sees("Diajukan")
    ask(phone, "Minta disetujui", "Rekan simulasi menyetujui")
    if key == "simponi":
        phone.open("/draf").press("Lanjutkan").upload(roads.picture(TITLE)).sees("1080 × 1350")
        phone.fill("Teks alternatif", "Poster tanda bahaya").choose("Adakah warga", "Tidak ada").press("Ajukan").sees("Diajukan")
    ask(phone, "Minta disetujui", "Rekan simulasi menyetujui")
    phone.open("/tayang").press("Jadwalkan").press("Jadwalkan").sees("Terjadwal.")
    phone.press("Tandai semua sudah tayang").sees("Ditandai sudah tayang.")
    phone.open("/audit").sees_heading("Log latihan").sees("Rekan simulasi")
    phone.open("/dasbor").sees("tidak ada di ruang latihan").press("Keluar dari latihan").misses("Latihan: ")
    phone.open("/").sees("Mulai di sini")

    with reading() as session:
        out = select(Entry.subject_id).where(Entry.programme_id == room_id, Entry.action == "content.published")
        piece = session.exec(out).one()
    for who in (team.koordinator, cast.inspector, cast.leader, cast.admin, person):
        visit(who, f"/konten?id={piece}").sees("Tidak ditemukan").misses(TITLE)


def let_in(person: Person) -> Person:
    with transaction() as session:
        Person.find(person.pk, session).set_password(passwords.choose(PASSWORD), SYSTEM)
    return person


def ask(phone: Screen, button: str, said: str) -> None:
    """The acted colleague's decision, at the piece as Beranda leads to it."""
    phone.open("/").press("Lihat").sees("Rekan simulasi").press(button).sees(said)


def write_simponi(phone: Screen, cast: Cast) -> None:
    phone.fill("Judul", TITLE).choose("Unit teknis", cast.unit.name).press("Mulai menulis").sees_heading(TITLE)
    phone.fill("Catatan bahan", "Dari rapat").fill("Asal bahan", "Surat dinas nomor 12").press("Ajukan")
    phone.fill("Ringkasan singkat", "Kenali tanda bahaya, lalu menjauh.").fill("Poin tindakan", "Menjauh\nHubungi petugas")
    phone.fill("Sumber", "Dinas Kesehatan").choose("Kontak", roads.CONTACT)
    roads.write_the_rest(phone)


def write_asri(phone: Screen, cast: Cast) -> None:
    phone.tick("Edukasi mitigasi").tick("Infografis").fill("Judul", TITLE)
    phone.set_day("Rencana tayang", now().astimezone(LOCAL) + timedelta(days=3)).press("Mulai menulis").sees_heading(TITLE)
    phone.press("Ajukan").sees("Diajukan")
    phone.open("/draf").press("Lanjutkan").choose("Jenis bahaya", "Tanah longsor").press("Ajukan").sees("Diajukan")
    phone.fill("Ringkasan singkat", "Kenali tanda bahaya, lalu menjauh.").fill("Pesan tindakan", "Menjauh\nHubungi petugas")
    phone.fill("Sumber data", "BPBD Kabupaten Bangka").choose("Tag lokasi", "Kabupaten Bangka").choose("Kontak darurat", roads.CONTACT)
    roads.write_the_rest(phone)
    phone.open("/draf").press("Lanjutkan").upload(roads.picture(TITLE)).sees("1080 × 1350")
    phone.fill("Teks alternatif", "Poster tanda bahaya").choose("Adakah warga", "Tidak ada").press("Ajukan").sees("Diajukan")
