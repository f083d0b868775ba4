"""What the demo's pieces say: one TOML file per programme, with days left open until a piece gets its hour."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from models.base import LOCAL
from models.content import indonesian

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True)
class Script:
    """One piece. In its texts {hari} is the day it speaks of, `in_days` after the planned hour; {sampai} its last day; {bulan} its month.

    `cards` are the pictures: a heading and its lines each; without them one card is made of title and actions. `alts` go with them.
    `event_hours` and `valid_hours` tell when something happened before writing, and how long that holds.
    """

    key: str
    programme: str
    kind: str
    format: str
    fields: Mapping[str, Any]
    contact: str
    alts: tuple[str, ...]
    cards: tuple[tuple[str, ...], ...] = ()
    unit: str = ""
    monthly: bool = False
    reserved: bool = False
    in_days: int = 3
    lasts_days: int = 0
    event_hours: float = 0
    valid_hours: float = 0

    def title(self, planned: datetime) -> str:
        return str(self.fields["title"]).format(**self._days(planned))

    def told(self, planned: datetime, drafted: datetime, contact_id: int) -> dict[str, Any]:
        """All fields of the finished piece, as a revision stores them."""
        days = self._days(planned)
        told = {key: value.format(**days) if isinstance(value, str) else value for key, value in self.fields.items()}
        told |= {"info_date": _local(drafted).isoformat(), "contact": [contact_id]}
        if self.event_hours:
            told["event_at"] = (drafted - timedelta(hours=self.event_hours)).astimezone(LOCAL).isoformat(timespec="minutes")
        if self.valid_hours:
            told["valid_until"] = (planned + timedelta(hours=self.valid_hours)).astimezone(LOCAL).isoformat(timespec="minutes")
        return told

    def slides(self, planned: datetime) -> tuple[tuple[str, ...], ...]:
        """Heading and lines of each picture."""
        days = self._days(planned)
        cards = self.cards or ((str(self.fields["title"]), *str(self.fields["actions"]).splitlines()),)
        return tuple(tuple(line.format(**days) for line in card) for card in cards)

    def _days(self, planned: datetime) -> dict[str, str]:
        first = _local(planned) + timedelta(days=self.in_days)
        last = first + timedelta(days=self.lasts_days)
        return {"hari": _spoken(first), "sampai": _spoken(last), "bulan": f"{indonesian.MONTHS[first.month - 1]} {first.year}"}


@cache
def scripts(programme: str) -> tuple[Script, ...]:
    """Those of one programme, in the order they are told."""
    raw = tomllib.loads(Path(__file__).with_name(f"{programme}.toml").read_text("utf-8"))
    return tuple(_script(one, programme, raw["defaults"]) for one in raw["pieces"])


def reserved(key: str) -> Script:
    """The one a special part was written for (KeyError)."""
    found = {one.key: one for programme in ("simponi", "asri") for one in scripts(programme) if one.reserved}
    return found[key]


@cache
def remarks(programme: str, about: str) -> tuple[tuple[str, str], ...]:
    """What deciders write when they return a piece, on its text or on its picture: the note and the failed item's reason."""
    raw = tomllib.loads(Path(__file__).with_name(f"{programme}.toml").read_text("utf-8"))
    return tuple((one["note"], one["reason"]) for one in raw["returns"] if one["about"] == about)


def _script(raw: dict[str, Any], programme: str, defaults: dict[str, Any]) -> Script:
    fields = {**defaults, **raw.pop("fields")}
    cards = tuple(tuple(card) for card in raw.pop("cards", ()))
    return Script(programme=programme, fields=fields, cards=cards, alts=tuple(raw.pop("alts")), **raw)


def _local(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def _spoken(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {indonesian.day(day)}"
