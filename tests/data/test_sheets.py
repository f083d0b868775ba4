"""Spreadsheets people bring: read as plain values with their cells, or refused whole with one sentence (SAFETY 19, A3.2)."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data import media, probe_csv, probe_sheet, sheets
from data.media import Unreadable
from data.wording import sentence, sentences
from models.planning.sheets import values as sheet_values
from models.planning.sheets.values import Spoilt


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """An XLSX with one sheet, filled by `fill(book, sheet)`."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    fill(book, book.add_worksheet("Kalender"))
    book.close()
    return written.getvalue()


def simple(*rows: list[Any]) -> bytes:
    return workbook(lambda _, sheet: [sheet.write_row(number, 0, row) for number, row in enumerate(rows)])


def with_part(data: bytes, name: str, text: bytes) -> bytes:
    """The same archive with one part more, or another one in its place."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, text)
    return written.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        sheets.read(data, "kalender.xlsx")
    return sentence(refused.value.issues[0])


def cells(data: bytes) -> list[tuple[int, tuple[Any, ...]]]:
    return [(one.number, one.cells) for one in sheets.read(data, "kalender.xlsx")[0].lines]


def test_cells_come_as_plain_values_with_their_row() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Tanggal", "Jam", "Judul", "Nomor"])
        sheet.write_datetime(3, 0, date(2026, 12, 14), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_datetime(3, 1, time(9, 30), book.add_format({"num_format": "hh.mm"}))
        sheet.write(3, 2, "Samsat keliling")
        sheet.write_number(3, 3, 12)

    found = cells(workbook(fill))
    assert found[0] == (1, ("Tanggal", "Jam", "Judul", "Nomor"))
    assert found[1][0] == 4
    assert found[1][1][0] == date(2026, 12, 14)
    assert sheet_values.hour(found[1][1][1], "B4") == time(9, 30)
    assert found[1][1][2:] == ("Samsat keliling", 12)


def test_a_formula_is_never_computed_and_named_by_its_cell() -> None:
    data = workbook(lambda _, sheet: [sheet.write(0, 0, "Judul"), sheet.write_formula(1, 0, '=HYPERLINK("http://x")', None, "klik")])
    assert cells(data)[1][1] == (Spoilt("formula"),)


def test_a_number_past_fifteen_digits_is_spoilt_and_as_text_it_is_whole() -> None:
    data = workbook(lambda _, sheet: [sheet.write_number(0, 0, 12345678901234567), sheet.write_string(0, 1, "12345678901234567")])
    assert cells(data)[0][1] == (Spoilt("digits"), "12345678901234567")
    assert cells(b"Nomor;Judul\r\n1,23457E+16;12345678901234567\r\n")[1][1] == (Spoilt("digits"), "12345678901234567")


def test_cells_joined_downwards_all_say_the_first_one() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C1", "KALENDER KONTEN")
        sheet.write_row(1, 0, ["Tanggal", "Judul"])
        sheet.merge_range("A3:A4", "14/12/2026")
        sheet.write(2, 1, "Pagi")
        sheet.write(3, 1, "Sore")

    assert cells(workbook(fill))[2:] == [(3, ("14/12/2026", "Pagi")), (4, ("14/12/2026", "Sore"))]


def test_hidden_and_empty_sheets_are_left_out() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "ada")
        book.add_worksheet("Kosong")
        hidden = book.add_worksheet("Rahasia")
        hidden.write(0, 0, "x")
        hidden.hide()

    assert [one.name for one in sheets.read(workbook(fill), "a.xlsx")] == ["Kalender"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_with_every_delimiter_offices_use(encoding: str, delimiter: str) -> None:
    """A3.2"""
    rows = [["Tanggal", "Judul", "Kanal"], ["14/12/2026", "Kafé “baru”" if encoding != "utf-16-le" else "Kafe baru", "Instagram"]]
    text = "\r\n".join(delimiter.join(f'"{one}"' for one in row) for row in rows) + "\r\n"
    assert cells(text.encode(encoding)) == [(1, tuple(rows[0])), (2, tuple(rows[1]))]


def test_csv_keeps_line_ends_inside_a_cell_and_believes_a_declared_delimiter() -> None:
    assert cells(b'sep=|\r\nTanggal|Catatan\r\n2026-12-14|"dua\nbaris"\r\n')[1] == (2, ("2026-12-14", "dua\nbaris"))


def test_a_quote_that_never_closes_is_refused_with_its_row() -> None:
    assert "baris 2" in refusal(b'Tanggal;Judul\r\n14/12/2026;"Samsat\r\n15/12/2026;Posyandu\r\n')


def test_foreign_files_are_refused_whole_with_a_sentence() -> None:
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    assert "XLS lama" in refusal(sheets.OLE + b"x" * 600)
    assert "terkunci" in refusal(sheets.OLE + b"x" * 600 + sheets.LOCKED)
    assert "ODS" in refusal(ods.getvalue())
    assert "bukan XLSX atau CSV" in refusal(word.getvalue())
    assert "bukan XLSX atau CSV" in refusal(b"<html><table><tr><td>xls</td></tr></table></html>")
    assert "bukan XLSX atau CSV" in refusal(b"%PDF-1.7 ...")
    assert "bukan XLSX atau CSV" in refusal(bytes(range(256)) * 8)
    assert "kosong" in refusal(b"")
    assert "5 MB" in refusal(b"a;b\r\n" * 1_100_000)


def test_macros_and_links_to_other_files_are_refused() -> None:
    data = simple(["Tanggal", "Judul"])
    assert "makro" in refusal(with_part(data, "xl/vbaProject.bin", b"x"))
    assert "berkas lain" in refusal(with_part(data, "xl/externalLinks/externalLink1.xml", b"<x/>"))


def test_damaged_files_are_refused() -> None:
    data = simple(["Tanggal", "Judul"], ["14/12/2026", "Samsat"])
    assert "rusak" in refusal(data[: len(data) // 2])
    assert "rusak" in refusal(with_part(data, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r="))
    assert "rusak" in refusal(with_part(data, "xl/workbook.xml", b"bukan xml"))


def test_entities_are_never_unfolded() -> None:
    """SAFETY 19: red once with the child's openpyxl reading through the standard parser."""
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet xmlns="http://schemas.openxmlformats.org/'
    evil += b'spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    assert "rusak" in refusal(with_part(simple(["a"]), "xl/worksheets/sheet1.xml", evil))


