"""Cells of an export as what they mean; what is spoilt or ambiguous is refused by its reason, never guessed."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from models.base import LOCAL
from models.content.indonesian import MONTHS
from models.errors import NotReady
from models.issues import Issue

BLANKS = frozenset({"", "-", "--", "–", "—", "n/a", "na", "null", "none"})
GROUPED = re.compile(r"\d{1,3}([.,\u00a0 ]\d{3})+")
DECIMAL = re.compile(r"\d+[.,]\d{1,6}")
SHORT = re.compile(r"[\d.,]+ ?(?:[kmb]|rb|jt|ribu|juta)\.?", re.I)
CUT = re.compile(r"\d([.,]\d+)?e\+?\d{1,3}", re.I)
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)? ?(Z|[+-]\d{2}:?\d{2})?")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,? (\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap])\.?m\.?)?)?", re.I)
MONTH_FIRST = re.compile(r"(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:,? (\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap])m)?)?", re.I)
DAY_FIRST = re.compile(
    r"(?:[a-z']{3,9},? )?(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})(?:,? (?:pukul )?(\d{1,2})[:.](\d{2})(?::\d{2})?)?", re.I
)
NO_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}|[a-z]{3,9}\.? \d{1,2}|\d{1,2} [a-z]{3,9}\.?)", re.I)
ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
ID = re.compile(r"[\w-]{4,64}")
KEPT = 15  # digits a spreadsheet keeps of a number
MOST = 10**13


@dataclass(frozen=True)
class Moment:
    """An aware time; `exact` when an hour was told, else it stands at noon."""

    at: datetime
    exact: bool

    @property
    def day(self) -> date:
        return self.at.astimezone(LOCAL).date()


def count(value: Any, cell: str) -> int | None:
    """A whole number, thousands grouped either way; None for a blank, which is not a zero."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, list):
        raise odd("export_cell_spoilt", cell, "")
    if isinstance(value, int | float):
        if value != value or value < 0 or value > MOST or value != int(value):
            raise odd("export_count_odd", cell, str(value))
        return int(value)
    text = str(value).strip()
    if text.casefold() in BLANKS:
        return None
    if GROUPED.fullmatch(text):
        if len({one for one in text if not one.isdigit()}) > 1:
            raise odd("export_count_odd", cell, text)
        text = re.sub(r"\D", "", text)
    if re.fullmatch(r"\d+[.,]0+", text):
        text = re.split(r"[.,]", text)[0]
    if CUT.fullmatch(text) or SHORT.fullmatch(text):
        raise odd("export_count_rounded", cell, text) if not text.isdigit() else odd("export_count_odd", cell, text)
    if not text.isdigit() or not text.isascii() or int(text) > MOST:
        raise odd("export_count_odd", cell, text)
    return int(text)


def hours(value: Any, cell: str) -> int | None:
    """Decimal hours as whole seconds."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST:
        return round(value * 3600)
    text = str(value or "").strip()
    if isinstance(value, str) and DECIMAL.fullmatch(text) and not GROUPED.fullmatch(text):
        return round(float(text.replace(",", ".")) * 3600)
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(,\d{3})*\.\d+", text):
        return round(float(text.replace(",", "")) * 3600)
    whole = count(value, cell)
    return None if whole is None else whole * 3600


def moment(value: Any, cell: str, order: str) -> Moment | None:
    """A day with or without hour, in WIB unless it says otherwise; None for a blank; without a year or in two readings it is refused."""
    if isinstance(value, list):
        what, told = value[0], value[1]
        if what not in ("date", "moment"):
            raise odd("export_cell_spoilt", cell, "")
        return _local(datetime.fromisoformat(told), exact=what == "moment")
    text = " ".join(str(value or "").split())
    if not text or text.casefold() in BLANKS:
        return None
    try:
        found = _written(text, order)
    except ValueError:
        raise odd("export_date_odd", cell, text)
    if found is None:
        raise odd("export_date_no_year" if NO_YEAR.fullmatch(text) else "export_date_odd", cell, text)
    return found


def identifier(value: Any, cell: str) -> str:
    """A platform's id as text, '' for a blank; one that a spreadsheet cut or rounded is refused."""
    if isinstance(value, list):
        raise odd("export_id_spoilt", cell, "")
    if isinstance(value, float | int) and not isinstance(value, bool):
        value = str(int(value)) if value == int(value) else str(value)
    text = str(value or "").strip().strip("'\"").removeprefix('="')
    if not text:
        return ""
    rounded = text.isdigit() and len(text) > KEPT and not text[KEPT:].strip("0")
    if CUT.fullmatch(text) or rounded:
        raise odd("export_id_spoilt", cell, text)
    if not ID.fullmatch(text) or not text.isascii():
        raise odd("export_id_odd", cell, text)
    return text


def odd(key: str, cell: str, text: str) -> NotReady:
    return NotReady(Issue("row", key, {"cell": cell, "value": text[:40]}))


def _written(text: str, order: str) -> Moment | None:
    if found := ISO.fullmatch(text):
        hour = (int(found[4]), int(found[5])) if found[4] else None
        return _made(int(found[1]), int(found[2]), int(found[3]), hour, found[6])
    if found := SLASHED.fullmatch(text):
        a, b = int(found[1]), int(found[2])
        month, day = (a, b) if order == "mdy" else (b, a)
        return _made(int(found[3]), month, day, _hour(found[4], found[5], found[6]), None)
    if found := MONTH_FIRST.fullmatch(text):
        return _made(int(found[3]), _month(found[1]), int(found[2]), _hour(found[4], found[5], found[6]), None)
    if found := DAY_FIRST.fullmatch(text):
        return _made(int(found[3]), _month(found[2]), int(found[1]), _hour(found[4], found[5], None), None)
    return None


def _hour(hour: str | None, minute: str | None, half: str | None) -> tuple[int, int] | None:
    if hour is None or minute is None:
        return None
    return (int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)), int(minute)


def _made(year: int, month: int, day: int, hour: tuple[int, int] | None, zone: str | None) -> Moment:
    at = datetime(year, month, day, *(hour or (12, 0)), tzinfo=LOCAL)
    if zone and hour:
        told = "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        at = datetime.fromisoformat(f"{at:%Y-%m-%dT%H:%M}{told}")
    return Moment(at.astimezone(UTC), hour is not None)


def _local(at: datetime, *, exact: bool) -> Moment:
    return Moment((at if exact else at.replace(hour=12)).replace(tzinfo=LOCAL).astimezone(UTC), exact)


def _month(word: str) -> int:
    word = word.casefold()
    for names in (tuple(one.casefold() for one in MONTHS), ENGLISH):
        starting = [number for number, name in enumerate(names, 1) if name.startswith(word)]
        if len(starting) == 1:
            return starting[0]
    others = {"agt": 8, "ags": 8, "nopember": 11, "pebruari": 2, "sept": 9}
    if word in others:
        return others[word]
    raise ValueError(word)
