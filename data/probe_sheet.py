"""The spreadsheet half of the child: cells as plain values, row by row, within bounds; no formula is ever computed."""

import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from data import probe_csv

MEMORY = 640 << 20
CPU_SECONDS = 12
ROWS, COLUMNS, TABS, CHARACTERS = 2000, 40, 60, 5000
IN_ALL = 6_000_000  # characters of a whole file: one long text may stand in thousands of cells
LONGEST_NUMBER = 15  # digits a spreadsheet keeps
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"


class TooMuch(Exception):
    """A bound was passed: reason and facts."""


def look(format: str, folder: Path) -> dict[str, Any]:
    """`{"tabs": [[name, [[row, [values]]]]]}` or `{"fault": reason, …}`; days, hours and spoilt cells as [what, text]."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        if format == "csv":
            return {"tabs": _bounded([("CSV", probe_csv.rows((folder / "input").read_bytes()))])}
        return {"tabs": _bounded(sheets(folder / "input"))}
    except TooMuch as too_much:
        reason, facts = too_much.args
        return {"fault": reason, **facts}
    except probe_csv.Odd as odd:
        return {"fault": odd.args[0], **odd.args[1]}
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError, AttributeError, TypeError, OSError):
        return {"fault": "damaged"}


def _bounded(sheets: Iterable[tuple[str, Iterable[tuple[int, list[Any]]]]]) -> list[list[Any]]:
    """Cut off at the first thing too many, never quietly shortened."""
    tabs, rows, characters = [], 0, 0
    for count, (name, lines) in enumerate(sheets, 1):
        if count > TABS:
            raise TooMuch("too_many_tabs", {})
        kept = []
        for number, cells in lines:
            while cells and cells[-1] is None:
                cells.pop()
            if not cells:
                continue
            rows += 1
            if rows > ROWS:
                raise TooMuch("too_many_rows", {})
            if len(cells) > COLUMNS:
                raise TooMuch("too_many_columns", {"cell": _address(len(cells) - 1, number)})
            for place, cell in enumerate(cells):
                length = len(cell) if isinstance(cell, str) else 0
                characters += length
                if length > CHARACTERS:
                    raise TooMuch("cell_too_long", {"cell": _address(place, number)})
            if characters > IN_ALL:
                raise TooMuch("too_heavy", {})
            kept.append([number, cells])
        tabs.append([name[:100], kept])
    return tabs


def sheets(path: Path) -> Iterator[tuple[str, Iterable[tuple[int, list[Any]]]]]:
    for heavy in ("numpy", "lxml", "PIL", "pandas"):
        sys.modules[heavy] = None  # type: ignore[assignment]  # openpyxl would load them though nothing here needs them
    from openpyxl import load_workbook  # noqa: PLC0415 - only once the limits hold
    from openpyxl.xml import DEFUSEDXML, LXML  # noqa: PLC0415

    assert (DEFUSEDXML, LXML) == (True, False), "entities must stay unread"
    book = load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()  # what a file says of its own size may be wrong
            yield sheet.title, _joined(_rows(sheet), _merged(path, sheet._worksheet_path))


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The cells of each row that has any, by their own addresses."""
    for row in sheet.iter_rows():
        cells: dict[int, Any] = {}
        number = 0
        for cell in row:
            if getattr(cell, "row", None) is None:
                continue
            number = cell.row
            if (value := _plain(cell)) is not None:
                cells[cell.column - 1] = value
        if cells:
            yield number, [cells.get(place) for place in range(max(cells) + 1)]


def _joined(rows: Iterable[tuple[int, list[Any]]], spans: list[tuple[int, int, int]]) -> Iterator[tuple[int, list[Any]]]:
    """Cells joined downwards all say what the first one says."""
    held: dict[tuple[int, int, int], Any] = {}
    for number, cells in rows:
        for span in spans:
            column, first, last = span
            if number == first and column < len(cells):
                held[span] = cells[column]
            elif first < number <= last and held.get(span) is not None:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = held[span]
        yield number, cells


def _merged(path: Path, part: str) -> list[tuple[int, int, int]]:
    """Column, first and last row of what is joined over several rows, the leftmost column of each."""
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415

    found: list[tuple[int, int, int]] = []
    with zipfile.ZipFile(path) as archive, archive.open(part.lstrip("/")) as file:
        for _, element in iterparse(file, events=("end",)):
            if element.tag == MERGED and len(found) < ROWS:
                found += _span(element.get("ref", ""))
            element.clear()
    return found


def _span(reference: str) -> list[tuple[int, int, int]]:
    ends = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
    if not ends or ends[2] == ends[4]:
        return []
    column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(ends[1]))) - 1
    return [(column, int(ends[2]), int(ends[4]))] if column < COLUMNS else []


def _plain(cell: Any) -> Any:
    value, kind = cell.value, cell.data_type
    if kind == "f" or not isinstance(value, str | int | float | date | time | timedelta | None):
        return ["spoilt", "formula"]
    if kind == "e":
        return ["spoilt", "error"]
    if isinstance(value, datetime):
        return ["date", value.date().isoformat()] if value.time() == time(0) else ["moment", value.replace(tzinfo=None).isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, timedelta):
        value = (datetime(2000, 1, 1) + value).time() if timedelta(0) <= value < timedelta(days=1) else str(value)  # noqa: DTZ001
    if isinstance(value, time):
        return ["hour", value.replace(tzinfo=None).isoformat()]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value or "")
    return text if text.strip() else None


def _number(value: int | float) -> Any:
    """Past fifteen digits what stands in the file is no longer what was typed."""
    return ["spoilt", "digits"] if abs(value) >= 10**LONGEST_NUMBER or value != value else value


def _address(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
