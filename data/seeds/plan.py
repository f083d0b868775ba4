"""When each piece of the demo is begun, by whom, and how it ends: computed from one moment, the same for the same moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from random import Random

from data.seeds.cast import validator_of
from data.seeds.scripts import Script, reserved, scripts
from models.base import LOCAL

AHEAD_DAYS = 19
LEAD_DAYS = {"simponi": 17, "asri": 13}
# Weekday (Monday = 0) → hour of publication.
SLOTS = {"simponi": {0: time(10), 2: time(9), 4: time(14)}, "asri": {1: time(10), 3: time(15)}}
POSTING_HOURS = (time(8), time(12), time(16), time(19))
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
LEAVER = "joko"
LEFT = timedelta(days=45)  # before now
FLOOD = timedelta(days=41)
# Where the pieces of the coming slots stand now; an empty word leaves it to their hours.
STANDING = {
    "simponi": ("", "penjadwalan", "validasi_mentor", "desain", "validasi_unit", "validasi_unit", "draf", "bahan"),
    "asri": ("penjadwalan", "validasi_komunikasi", "validasi_teknis", "produksi_media", "bahan", "rencana_mingguan"),
}
DETOURS = {"simponi": ("validasi_unit", "validasi_mentor"), "asri": ("validasi_teknis", "validasi_komunikasi")}


class End(StrEnum):
    """How a piece ends; most just take their way to the archive."""

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
    """One script with its hours. It should reach stage `at` by `ready_by`, and there it ends as `end` says.

    `returned` names the validating stage that sends it back once on the way, and `about` on what: text or picture.
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
        """The same chances for the same piece."""
        return Random(self.name)

    @property
    def goal(self) -> str:
        """The stage its hours are counted to."""
        return "publikasi" if self.at == "pemantauan" else self.at


# Script → days before now: begun, ready, planned; how and where it ends.
ENDS: dict[str, tuple[float, float, float, End, str]] = {
    "kawasan_tanpa_rokok": (9, 0.2, -10, End.RETURN_TEXT, "validasi_unit"),
    "donor_darah": (14, 0.3, -6, End.RETURN_PICTURE, "validasi_mentor"),
    "listrik_rumah": (11, 0.25, -8, End.RETURN_TEXT, "validasi_teknis"),
    "rawan_banjir": (13, 1.1, -3, End.RETURN_PICTURE, "validasi_komunikasi"),
    "lomba_desa": (14, 3, -5, End.HOLD, "validasi_mentor"),
    "pasar_murah": (22, 15, 9, End.CANCEL, "draf"),
    "jalan_sehat": (18, 4, -1, End.STAY, "validasi_mentor"),
    "antre_daring": (19, 1.2, 0, End.PUBLISH_PART, "publikasi"),
    "tas_siaga": (18, 2, 0.6, End.STAY, "publikasi"),
    "jam_layanan": (18, 1.6, -0.05, End.ARCHIVE, "publikasi"),
    "air_bersih": (40, 24, 22, End.TAKE_DOWN, "pemantauan"),
    "buku_gratis": (64, 48, 46, End.ARCHIVE, "publikasi"),
    "jalur_evakuasi": (60, 47, 45, End.ARCHIVE, "publikasi"),
}


def plan(now: datetime, weeks: int) -> list[Piece]:
    """The weekly pieces of both programmes, `weeks` back and some days ahead, and one for each way to end."""
    weekly = [piece for programme in SLOTS for piece in _weekly(programme, now, weeks)]
    return weekly + [_ending(key, now) for key in ENDS]


def first_day(now: datetime, weeks: int) -> datetime:
    """When the offices move in: before anything begins."""
    return now - max(timedelta(weeks=weeks), timedelta(days=63)) - timedelta(days=max(LEAD_DAYS.values()) + 4)


