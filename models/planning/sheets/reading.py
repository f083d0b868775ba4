"""One row of a spreadsheet read as what it wants: fields as the calendar keeps them, and every cell that can't be (A3.2)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.errors import NotReady
from models.issues import Issue, Issues
from models.planning.sheets import values as sheet_values
from models.planning.sheets.columns import Columns
from models.planning.sheets.values import Line, Spoilt, Value, parts, words
from models.planning.sheets.words import Words

KEY = re.compile(r"[kr][1-9]\d{0,8}")
LIST_MOST = 60


@dataclass(frozen=True)
class Wanted:
    """`given` holds only fields whose column is in the file; `version` is None where none can be read."""

    number: int
    key: str
    version: int | None
    given: Mapping[str, Any]
    issues: Issues


def keys(lines: Iterable[Line], columns: Columns) -> set[str]:
    """The IDs a file names, those that could be ours."""
    found = (key_of(one, columns) for one in lines)
    return {one for one in found if KEY.fullmatch(one)}


def key_of(line: Line, columns: Columns) -> str:
    """What stands in its ID cell, '' for none."""
    if "id" not in columns.at or not columns.ours:
        return ""
    value = line.at(columns.at["id"])
    return "?" if isinstance(value, Spoilt) else words(value, "").casefold()


def read(line: Line, columns: Columns, known: Words) -> Wanted:
    reading = _Reading(line, columns, known)
    readers: dict[str, Callable[[Value, str], Any]] = {
        "date": sheet_values.day, "hour": sheet_values.hour, "title": words, "remark": words, "kind": reading.kind,
        "channels": reading.channels, "owner": reading.owner, "place": reading.place, "campaign": reading.campaign,
    }  # fmt: skip
    given, issues = {}, []
    for field, reader in readers.items():
        if field not in columns.at:
            continue
        try:
            given[field] = reader(line.at(columns.at[field]), line.address(columns.at[field]))
        except NotReady as unreadable:
            issues += [Issue(field, one.key, one.facts) for one in unreadable.issues]
    if "date" in columns.at and not given.get("hour"):
        given["hour"] = sheet_values.hour_beside(line.at(columns.at["date"]))
    given = {"kind": columns.kinds.get("", ""), "channels": _one(columns.channels.get("")), **given} if not columns.ours else given
    return Wanted(line.number, key_of(line, columns), _version(line, columns), given, Issues(issues))


def foreign(lines: Sequence[Line], columns: Columns, known: Words) -> dict[str, list[str]]:
    """An office's own words for kinds, channels and people that mean nothing here yet ('' for empty cells), by field, first met first."""
    found: dict[str, list[str]] = {"kinds": [], "channels": [], "owners": []}
    asked = {"kinds": ("kind", known.kind), "channels": ("channels", known.channel), "owners": ("owner", known.owner)}
    for name, (field, recognised) in asked.items():
        if field not in columns.at:
            found[name] = [""] if field != "owner" else []
            continue
        for line in lines:
            value = line.at(columns.at[field])
            text = "" if isinstance(value, Spoilt) else words(value, "")
            whole = [text] if name != "channels" or recognised(text) is not None else parts(text) or [""]
            found[name] += [one for one in whole if _unknown(one, recognised, field) and folded(one) not in map(folded, found[name])]
    return {name: texts[:LIST_MOST] for name, texts in found.items()}


def folded(text: str) -> str:
    """How a remembered word is looked up."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class _Reading:
    line: Line
    columns: Columns
    known: Words

    def kind(self, value: Value, cell: str) -> str:
        text = words(value, cell)
        found = self.columns.kinds.get(folded(text)) or (self.known.kind(text) if text else "")
        if text and not found:
            raise _unknown_word("kind", cell, text)
        return found or ""

    def channels(self, value: Value, cell: str) -> tuple[str, ...]:
        text = words(value, cell)
        if whole := self._channel(text):
            return (whole,)
        found = [(one, self._channel(one)) for one in parts(text)]
        if unknown := [one for one, channel in found if not channel]:
            raise _unknown_word("channels", cell, ", ".join(unknown))
        return tuple(dict.fromkeys(channel for _, channel in found if channel))

    def owner(self, value: Value, cell: str) -> int | None:
        text = words(value, cell)
        if folded(text) in self.columns.owners:
            return self.columns.owners[folded(text)] or None
        return self._looked_up("owner", cell, text, self.known.owner)

    def place(self, value: Value, cell: str) -> tuple[str, ...]:
        text = words(value, cell)
        names = [text] if not text or self.known.place(text) else parts(text)
        return tuple(self._looked_up("place", cell, one, self.known.place) for one in names if one)

    def campaign(self, value: Value, cell: str) -> int | None:
        return self._looked_up("campaign", cell, words(value, cell), self.known.campaign)

    def _channel(self, text: str) -> str | None:
        return self.columns.channels.get(folded(text)) or (self.known.channel(text) if text else None)

    def _looked_up(self, field: str, cell: str, text: str, look: Callable[[str], Any]) -> Any:
        found = look(text) if text else None
        if text and found is None:
            raise _unknown_word(field, cell, text)
        return found


def _unknown(text: str, recognised: Callable[[str], Any], field: str) -> bool:
    return field != "owner" if not text else recognised(text) is None


def _unknown_word(field: str, cell: str, text: str) -> NotReady:
    return NotReady(Issue(field, f"sheet_{field}_unknown", {"cell": cell, "value": text[:60]}))


def _version(line: Line, columns: Columns) -> int | None:
    value = line.at(columns.at["version"]) if "version" in columns.at else None
    text = "" if isinstance(value, Spoilt) else words(value, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _one(key: str | None) -> tuple[str, ...]:
    return (key,) if key else ()
