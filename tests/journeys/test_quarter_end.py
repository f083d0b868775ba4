"""The quarter's end in the browser: an export taken in, a meeting held, an evaluation closed by two, its signed report brought back."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from models.results.evaluations.periods import Period, ended
from tests.cast import Cast
from tests.evaluating import Evaluated
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.gate, pytest.mark.browser]

HEADINGS = "Post ID,Account username,Description,Publish time,Permalink,Post type,Views,Reach,Likes,Shares,Comments,Saves"
FORMS = {"Laporan PDF": "pdf", "Laporan Word": "docx", "Data XLSX": "xlsx"}


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_quarter_goes_from_an_export_to_a_signed_report(cast: Cast, visit: Visit, key: str) -> None:
    """S4.1 A4.1 S4.3 A4.3 S-H9 A-H11: what was imported stands in the frozen report, and its signed copy is known by its fingerprint."""
    told = Evaluated.opened(cast, key, Period(ended()))
    screen = visit(told.team.koordinator, "/impor?tab=berkas")
    take_in(screen)
    hold_the_meeting(screen, told)
    told.judge_aims().judge().write()
    report(screen, told).press("Tetapkan").press("Ya, tetapkan").sees("Menunggu tanda tangan kedua.")
    mentor = visit(told.mentor, "/")
    report(mentor, told).press("Tutup evaluasi").press("Ya, tutup evaluasi").sees("Evaluasi ditutup.")
    files = {form: downloaded(mentor, label) for label, form in FORMS.items()}
    assert re.search(rb"simpul-laporan:[0-9a-f]{64}", files["pdf"])
    for form, part in (("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")):
        words = ZipFile(BytesIO(files[form])).read(part).decode()
        assert "7.654" in words, form  # the export's reach
        assert "Piket ditambah satu sif." in words, form
    report(screen, told).upload({"name": "bertanda-tangan.pdf", "mimeType": "application/pdf", "buffer": files["pdf"] + b"\n%tte"})
    screen.press("Simpan laporan bertanda tangan").sees("Sudah ditandatangani")


def take_in(screen: Screen) -> None:
    """As Meta Business Suite writes it, of a post in the quarter that has ended."""
    day = ended().starts_on.replace(day=14)
    row = f'18001234567890123,kominfo,"Ayo, warga",{day:%m/%d/%Y} 09:30,https://www.instagram.com/p/DAbc_12-x/,IG image,9000,7654,80,3,2,1'
    export = f"{HEADINGS}\n{row}\n".encode("utf-8-sig")
    screen.upload({"name": "instagram.csv", "mimeType": "text/csv", "buffer": export})
    screen.set_day("Periode dari", ended().starts_on)
    screen.press("Pratinjau").sees("Ayo, warga").press("Terapkan").sees(re.compile("1 (nilai|angka|unggahan|baris)|baru"))


def hold_the_meeting(screen: Screen, told: Evaluated) -> None:
    """Begun from the evaluation; who is there and what is decided are typed once, in its minutes."""
    screen.open(f"/evaluasi?id={told.evaluation_id}").press("Mulai rapat").sees(re.compile("dibahas sejak .*notulen terbuka"))
    screen.open(f"/evaluasi?id={told.evaluation_id}").tick("Notulen")
    screen.choose("Hadir dari tim", told.team.koordinator.name, told.mentor.name).press("Catat hadir")
    screen.fill("Tempat", "Ruang rapat").press("Simpan notulen")
    screen.fill("Keputusan baru", "Piket ditambah satu sif.").press("Catat keputusan").sees("Piket ditambah satu sif.")


def report(screen: Screen, told: Evaluated) -> Screen:
    return screen.open(f"/evaluasi?id={told.evaluation_id}").tick("Laporan")


def downloaded(screen: Screen, label: str) -> bytes:
    with screen.page.expect_download() as coming:
        screen.page.get_by_role("button", name=label).click()
    return coming.value.path().read_bytes()
