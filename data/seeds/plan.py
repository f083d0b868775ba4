"""When each piece of the demo is begun, by whom, and how it ends: computed from one moment, the same for the same moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from random import Random

from data.seeds.scripts import Script, scripts
from models.base import LOCAL

AHEAD_DAYS = 12
LEAD_DAYS = {"simponi": 16, "asri": 12}
# Weekday (Monday = 0) → hour of publication.
SLOTS = {"simponi": {0: time(10), 2: time(9), 4: time(14)}, "asri": {1: time(10), 3: time(15)}}
CREWS: dict[str, dict[str, tuple[str, ...]]] = {
    "simponi": {
        "koordinator": ("rani",), "editor": ("yoga", "lisa", "joko"), "desainer": ("fajar", "tika"), "admin_teknis": ("riko",),
        "mentor": ("hadi",), "pengawas_kebijakan": ("budiman",),
    },
    "asri": {
        "koordinator": ("lena",), "editor_teknis": ("agus", "putri"), "desainer": ("fajar", "bima"), "admin_platform": ("eko",),
        "pengawas_keakuratan": ("sumarno", "ferdi"),
    },
}  # fmt: skip
JOKO_LEFT = timedelta(days=45)  # before now


class End(StrEnum):
    """How a piece of the plan ends; most just take their way."""

    ARCHIVE = "archive"
    STAY = "stay"
    RETURN_TEXT = "return_text"
    RETURN_PICTURE = "return_picture"
    HOLD = "hold"
    CANCEL = "cancel"
    PUBLISH_PART = "publish_part"
    TAKE_DOWN = "take_down"


@dataclass(frozen=True)
class Piece:
    """One script with its hours. It reaches stage `at` (publication unless named) by `ready_by`, and there it ends as `end` says.

    `returned` names the validating stage that sends it back once on the way, and `about` on what.
    """

    name: str
    script: Script
    begin: datetime
    ready_by: datetime
    planned_for: datetime
    crew: Mapping[str, str]
    end: End = End.ARCHIVE
    at: str = "publikasi"
    returned: str = ""
    about: str = "text"

    @property
    def chance(self) -> Random:
        return Random(self.name)


def plan(now: datetime, weeks: int) -> list[Piece]:
    """The weekly pieces of both programmes, `weeks` back and some days ahead, and the ones that show each way to end."""
    pieces = [piece for programme in SLOTS for piece in _weekly(programme, now, weeks)]
    return pieces + list(_special(now))


def first_day(now: datetime, weeks: int) -> datetime:
    """When the offices move in: before anything begins."""
    return now - max(timedelta(weeks=weeks), timedelta(days=63)) - timedelta(days=max(LEAD_DAYS.values()) + 4)


def _weekly(programme: str, now: datetime, weeks: int) -> Iterator[Piece]:
    stock = _in_turn(programme)
    for number, planned in enumerate(_slots(programme, now - timedelta(weeks=weeks), now + timedelta(days=AHEAD_DAYS))):
        script = next(stock)
        name = f"{script.key}-{number}"
        chance = Random(name)
        lead = timedelta(days=LEAD_DAYS[programme] + chance.randint(-3, 2), hours=chance.randint(0, 5))
        yield Piece(
            name, script, planned - lead, planned - timedelta(hours=chance.choice((5, 20, 26, 30))), planned, _crew(programme, chance, planned, now),
            **_detour(programme, number),
        )  # fmt: skip


def _in_turn(programme: str) -> Iterator[Script]:
    """Every script once, the monthly ones again in each round after; when nothing is left, all again."""
    stock = [one for one in scripts(programme) if not one.reserved]
    yield from stock
    while True:
        yield from [one for one in stock if one.monthly] or stock


def _slots(programme: str, start: datetime, end: datetime) -> Iterator[datetime]:
    day = start.astimezone(LOCAL).date()
    while day <= end.astimezone(LOCAL).date():
        if hour := SLOTS[programme].get(day.weekday()):
            yield datetime.combine(day, hour, LOCAL)
        day += timedelta(days=1)


def _detour(programme: str, number: int) -> dict[str, str]:
    """Which pieces come back once: about one in four."""
    stages = {"simponi": ("validasi_unit", "validasi_mentor"), "asri": ("validasi_teknis", "validasi_komunikasi")}[programme]
    return {2: {"returned": stages[0], "about": "text"}, 5: {"returned": stages[1], "about": "picture"}}.get(number % 8, {})


def _crew(programme: str, chance: Random, planned: datetime, now: datetime) -> dict[str, str]:
    gone = {"joko"} if planned > now - JOKO_LEFT - timedelta(days=3) else set()
    return {role: chance.choice([one for one in names if one not in gone]) for role, names in CREWS[programme].items()}


def _special(now: datetime) -> Iterator[Piece]:
    """One piece for each way to end, its last step a told time before now."""
    reserved = {one.key: one for programme in SLOTS for one in scripts(programme) if one.reserved}
    for key, begun, ready, planned, end, at in (
        ("kawasan_tanpa_rokok", 9, 5 / 24, -3, End.RETURN_TEXT, "validasi_unit"),
        ("donor_darah", 13, 7 / 24, -2, End.RETURN_PICTURE, "validasi_mentor"),
        ("listrik_rumah", 10, 6 / 24, -2, End.RETURN_TEXT, "validasi_teknis"),
        ("rawan_banjir", 11, 1.1, -2, End.RETURN_PICTURE, "validasi_komunikasi"),
        ("lomba_desa", 12, 3, -5, End.HOLD, "validasi_mentor"),
        ("pasar_murah", 20, 15, 9, End.CANCEL, "draf"),
        ("jalan_sehat", 16, 4, -1, End.STAY, "validasi_mentor"),
        ("antre_daring", 17, 1.2, 0.12, End.PUBLISH_PART, "publikasi"),
        ("tas_siaga", 17, 2, 0.8, End.STAY, "publikasi"),
        ("air_bersih", 40, 24, 22, End.TAKE_DOWN, "pemantauan"),
        ("buku_gratis", 62, 48, 46, End.ARCHIVE, "publikasi"),
        ("jalur_evakuasi", 60, 47, 45, End.ARCHIVE, "publikasi"),
    ):
        if script := reserved.get(key):
            name = f"{key}-0"
            when = [now - timedelta(days=days) for days in (begun, ready, planned)]
            crew = _crew(script.programme, Random(name), when[2], now)
            yield Piece(name, script, *when, crew, end, at)
