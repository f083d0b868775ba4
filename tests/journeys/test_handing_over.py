"""Somebody leaves: all his open work goes to a colleague in one action, the record is printed, signed, and comes back."""

import re
from datetime import timedelta

import pytest

from data.database import reading, transaction
from models.base import now
from models.governance.accounts import ChannelAccount
from models.people import Person
from models.planning.shifts import Shift
from models.programmes import Programme
from models.verification import verify
from tests.cast import Cast, Team
from tests.journeys.conftest import Visit
from tests.journeys.screen import Upload
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]

TITLE = "Jadwal vaksin anak di puskesmas seluruh kabupaten"
NUMBER = "800/117/2026"
OWNER = {"simponi": ("editor", "draf"), "asri": ("koordinator", "rencana_mingguan")}  # whose content it is, and a stage of his


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_somebody_hands_over_and_the_signed_record_comes_back(cast: Cast, visit: Visit, key: str) -> None:
    """S1.4: content, account and duty go at once; who receives reads it on a phone, opens the draft, and brings the paper back."""
    team: Team = getattr(cast, key)
    role, stage = OWNER[key]
    giver, receiver = getattr(team, role), team.second(role)
    getattr(Story, key)(cast, TITLE).to(stage)
    burdened(cast, team, giver)

    screen = visit(giver, "/tim?tab=serah").sees(TITLE)
    screen.choose("Yang menerima", team.desainer.name).sees("1 tidak ikut").sees("penerima tidak boleh menulis konten")
    screen.choose("Yang menerima", receiver.name).misses("tidak ikut:").fill("Nomor berita acara", NUMBER)
    screen.press("Serahterimakan").sees(re.compile(rf"3 pekerjaan berpindah kepada {receiver.name}"))
    screen.press("Ya, serahterimakan").sees("Serah terima tercatat.").sees(f"{giver.name} kepada {receiver.name}")
    screen.sees(f"{giver.name} tidak punya pekerjaan terbuka").sees("Belum ditandatangani")
    sheet = screen.download("Cetak")
    assert sheet.startswith(b"%PDF")

    phone = visit(receiver, "/kotak", phone=True).sees(f"pekerjaan {giver.name} kepada {receiver.name}")
    phone.open("/").sees(TITLE).open("/tim?tab=serah").sees(TITLE).sees("kanal.contoh")
    phone.page.locator("summary", has_text="Lembar bertanda tangan").click()
    save = "Simpan berita acara bertanda tangan"
    phone.press(save).sees("Pilih berkas PDF-nya dahulu")
    phone.upload(file("foto.jpg", b"\xff\xd8\xff\xe0 bukan foto")).press(save).sees("foto.jpg")
    phone.upload(file("lain.pdf", b"%PDF-1.4\n%%EOF\n")).press(save).sees("tidak memuat tanda berita acara")
    phone.upload(file("berita-acara.pdf", sheet)).press(save).sees("Berita acara bertanda tangan tersimpan.").sees("Sudah ditandatangani")
    assert phone.download("Unduh") == sheet
    with reading() as session:
        assert verify(session).faults == ()


def burdened(cast: Cast, team: Team, person: Person) -> None:
    """An account in his hands and a duty to come, beside the draft."""
    with transaction() as session:
        by, programme = cast.acting(team.koordinator, session), Programme.find(team.programme.pk, session)
        ChannelAccount.add(programme, programme.rules.channels[0].key, "kanal.contoh", person.pk, by, session, two_step=True)
        begins = now() + timedelta(days=3)
        Shift.assign(programme, Person.find(person.pk, session), begins, begins + timedelta(hours=4), by, session)


def file(name: str, data: bytes) -> Upload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}
