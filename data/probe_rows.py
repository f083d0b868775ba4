"""The half of the child that reads large exports: row by row onto the disk, so that memory stays small whatever the file."""

import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data import probe_csv, probe_sheet

MEMORY = 640 << 20
CPU_SECONDS = 60  # the child has no more
ROWS, COLUMNS, CHARACTERS = 60_000, 120, 70_000
KEPT_CHARACTERS = 600  # of a text: captions are long, and nothing reads more of them


def look(format: str, folder: Path) -> dict[str, Any]:
    """Writes `rows.jsonl`, `[number, [cells]]` a line; `{"rows": n}` or `{"fault": …}`. Of a workbook the first sheet with rows."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    return rows_of(format, folder)


def rows_of(format: str, folder: Path) -> dict[str, Any]:
    """The reading itself, without the limits of a process of its own."""
    try:
        if format == "rows_csv":
            return {"rows": _written(probe_csv.rows((folder / "input").read_bytes()), folder)}
        return {"rows": _first_sheet(folder)}
    except probe_sheet.TooMuch as too_much:
        reason, facts = too_much.args
        return {"fault": reason, **facts}
    except probe_csv.Odd as odd:
        return {"fault": odd.args[0], **odd.args[1]}
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError, AttributeError, TypeError, OSError):
        return {"fault": "damaged"}


def _first_sheet(folder: Path) -> int:
    for _, rows in probe_sheet.sheets(folder / "input"):
        if count := _written(rows, folder):
            return count
    return 0


def _written(rows: Iterable[tuple[int, list[Any]]], folder: Path) -> int:
    count = 0
    with open(folder / "rows.jsonl", "w", encoding="utf-8") as file:
        for number, cells in _bounded(rows):
            count += 1
            if count > ROWS:
                raise probe_sheet.TooMuch("too_many_rows", {})
            file.write(json.dumps([number, cells], ensure_ascii=False) + "\n")
    return count


def _bounded(rows: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    for number, cells in rows:
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if len(cells) > COLUMNS:
            raise probe_sheet.TooMuch("too_many_columns", {"cell": f"baris {number}"})
        if any(isinstance(cell, str) and len(cell) > CHARACTERS for cell in cells):
            raise probe_sheet.TooMuch("cell_too_long", {"cell": f"baris {number}"})
        yield number, [cell[:KEPT_CHARACTERS] if isinstance(cell, str) else cell for cell in cells]
