"""An inspector's visit: a sample anybody can draw again, checked outside the house; exceptions, authority on a day, and his finding."""

import csv
import json
import re
import subprocess
from datetime import timedelta
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from data.database import transaction
from models.actors import INSPECTOR, OFFICE_ROLES
from models.base import now, today
from models.content.publishing import Report
from models.deputies import ActingKind, Deputyship
from models.people import Person
from models.programmes import Programme
from models.public.interactions import Interaction
from tests.cast import Cast, Team
from tests.documents.browsing import SCRIPT, verdict
from tests.documents.examining import examined, unpacked
from tests.documents.published import attach
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]

SEED, LETTER, CITIZEN = "482913", "800/15/2026", "Zulfikar Warga Rahasia"
BEGUN = {"simponi": Story.emergency, "asri": Story.warning}
DECIDES = {"simponi": "mentor", "asri": "pengawas_keakuratan"}


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_the_inspector_checks_for_himself_and_his_finding_comes_back(cast: Cast, visit: Visit, tmp_path: Path, key: str) -> None:
    """S3.4, A3.3b, S1.4: seed and letter on paper and screen, no name of a citizen, nothing to press; both verifiers agree."""
    team: Team = getattr(cast, key)
    stories = [aired(BEGUN[key](cast, f"Jembatan {name} ditutup", planned_for=None), team) for name in ("timur", "barat", "utara")]
    away, deputy = absence(cast, team, DECIDES[key])

    screen = visit(cast.inspector, "/")
    screen.misses("Konten baru").sees(f"Surat tugas {LETTER}").follow("Uji petik").sees("Ambil uji petik")
    ids = drawn(part(screen, "petik", team), stories, tmp_path)
    checked(screen, tmp_path / "berkas.zip", ids)

    screen.open(f"/konten?id={ids[0]}").sees(re.compile("Jembatan"))
    assert screen.page.get_by_role("button", name=re.compile("^(Setujui|Kembalikan|Turunkan|Tunda|Ralat)")).count() == 0
    kinds = rows(part(screen, "pengecualian", team).sees("Jalur darurat").download("Unduh tabel (CSV)"))
    assert {int(one["Nomor konten"]) for one in kinds if one["Pengecualian"] == "Jalur darurat"} == {one.content_id for one in stories}
    assert {one["Diambil oleh"] for one in kinds} == {f"{cast.inspector.name}, {OFFICE_ROLES[INSPECTOR]}, surat {LETTER}"}
    part(screen, "log", team).choose("Peristiwa", "Pemeriksa dan pengambilan").sees("membuka konten ini sebagai pemeriksa")
    screen.sees(f"dengan angka acak {SEED}").sees("mengambil paket uji petik berisi 2 berkas konten")

    phone = part(visit(cast.inspector, "/", phone=True, dark=True), "kewenangan", team).misses("menggantikan")
    phone.set_day("Pada tanggal", today() + timedelta(days=3)).sees(f"menggantikan {away.name}").sees(deputy.name)

    finding(part(visit(team.koordinator, "/"), "temuan", team), team)
    part(phone, "temuan", team).sees("Lengkapi bukti tayang").misses("Catat temuan baru")


def part(screen: Screen, name: str, team: Team) -> Screen:
    return screen.open(f"/audit?tab={name}&program={team.programme.name}")


def aired(story: Story, team: Team) -> Story:
    """By the short lane, with a real picture; a citizen wrote below it."""
    story.do(story._worker(), attach)
    story.to("publikasi")
    story.do(story._worker(), lambda one, by: one.publish(by, [Report("instagram", now(), "https://www.instagram.com/p/abc123/")]))
    with transaction() as session:
        by, programme = story.cast.acting(team.koordinator, session), Programme.find(team.programme.pk, session)
        Interaction.receive(programme, "Kapan dibuka?", by, session, channel="instagram", author=CITIZEN, content_id=story.content_id)
    return story


def absence(cast: Cast, team: Team, role: str) -> tuple[Person, Person]:
    """Who decides is away in three days, and another stands in by an order."""
    with transaction() as session:
        away, deputy = (Person.find(one.pk, session) for one in (getattr(team, role), team.koordinator))
        day, by = today() + timedelta(days=3), cast.acting(cast.admin, session)
        Deputyship.name(away, deputy, ActingKind.PLH, day, day, by, session, letter="SP-9")
    return away, deputy


def drawn(screen: Screen, stories: list[Story], folder: Path) -> list[int]:
    """Two of three, the same ones as by `sha256sum`; their ZIP lies in the folder."""
    screen.fill("Angka acak", SEED).fill("Jumlah konten", "2").press("Ambil uji petik").sees("2 dari 3 konten yang memenuhi")
    screen.sees(f"Angka acak {SEED}").sees(f"surat {LETTER}").press("Susun paket (ZIP)").sees("Paket siap")
    link = screen.page.get_by_role("link", name="Unduh paket").get_attribute("href") or ""
    (folder / "berkas.zip").write_bytes(screen.page.context.request.get(link if link.startswith("http") else screen.url + link).body())
    return sorted((one.content_id for one in stories), key=summed)[:2]


def summed(content_id: int) -> str:
    done = subprocess.run(["sha256sum"], input=f"{SEED}:{content_id}".encode(), capture_output=True, check=True)
    return done.stdout.decode()


def checked(screen: Screen, packed: Path, ids: list[int]) -> None:
    """By Python and by the page that needs no network; the index reads as a table, and names no citizen."""
    folder = unpacked(packed.read_bytes(), packed.parent)
    assert [one["id"] for one in json.loads((folder / "uji-petik.json").read_text("utf-8"))["drawn"]] == ids
    code, words = examined(folder)
    assert (code, "HASIL: UTUH" in words) == (0, True)
    alone = screen.page.context.browser.new_page()
    alone.goto(SCRIPT.as_uri())
    said, broken = verdict(alone, packed)
    assert ("UTUH" in said, broken) == (True, [])
    alone.close()
    book = load_workbook(folder / "daftar-uji-petik.xlsx")
    head, *table = book["Daftar"].iter_rows(values_only=True)
    assert [dict(zip(head, one, strict=True))["Nomor konten"] for one in table] == [str(one) for one in ids]
    assert all(cell for one in table for cell in one)
    told = dict(book["Tentang"].iter_rows(values_only=True))
    assert (told["Angka acak"], told["Surat tugas"]) == (SEED, LETTER)
    inside = [ZipFile(path).read(name) for path in folder.rglob("*.zip") for name in ZipFile(path).namelist()]
    beside = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert (len(inside) > len(ids), [one for one in inside + beside if CITIZEN.encode() in one]) == (True, [])


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(table.decode("utf-8-sig")), delimiter=";"))


def finding(screen: Screen, team: Team) -> None:
    """Written down by the coordinator, for himself and soon: home and /evaluasi say so."""
    screen.tick("Catat temuan baru").fill("Nomor surat atau laporan pemeriksaan", "700/12/2026")
    screen.fill("Yang akan dikerjakan", "Lengkapi bukti tayang").choose("Penanggung jawab", team.koordinator.name)
    screen.set_day("Tenggat", today() + timedelta(days=2)).press("Catat temuan pemeriksaan").sees("Temuan dicatat sebagai tindak lanjut.")
    screen.open("/").sees("Lengkapi bukti tayang").press("Kerjakan").sees("Temuan pemeriksaan").sees("700/12/2026")
