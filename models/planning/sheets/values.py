"""What cells of a spreadsheet say: plain values with their address, and days and hours as people write them (A3.2)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.content.indonesian import MONTHS
from models.errors import NotReady
from models.issues import Issue

NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
WRITTEN = re.compile(r"(?:[A-Za-z']+,? +)?(\d{1,2})[ \-]([A-Za-z]{3,})\.?[ \-](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?")
HOUR = re.compile(
    r"(?:pukul |jam )?(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?: ?wib| ?([ap])m)?(?: ?(?:-|–|s/d|s\.d\.) ?\d{1,2}[.:]\d{2}(?: ?wib)?)?", re.I
)
OTHER_MONTHS = {
    "pebruari": 2,
    "nopember": 11,
    "may": 5,
    "august": 8,
    "agt": 8,
    "ags": 8,
    "october": 10,
    "december": 12,
    "march": 3,
    "june": 6,
}
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = 40


@dataclass(frozen=True)
class Spoilt:
    """A cell whose value can't be trusted: `formula`, `error` (#REF!) or `digits` (a long number a spreadsheet has cut)."""

    reason: str


Value = str | int | float | date | datetime | time | Spoilt | None


@dataclass(frozen=True)
class Line:
    """One row of a sheet; `number` as the spreadsheet counts it."""

    number: int
    cells: tuple[Value, ...]

    def at(self, column: int) -> Value:
        return self.cells[column] if column < len(self.cells) else None

    def address(self, column: int) -> str:
        return f"{letters(column)}{self.number}"


@dataclass(frozen=True)
class Tab:
    """One sheet of a file, empty rows left out."""

    name: str
    lines: tuple[Line, ...]


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def harmless(text: str) -> str:
    """Typed text that a spreadsheet would run stays text: an apostrophe before it."""
    return f"'{text}" if text.lstrip("'").startswith(RUNS) else text


def harmed(text: str) -> str:
    """Such text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(RUNS) else text


def words(value: Value, cell: str) -> str:
    """The cell as text, ends trimmed; NotReady where nobody can know what stood there."""
    if isinstance(value, Spoilt):
        raise NotReady(Issue("page", f"sheet_cell_{value.reason}", {"cell": cell}))
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return harmed("\n".join(line.rstrip() for line in lines).strip())


def day(value: Value, cell: str) -> date | None:
    """From a date cell, 2026-12-14, 14/12/2026, 14-12-2026 or 14 Des 2026 (day before month); None for an empty cell."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = words(value, cell)
    if not text:
        return None
    if found := ISO.fullmatch(text):
        year, month, of_month = int(found[1]), int(found[2]), int(found[3])
    elif found := NUMERIC.fullmatch(text):
        of_month, month, year = int(found[1]), int(found[2]), _year(found[3])
    elif found := WRITTEN.fullmatch(text):
        of_month, month, year = int(found[1]), _month(found[2]), _year(found[3])
    else:
        raise _unreadable("date", cell, text)
    try:
        return date(year, month, of_month)
    except ValueError:
        raise _unreadable("date", cell, text)


def hour(value: Value, cell: str) -> time | None:
    """From a time cell, 09.30 or 09:30 (of a span its beginning), or a whole hour; None for an empty cell."""
    if isinstance(value, datetime | time):
        return _to_the_minute(value)
    if isinstance(value, int | float) and value == int(value) and 0 <= value < 24:
        return time(int(value))
    text = words(value, cell)
    if not text:
        return None
    found = HOUR.fullmatch(text)
    if found is None or int(found[1]) > (12 if found[3] else 23) or int(found[2]) > 59:
        raise _unreadable("hour", cell, text)
    half = {"a": 0, "p": 12}.get((found[3] or "").lower())
    return time(int(found[1]) if half is None else int(found[1]) % 12 + half, int(found[2]))


def hour_beside(value: Value) -> time | None:
    """The hour written into the same cell as the day, if any."""
    if isinstance(value, datetime) and value.time() != time(0):
        return _to_the_minute(value)
    found = ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    return time(int(found[4]), int(found[5])) if found and found[4] and int(found[4]) < 24 and int(found[5]) < 60 else None


def parts(text: str) -> Sequence[str]:
    """Several names in one cell, apart."""
    return [one.strip() for one in re.split(r"[,;/+&\n]| dan ", text) if one.strip()]


def _to_the_minute(value: datetime | time) -> time:
    """A spreadsheet keeps hours as fractions of a day: 09:29:59.999 means 09:30."""
    whole = datetime(2000, 1, 1, value.hour, value.minute, value.second, value.microsecond) + timedelta(seconds=30)  # noqa: DTZ001
    return whole.time().replace(second=0, microsecond=0)


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _month(text: str) -> int:
    word = text.casefold()
    starting = [number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)]
    return starting[0] if starting else next((number for name, number in OTHER_MONTHS.items() if name.startswith(word)), 0)


def _unreadable(what: str, cell: str, text: str) -> NotReady:
    return NotReady(Issue(what, f"sheet_{what}_unreadable", {"cell": cell, "value": text[:40]}))
