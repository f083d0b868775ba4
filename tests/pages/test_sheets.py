"""Ekspor dan impor at the screen: a file goes out, comes back, is looked at row by row, and taken in."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from data import calendar_sheets
from data.database import reading, transaction
from models.entries import Entry
from models.errors import NotAllowed
from models.people import Person
from models.planning.items import PlanItem
from models.planning.sheets.imports import SheetImport
from models.programmes import Programme
from pages.documents import calendar_sheet
from pages.ui import session as visit
from tests.cast import Cast
from tests.pages.conftest import BROWSER, signed_in

HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)
DECEMBER = (datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OpenSheets = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-23 09:00")


@pytest.fixture
def planned(cast: Cast) -> int:
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        return PlanItem.plan(programme, "Samsat *keliling*", "pengumuman", ["instagram"], HOUR, by, session).pk


@pytest.fixture
def open_sheets(cast: Cast) -> OpenSheets:
    """`show_sheets` alone, for one person and SIMPONI."""

    def run(person: Person) -> AppTest:
        page = AppTest.from_function(alone, default_timeout=30)
        page.session_state["session"] = signed_in(person)
        return page.run()

    return run


def alone() -> None:
    from models.programmes import Programme
    from pages.ui import session
    from pages.work.calendar.sheets.part import show_sheets

    with session.view():
        session.show_notices()
        with session.telling():
            show_sheets(session.me(), next(one for one in Programme.all(session.db()) if one.key == "simponi"))
        session.show_notices()


def taken_out(cast: Cast, format: str = "xlsx") -> bytes:
    with reading() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        return calendar_sheets.FORMATS[format](calendar_sheets.Span.of(programme, by, *DECEMBER, session))


def told(page: AppTest) -> str:
    kinds = ("subheader", "markdown", "caption", "text", "error", "info", "warning", "success")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def upload(page: AppTest, data: bytes, name: str = "kalender.csv") -> AppTest:
    page.file_uploader[0].set_value((name, data, "text/csv")).run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def test_a_file_comes_back_changed_and_is_taken_in(cast: Cast, planned: int, open_sheets: OpenSheets) -> None:
    """A3.2 S3.2"""
    data = taken_out(cast, "csv").decode("utf-8-sig").replace("10:00", "11.15")
    data += ";;21/12/2026;09.00;IG;Edukasi;Cuci tangan;;;;;\r\n"
    page = upload(open_sheets(cast.simponi.koordinator), data.encode())
    assert "Jam: 10.00 → **11.15**" in told(page)
    assert "1 konten direncanakan baru dan 1 baris diubah" in told(page)
    assert "Samsat *keliling*" in told(page)
    press(page, "Terapkan")
    assert "1 baru, 1 diubah, 0 tetap, 0 ditolak" in told(page)
    with reading() as session:
        assert {one.title for one in PlanItem.unbegun([cast.simponi.programme.pk], *DECEMBER, session)} == {
            "Samsat *keliling*", "Cuci tangan",
        }  # fmt: skip
        assert len(SheetImport.latest([cast.simponi.programme.pk], session)) == 1


def test_an_untouched_file_says_that_nothing_changes(cast: Cast, planned: int, open_sheets: OpenSheets) -> None:
    page = upload(open_sheets(cast.simponi.koordinator), taken_out(cast), "kalender.xlsx")
    assert "Tidak ada perubahan" in told(page)
    assert "Terapkan" not in {one.label for one in page.button}


def test_a_conflict_shows_both_and_is_overwritten_only_when_chosen(cast: Cast, planned: int, open_sheets: OpenSheets) -> None:
    data = taken_out(cast, "csv").replace(b"Samsat *keliling*", b"Dari berkas")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(planned, None, frozenset({cast.simponi.programme.pk}), session).revise(by, {"title": "Dari kalender"})
    page = upload(open_sheets(cast.simponi.koordinator), data)
    assert "Dari kalender → **Dari berkas**" in told(page)
    assert "Terapkan" not in {one.label for one in page.button}
    page.toggle[0].set_value(True).run()
    assert "1 konflik memakai isi berkas" in told(page)
    press(page, "Terapkan")
    with reading() as session:
        assert session.get(PlanItem, planned).title == "Dari berkas"


def test_refused_rows_are_named_and_can_be_looked_at_alone(cast: Cast, planned: int, open_sheets: OpenSheets) -> None:
    data = taken_out(cast, "csv").decode("utf-8-sig") + ";;31/02/2026;;IG;Edukasi;Tanggal mustahil;;;;;\r\n"
    page = upload(open_sheets(cast.simponi.koordinator), data.encode())
    assert "Sel C3: tanggal “31/02/2026” tidak terbaca" in told(page)
    page.segmented_control[0].set_value("refused").run()
    assert "Tanggal mustahil" in told(page)
    assert "Samsat" not in told(page)


def test_what_was_chosen_stays_when_the_calendar_changed_meanwhile(cast: Cast, planned: int, open_sheets: OpenSheets) -> None:
    """SAFETY 20"""
    data = taken_out(cast, "csv").replace(b"Samsat *keliling*", b"Dari berkas")
    page = upload(open_sheets(cast.simponi.koordinator), data)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(planned, None, frozenset({cast.simponi.programme.pk}), session).revise(by, {"title": "Dari kalender"})
    press(page, "Terapkan")
    assert "Kalender berubah sejak pratinjau ini dibuat (baris 2)" in told(page)
    assert "Konflik" in told(page)


def test_a_file_that_is_none_is_refused_in_one_sentence(cast: Cast, open_sheets: OpenSheets) -> None:
    page = upload(open_sheets(cast.simponi.koordinator), b"%PDF-1.7", "kalender.xlsx")
    assert "kalender.xlsx: isinya bukan XLSX atau CSV" in told(page)
    assert page.file_uploader


def test_an_offices_own_sheet_is_mapped_and_remembered(cast: Cast, open_sheets: OpenSheets) -> None:
    """A3.2"""
    data = b"Tgl,Topik,Platform,Rubrik,PIC\n14/12/2026,Apel pagi,IG,Berita,Bu Lestari\n"
    page = upload(open_sheets(cast.simponi.koordinator), data)
    assert "Sel D2: jenis informasi “Berita” tidak dikenal" in told(page)
    pick(page, "Jenis informasi: Berita", "pengumuman")
    pick(page, "Penanggung jawab: Bu Lestari", cast.simponi.second("editor").pk)
    press(page, "Terapkan")
    assert "1 baru" in told(page)
    page = upload(open_sheets(cast.simponi.koordinator), data.replace(b"Apel pagi", b"Apel sore"))
    assert "1 konten direncanakan baru" in told(page)


def pick(page: AppTest, label: str, value: object) -> None:
    next(one for one in page.selectbox if one.label == label).set_value(value).run()
    assert not page.exception


def test_whoever_may_not_plan_or_export_is_told(cast: Cast, planned: int, open_sheets: OpenSheets) -> None:
    page = open_sheets(cast.simponi.desainer)
    assert "tidak berwenang mengekspor" in told(page)
    assert "memerlukan wewenang merencanakan" in told(page)
    assert not page.file_uploader


def test_a_download_asks_again_who_is_there_and_leaves_a_line(cast: Cast, planned: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """SAFETY 1 and 5: the button is no gate."""
    monkeypatch.setattr(visit, "browser", lambda: BROWSER)
    programme_id = cast.simponi.programme.pk

    def download(person: Person) -> bytes:
        monkeypatch.setattr(visit, "token", lambda: signed_in(person))
        return calendar_sheet.offered(programme_id, *DECEMBER, "csv")()

    assert "Samsat *keliling*" in download(cast.simponi.mentor).decode("utf-8-sig")
    with pytest.raises(NotAllowed):
        download(cast.simponi.desainer)
    with pytest.raises(NotAllowed):
        download(cast.asri.koordinator)
    with reading() as session:
        lines = Entry.of(Programme.find(programme_id, session), session)
    assert [one.facts["format"] for one in lines if one.action == "calendar.exported"] == ["csv"]
