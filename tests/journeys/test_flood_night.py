"""Ten past two, rain, one person with a phone: the emergency lane, from the first word to the last signature."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from data.seeds.pictures import poster
from models.base import LOCAL, now
from models.content.contents import Content
from tests.cast import Cast
from tests.journeys import at_night, roads
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen, Upload
from tests.journeys.server import Server
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]

TITLE = "Banjir di Jalan Raya Sungailiat"


@pytest.fixture
def server(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Both this test and the server live at ten past two in the night."""
    with at_night.lived_at(at_night.ten_past_two(), tmp_path, monkeypatch) as (_, one):
        yield one


def test_one_person_warns_at_night_by_phone_and_others_sign_afterwards(cast: Cast, visit: Visit) -> None:
    """S3.4 A3.3b: a recorded telephone approval, confirmed, completed and reviewed later by somebody else."""
    team = cast.asri
    roads.open_the_office(team)
    alone = visit(team.admin_platform, "/draf?baru=1&jalur=emergency", phone=True)
    write_in_the_rain(alone)
    alone.press("Ajukan").sees("Diajukan")

    content_id = number_of(alone)
    alone.open(f"/konten?id={content_id}").answer_all("Ya")
    record_the_call(alone, team.pengawas_keakuratan.name)
    alone.open(f"/tayang?id={content_id}").fill("Tempel semua tautan", roads.LINKS[1])
    alone.press(re.compile("^Tandai"), exact=False).sees("Ditandai sudah tayang.")

    expert = visit(team.pengawas_keakuratan, "/persetujuan", phone=True)
    expert.press("Konfirmasi").press("Konfirmasi").sees("Dikonfirmasi.")
    alone.open(f"/draf?id={content_id}").fill("Teks alternatif", "Jalan tergenang air").choose("Adakah warga", "Tidak ada")
    alone.press("Simpan susulan").sees("Susulan tersimpan.")
    roads.approve(visit(team.koordinator, f"/konten?id={content_id}"))
    assert Story(cast, team, content_id, 0).ask(team.koordinator, lambda one, _: settled(one))


def write_in_the_rain(screen: Screen) -> None:
    """Only what must be there at once; the text for those who can't see the picture may follow."""
    screen.tick("Informasi kejadian").fill("Judul", TITLE).fill("Alasan memakai", "Air naik cepat").press("Mulai menulis")
    screen.sees_heading(TITLE).fill("Ringkasan singkat", "Air setinggi lutut. Jalan ditutup.").fill("Pesan tindakan", "Cari jalan lain")
    screen.set_day("Tanggal informasi", now().astimezone(LOCAL).date())
    screen.set_day("Waktu kejadian", now().astimezone(LOCAL) - timedelta(minutes=30))
    screen.choose("Jenis bahaya", "Banjir").choose("Tag lokasi", "Sungailiat").fill("Sumber data", "Petugas lapangan")
    screen.choose("Kontak darurat", roads.CONTACT).tick("Facebook").upload(photo()).sees("1080 × 1350")


def record_the_call(screen: Screen, approver: str) -> None:
    screen.press("Lainnya")
    screen.page.get_by_role("menuitem", name="Catat persetujuan lisan").or_(
        screen.page.get_by_text("Catat persetujuan lisan")
    ).first.click()
    screen.settle().choose("Yang memutus", approver).fill("Lewat apa", "Telepon ke nomor dinas").press("Catat")
    screen.sees("Persetujuan lisan dicatat.")


def number_of(screen: Screen) -> int:
    return int(screen.page.url.rpartition("id=")[2])


def settled(content: Content) -> bool:
    return not content.open_debts and content.stage == "pemantauan"


def photo() -> Upload:
    picture = poster("asri", TITLE, ("Jalan ditutup",), "BPBD")
    return {"name": "banjir.jpg", "mimeType": "image/jpeg", "buffer": picture}
