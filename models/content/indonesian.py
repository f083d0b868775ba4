"""Numbers, days and lists as Indonesian writes them, for texts that leave the house (captions) and facts inside sentences."""

from collections.abc import Iterable
from datetime import date, datetime

from models.base import LOCAL

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")


def number(value: float, decimals: int = 0) -> str:
    """1234.5 → "1.234,5" with one decimal; trailing zeros after the comma are left out."""
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """An aware time, told in WIB."""
    local = value.astimezone(LOCAL)
    return f"{day(local.date())} pukul {local:%H.%M} WIB"


def listing(words: Iterable[str], joiner: str = "dan") -> str:
    """a, b, dan c; two are joined without a comma."""
    *rest, last = list(words) or [""]
    if not rest:
        return last
    return f"{', '.join(rest)}{',' if len(rest) > 1 else ''} {joiner} {last}"
