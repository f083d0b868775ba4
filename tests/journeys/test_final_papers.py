"""The end of a cycle in the browser: its report settled by two, a recommendation decided, the evidence taken out and checked."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

import bagit  # type: ignore[import-untyped]
import pytest

from models.results.evaluations.periods import Period, ended
from tests.cast import Cast
from tests.documents.examining import examined
from tests.evaluating import Evaluated
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen
from tests.models.test_final_reports import past

pytestmark = [pytest.mark.gate, pytest.mark.browser]


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_cycle_ends_in_a_settled_report_and_a_package_that_anybody_can_check(cast: Cast, visit: Visit, tmp_path: Path, key: str) -> None:
    """S-H11 A-H13 S4.5: written by one, settled by another from Beranda; what he settled lies in the bag, byte for byte."""
    told = Evaluated.opened(cast, key, Period(ended()))
    past(cast, told.team)
    writer = write(visit(told.team.koordinator, "/program?tab=akhir"))
    mentor = visit(told.mentor, "/")
    settled = settle(mentor)
    recommend(part(writer, "rekomendasi"), told.team.koordinator.name)
    decide(part(mentor, "rekomendasi"))
    part(writer, "rekomendasi").sees("Setuju, dianggarkan.")
    folder = opened(take_out(part(writer, "paket")), tmp_path)
    assert bagit.Bag(str(folder)).validate()
    assert (folder / "data/laporan/laporan-akhir.pdf").read_bytes() == settled
    code, words = examined(folder)
    assert (code, "HASIL: UTUH" in words) == (0, True)


def part(screen: Screen, name: str) -> Screen:
    return screen.open(f"/program?tab=akhir&bagian={name}")


def write(screen: Screen) -> Screen:
    screen.fill("Nomor laporan", "800/12/2026").fill("Ringkasan", "Siklus berjalan sampai selesai.")
    screen.fill("Pelajaran yang dipetik", "Mulai lebih awal.").press("Simpan laporan").sees("Laporan tersimpan.")
    return screen.press("Ajukan").sees("Laporan diajukan untuk disahkan.")


def settle(screen: Screen) -> bytes:
    """From Beranda, where it no longer waits afterwards; its fingerprint stands beside it."""
    screen.sees("Laporan akhir").press("Periksa").press("Sahkan").sees("Laporan disahkan.")
    made = screen.download("Unduh PDF")
    assert made.startswith(b"%PDF")
    screen.sees(f"Sidik digital PDF {hashlib.sha256(made).hexdigest()[:12]}")
    screen.open("/").misses("Laporan akhir")
    return made


def recommend(screen: Screen, owner: str) -> None:
    screen.tick("Usulkan rekomendasi").fill("Judul", "Piket malam tetap").fill("Yang direkomendasikan", "Satu petugas tiap malam.")
    screen.fill("Ditujukan kepada", "Kepala Dinas").choose("Penanggung jawab", owner)
    screen.press("Simpan rekomendasi").sees("1. Piket malam tetap")


def decide(screen: Screen) -> None:
    screen.press("Terima").fill("Alasan", "Setuju, dianggarkan.")
    screen.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Terima", exact=True).click()
    screen.settle().sees("Setuju, dianggarkan.")


def take_out(screen: Screen) -> bytes:
    """Put together, then fetched by the address beside its fingerprint."""
    screen.press("Susun paket").sees("Paket siap diunduh.")
    link = screen.page.get_by_role("link", name="Unduh").first.get_attribute("href") or ""
    answer = screen.page.context.request.get(link if link.startswith("http") else screen.url + link)
    made = answer.body()
    screen.sees(f"SHA-256 {hashlib.sha256(made).hexdigest()}")
    return made


def opened(parcel: bytes, folder: Path) -> Path:
    (folder / "paket.zip").write_bytes(parcel)
    with ZipFile(folder / "paket.zip") as packed:
        packed.extractall(folder / "paket")
    return next((folder / "paket").iterdir())
