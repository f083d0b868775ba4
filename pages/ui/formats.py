"""How screens write days, hours, numbers and sizes: Indonesian, in WIB, with a dot in times; the rest is in models.content.indonesian."""

from datetime import date, datetime, timedelta

from models.base import LOCAL, now, today
from models.content.indonesian import MONTHS, day, listing, moment, number

__all__ = ["MONTHS", "day", "listing", "moment", "number"]  # among what is defined here

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
UNITS = ((timedelta(days=1), "hari"), (timedelta(hours=1), "jam"), (timedelta(minutes=1), "menit"))


def clock(value: datetime) -> str:
    """14.30"""
    return f"{value.astimezone(LOCAL):%H.%M}"


def second(value: datetime) -> str:
    """14.30.05"""
    return f"{value.astimezone(LOCAL):%H.%M.%S}"


def full_day(value: date) -> str:
    """Sabtu, 21 November 2026"""
    return f"{WEEKDAYS[value.weekday()]}, {day(value)}"


def short_day(value: date) -> str:
    """hari ini, kemarin, besok, Sab, 21 Nov; with the year when it is another one."""
    near = {-1: "kemarin", 0: "hari ini", 1: "besok"}.get((value - today()).days)
    if near:
        return near
    year = "" if value.year == today().year else f" {value.year}"
    return f"{WEEKDAYS[value.weekday()][:3]}, {value.day} {MONTHS[value.month - 1][:3]}{year}"


def short_moment(value: datetime) -> str:
    """hari ini 14.30; Sab, 21 Nov 14.30"""
    return f"{short_day(value.astimezone(LOCAL).date())} {clock(value)}"


def period(start: date, end: date | None) -> str:
    """1 s.d. 14 Juni 2026; sejak 1 Juni 2026 without an end."""
    if end is None:
        return f"sejak {day(start)}"
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} s.d. {day(end)}"
    return f"{day(start)} s.d. {day(end)}"


def remaining(due: datetime, at: datetime | None = None) -> str:
    """Sisa 2 jam, Lewat 25 menit: clock time in the largest unit that fits."""
    left = due - (at or now())
    return f"{'Sisa' if left >= timedelta(0) else 'Lewat'} {_largest(abs(left))}"


def ago(value: datetime, at: datetime | None = None) -> str:
    """baru saja, 5 menit yang lalu, 2 jam yang lalu; from the second day on the day itself."""
    passed = (at or now()) - value
    if passed < timedelta(minutes=1):
        return "baru saja"
    return f"{_largest(passed)} yang lalu" if passed < timedelta(days=1) else short_moment(value)


def duration(seconds: float) -> str:
    """1 menit 30 detik"""
    minutes, rest = divmod(round(seconds), 60)
    return " ".join(part for part in (f"{minutes} menit" if minutes else "", f"{rest} detik" if rest or not minutes else "") if part)


def size(count: int) -> str:
    """Bytes as B, KB or MB of 1024."""
    if count < 1024:
        return f"{count} B"
    return f"{number(count / 1024, 0)} KB" if count < 1024**2 else f"{number(count / 1024**2, 1)} MB"


def _largest(span: timedelta) -> str:
    for unit, word in UNITS:
        if span >= unit:
            return f"{span // unit} {word}"
    return "kurang dari 1 menit"