def crew_of(programme: str, name: str, planned: datetime, now: datetime) -> dict[str, str]:
    """Role → user name; who left writes nothing that was still open then."""
    chance, gone = Random(name), planned > now - LEFT - timedelta(days=3)
    return {role: chance.choice([one for one in names if one != LEAVER or not gone]) for role, names in CREWS[programme].items()}


def _weekly(programme: str, now: datetime, weeks: int) -> Iterator[Piece]:
    stock, standing = _in_turn(programme), iter(STANDING[programme])
    for number, planned in enumerate(_slots(programme, now - timedelta(weeks=weeks), now + timedelta(days=AHEAD_DAYS))):
        piece = _regular(next(stock), number, planned, now)
        at = next(standing, "") if planned > now and not piece.script.event_hours else ""
        yield _standing_at(at, piece, now) if at else piece


def _standing_at(stage: str, piece: Piece, now: datetime) -> Piece:
    """Reached some hours ago, and nobody has gone on since."""
    begin, ready = min(piece.begin, now - timedelta(days=4)), now - timedelta(hours=piece.chance.randint(2, 40))
    return replace(piece, end=End.STAY, at=stage, begin=begin, ready_by=ready, returned="")


def _regular(script: Script, number: int, planned: datetime, now: datetime) -> Piece:
    """Begun in good time and ready a day before; what speaks of an event is made within a day."""
    name = f"{script.key}-{number}"
    chance = Random(name)
    lead = timedelta(days=LEAD_DAYS[script.programme] + chance.randint(-2, 3), hours=chance.randint(0, 5))
    spare = timedelta(hours=chance.choice((5, 20, 26, 30)))
    if script.event_hours:
        lead, spare = timedelta(hours=26), timedelta(hours=1)
    returned, about = _detour(script, number)
    crew = crew_of(script.programme, name, planned, now)
    return Piece(name, script, planned - lead, planned - spare, planned, crew, returned=returned, about=about)


def _in_turn(programme: str) -> Iterator[Script]:
    """Every script once, a monthly one again each month; when nothing is left, all again."""
    stock = [one for one in scripts(programme) if not one.reserved]
    monthly, once = [one for one in stock if one.monthly], [one for one in stock if not one.monthly]
    while True:
        for place, script in enumerate(once):
            if monthly and place % 8 == 0:
                yield from monthly
            yield script


def _slots(programme: str, start: datetime, end: datetime) -> Iterator[datetime]:
    day = start.astimezone(LOCAL).date()
    while day <= end.astimezone(LOCAL).date():
        if hour := SLOTS[programme].get(day.weekday()):
            yield datetime.combine(day, hour, LOCAL)
        day += timedelta(days=1)


def _detour(script: Script, number: int) -> tuple[str, str]:
    """About one piece in four comes back once; a unit without an account returns nothing, and for an event there is no time."""
    first, second = DETOURS[script.programme]
    if script.event_hours:
        return "", "text"
    if script.programme == "simponi" and not validator_of(script.unit):
        first = second
    return {2: (first, "text"), 5: (second, "picture")}.get(number % 8, ("", "text"))


def _ending(key: str, now: datetime) -> Piece:
    script = reserved(key)
    begun, ready, planned, end, at = ENDS[key]
    hour = _posting_hour(now - timedelta(days=planned), now)
    crew = crew_of(script.programme, key, hour, now)
    return Piece(key, script, now - timedelta(days=begun), now - timedelta(days=ready), hour, crew, end, at)


def _posting_hour(moment: datetime, now: datetime) -> datetime:
    """The hour of a day when people read: the last one by then for what is past, else the next one."""
    day = moment.astimezone(LOCAL).date()
    hours = [datetime.combine(day + timedelta(days=days), hour, LOCAL) for days in (-1, 0, 1) for hour in POSTING_HOURS]
    if moment <= now:
        return max(hour for hour in hours if hour <= moment - timedelta(minutes=45))
    return min(hour for hour in hours if hour >= moment)
