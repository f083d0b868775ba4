"""The figures of an evaluation as a spreadsheet; no cell is ever run as a formula (SAFETY 21)."""

from io import BytesIO
from typing import Any

from pages.documents.evaluation_figures import ANNEX_HEAD

WIDTHS = {"Angka": (34, 22, 14, 14, 16, 14, 26), "Definisi": (34, 70, 60), "Tujuan dan hasil": (16, 60, 20, 60)}
FOLLOW_UP_HEAD = ("Tindak lanjut", "Jenis", "Penanggung jawab", "Tenggat", "Keadaan")


def written(told: dict[str, Any]) -> bytes:
    """Sheets: figures, definitions, aims, decisions, follow-ups, minutes."""
    import xlsxwriter  # noqa: PLC0415  only documents need it

    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    head, cell = book.add_format({"bold": True, "bottom": 1, "text_wrap": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, columns, rows in _sheets(told):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, width in enumerate(WIDTHS.get(name, (46, 22, 28, 20, 20))):
            sheet.set_column(place, place, width)
        sheet.write_row(0, 0, columns, head)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row, cell)
    book.close()
    return held.getvalue()


def _sheets(told: dict[str, Any]) -> list[tuple[str, tuple[str, ...], list[list[str]]]]:
    about = [
        ["Program", told["programme"]], ["Periode", told["period"]], ["Nomor", told["number"]], ["Tanggal", told["date"]],
        ["Keadaan", told["concept"] or "Ditutup"], ["Sidik digital", told["digest"] or "–"], ["Ringkasan", told["summary"]],
        ["Kelengkapan data", told["completeness"]],
    ]  # fmt: skip
    aims = [[group["kind"], *row] for group in told["aims"] for row in group["rows"]]
    verdicts = [[one["about"], one["verdict"], one["reason"], one["who"], one["at"]] for one in told["verdicts"]]
    decided = [[met["day"], text] for met in told["minutes"] for text in met["decisions"]]
    return [
        ("Tentang", ("Hal", "Isi"), about),
        ("Angka", tuple(told["figure_head"]), told["figures"]),
        *((table["title"][:31], tuple(table["head"]), table["rows"]) for table in told["parts"]["tables"]),
        ("Definisi", ANNEX_HEAD, told["annex"]),
        ("Tujuan dan hasil", ("Jenis", "Butir", "Keadaan", "Alasan"), aims),
        ("Putusan", ("Tentang", "Putusan", "Alasan", "Oleh", "Pada"), verdicts),
        ("Tindak lanjut", FOLLOW_UP_HEAD, told["follow_ups"]),
        ("Tindak lanjut lama", FOLLOW_UP_HEAD, told["inherited"]),
        ("Keputusan rapat", ("Tanggal", "Keputusan"), decided),
    ]