def test_a_zip_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """SAFETY 19: red once without the look at the archive."""
    monkeypatch.setattr(media, "ask_child", lambda *_: pytest.fail("it was opened"))
    bomb = with_part(simple(["a"]), "xl/worksheets/sheet1.xml", b"<row/>" * 3_000_000)
    assert len(bomb) < 200_000
    assert "membengkak" in refusal(bomb)


def test_a_long_text_in_thousands_of_cells_is_refused() -> None:
    text = "a" * 4999
    data = workbook(lambda _, sheet: [sheet.write_row(number, 0, [text] * 40) for number in range(100)])
    assert len(data) < 100_000
    assert "batas waktu dan memori" in refusal(data)


def test_too_many_rows_columns_and_letters_are_refused_with_the_cell() -> None:
    assert "2000 baris" in refusal("\n".join(["a;b"] * 2001).encode())
    assert "Sel AO1" in refusal(simple(["x"] * 41))
    assert "Sel C14" in refusal(workbook(lambda _, sheet: [sheet.write(0, 0, "a"), sheet.write(13, 2, "a" * 5001)]))


def test_a_sheet_that_only_says_it_is_large_is_read() -> None:
    """What a file claims of its size is not believed; a cell in the last row costs nothing."""
    assert cells(workbook(lambda _, sheet: [sheet.write(0, 0, "a"), sheet.write(1_048_575, 1, "b")])) == [
        (1, ("a",)), (1_048_576, (None, "b")),
    ]  # fmt: skip


def test_the_bounds_of_the_child_are_those_that_are_told() -> None:
    assert (probe_sheet.ROWS, probe_sheet.COLUMNS, probe_sheet.TABS, probe_sheet.CHARACTERS) == (
        sheets.ROWS, sheet_values.COLUMNS, sheets.TABS, sheets.CHARACTERS,
    )  # fmt: skip


def test_every_reason_has_its_sentence() -> None:
    text = "".join(Path(one.__file__).read_text("utf-8") for one in (sheets, probe_sheet, probe_csv))
    reasons = {piece.split('"')[0] for word in ("Fault", "TooMuch", "Odd") for piece in text.split(f'{word}("')[1:]}
    assert len(reasons) > 12
    assert [one for one in reasons if f"sheet_{one}" not in sentences()["issues"]] == []
