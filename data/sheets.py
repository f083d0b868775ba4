"""Spreadsheets people bring: judged by content, opened in a child process within limits, refused whole by name and cell (SAFETY 19)."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from data import media
from data.formats import Unfit
from data.media import MEGABYTE, Unreadable
from models.issues import Issue
from models.planning.sheets.values import COLUMNS, Line, Spoilt, Tab, Value

LARGEST = 5 * MEGABYTE
ROWS = 2000
TABS = 60
CHARACTERS = 5000
ENTRIES = 400
UNPACKED = 80 * MEGABYTE
RATIO = 150  # of one part above a megabyte; XML of honest sheets stays below 40
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
ALIVE = ("xl/vbaProject", "xl/macrosheets/", "xl/activeX/", "xl/embeddings/", "xl/ctrlProps/")
FROM_ELSEWHERE = ("xl/externalLinks/", "xl/connections", "xl/queryTables/")


class Fault(Unfit):
    """The key of the reason, with what its sentence needs."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.facts = facts


def read(data: bytes, name: str) -> tuple[Tab, ...]:
    """Every visible sheet that says something, slowly and outside any transaction; raises Unreadable. `name` is only repeated."""
    try:
        answer = media.ask_child(format_of(data), data)
        if "fault" in answer:
            raise Fault(answer.pop("fault"), **answer)
        return _tabs(answer)
    except Unfit as unfit:
        raise Unreadable(Issue("page", f"sheet_{unfit}", {**facts(data, name), **getattr(unfit, "facts", {})}))


def format_of(data: bytes, largest: int = LARGEST) -> str:
    """`xlsx` or `csv`, after a look at the archive without unpacking it; raises Fault for everything else."""
    if not data.strip():
        raise Fault("empty")
    if len(data) > largest:
        raise Fault("too_large")
    if data.startswith(OLE):
        raise Fault("encrypted" if LOCKED in data else "xls")
    if data.startswith(b"PK"):
        _check_archive(data)
        return "xlsx"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")) or head.startswith((b"<", b"\x1f\x8b")):
        raise Fault("unknown")
    return "csv"


def _check_archive(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
        raise Fault("damaged")
    names = [one.filename for one in parts]
    if any(one.flag_bits & 1 for one in parts):
        raise Fault("encrypted")
    if "mimetype" in names and "content.xml" in names:
        raise Fault("ods")
    if "[Content_Types].xml" not in names or not any(one.startswith("xl/workbook") for one in names):
        raise Fault("unknown")
    if len(names) != len(set(names)) or sum(one.compress_size for one in parts) > len(data):
        raise Fault("damaged")
    if len(parts) > ENTRIES or sum(one.file_size for one in parts) > UNPACKED or any(map(_swells, parts)):
        raise Fault("bomb")
    if any(one.startswith(ALIVE) for one in names):
        raise Fault("macro")
    if any(one.startswith(FROM_ELSEWHERE) for one in names):
        raise Fault("links")


def _swells(part: ZipInfo) -> bool:
    return part.file_size > MEGABYTE and part.file_size > RATIO * max(part.compress_size, 1)


def _tabs(answer: dict[str, Any]) -> tuple[Tab, ...]:
    try:
        tabs = [Tab(name, tuple(Line(number, tuple(map(_value, cells))) for number, cells in lines)) for name, lines in answer["tabs"]]
    except (KeyError, TypeError, ValueError, IndexError):
        raise Fault("damaged")
    found = tuple(one for one in tabs if one.lines)
    if not found:
        raise Fault("nothing_in_it")
    return found


def _value(told: Any) -> Value:
    """Days, hours and spoilt cells travel as [what, text]; the rest as it is."""
    if not isinstance(told, list):
        return told  # type: ignore[no-any-return]
    kinds: dict[str, Any] = {"date": date.fromisoformat, "moment": datetime.fromisoformat, "hour": time.fromisoformat, "spoilt": Spoilt}
    what, text = told
    return kinds[what](text)  # type: ignore[no-any-return]


def facts(data: bytes, name: str) -> dict[str, Any]:
    return {
        "name": PurePath(name.replace("\\", "/")).name[:120] or "?", "size_mb": -(-len(data) // MEGABYTE),
        "limit_mb": LARGEST // MEGABYTE, "rows": ROWS, "columns": COLUMNS, "tabs": TABS, "characters": CHARACTERS,
    }  # fmt: skip
