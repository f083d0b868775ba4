"""Which column of a spreadsheet is which: our own headings, and those an office's old sheet may have (A3.2)."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.errors import NotReady
from models.planning.sheets.values import Line, Tab, Value, words

HEADINGS = {
    "id": "ID", "version": "Versi", "date": "Tanggal", "hour": "Jam", "channels": "Kanal", "kind": "Jenis informasi", "title": "Judul",
    "owner": "Penanggung jawab", "place": "Kecamatan", "campaign": "Kampanye", "status": "Status", "remark": "Catatan",
}  # fmt: skip
OURS_ALONE = ("id", "version", "status")
MAPPED = tuple(key for key in HEADINGS if key not in OURS_ALONE)
NEEDED = ("date", "title")
SYNONYMS = {
    "date": ("tanggal", "tgl", "hari tanggal", "tanggal tayang", "tanggal posting", "tanggal unggah", "jadwal", "date"),
    "hour": ("jam", "pukul", "waktu", "jam tayang", "jam posting", "time"),
    "title": ("judul", "topik", "tema", "judul konten", "konten", "materi", "isi konten", "ide konten"),
    "channels": ("kanal", "platform", "media", "media sosial", "medsos", "saluran", "akun"),
    "kind": ("jenis informasi", "jenis", "kategori", "jenis konten", "rubrik", "pilar"),
    "owner": ("penanggung jawab", "pic", "petugas", "pelaksana", "pembuat", "penulis"),
    "place": ("kecamatan", "lokasi", "wilayah"),
    "campaign": ("kampanye", "campaign"),
    "remark": ("catatan", "keterangan", "ket", "uraian"),
}  # fmt: skip
WITHIN = 10


@dataclass(frozen=True)
class Columns:
    """Row of the headings, column by field, and what an office's own words stand for (`kinds`, `channels`, `owners`; '' = empty cell).

    `same_day`: an empty day means that of the row above, as under cells that were joined.
    """

    heading: int
    at: Mapping[str, int]
    kinds: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, int] = field(default_factory=dict)
    same_day: bool = False

    @property
    def ours(self) -> bool:
        """Whether the sheet came from here: only then its rows are held against what stands in the calendar."""
        return {"id", "version", "date", "title"} <= self.at.keys()

    def as_remembered(self) -> dict[str, Any]:
        return {
            "at": dict(self.at),
            "kinds": dict(self.kinds),
            "channels": dict(self.channels),
            "owners": dict(self.owners),
            "same_day": self.same_day,
        }


def found_in(tab: Tab) -> Columns | None:
    """The headings among the first ten rows: the row with most known words, of two headings one below the other the lower; or None."""
    best: Columns | None = None
    for line in (one for one in tab.lines if one.number <= WITHIN):
        at = _known(line)
        second = best is not None and line.number == best.heading + 1 and len(at) >= len(best.at)
        if len(at) >= 2 and (best is None or second or len(at) > len(best.at)):
            best = Columns(line.number, at)
    return best


def headings(tab: Tab, columns: Columns) -> dict[int, str]:
    """What stands over each column."""
    line = next((one for one in tab.lines if one.number == columns.heading), Line(0, ()))
    told = {place: _text(line, place) for place in range(len(line.cells))}
    return {place: text for place, text in told.items() if text}


def body(tab: Tab, columns: Columns) -> list[Line]:
    """The rows under the headings, those left out that repeat them or say nothing in any column that counts."""
    over = set(columns.at.items())
    rest = (one for one in tab.lines if one.number > columns.heading)
    found = [one for one in rest if _says(one, columns) and not (len(over) > 1 and over <= set(_known(one).items()))]
    return _days_carried_down(found, columns.at["date"]) if columns.same_day and "date" in columns.at else found


def _days_carried_down(lines: Sequence[Line], column: int) -> list[Line]:
    last: Value = None
    carried = []
    for line in lines:
        last = line.at(column) if line.at(column) not in (None, "") else last
        cells = (*line.cells, *([None] * (column + 1 - len(line.cells))))
        carried.append(Line(line.number, (*cells[:column], last, *cells[column + 1 :])))
    return carried


def _says(line: Line, columns: Columns) -> bool:
    return any(line.at(place) not in (None, "") for place in columns.at.values())


def digest(tab: Tab, columns: Columns) -> str:
    """Tells a layout apart, so that its mapping is remembered: a hash of its headings."""
    told = "|".join(f"{place}:{_bare(text)}" for place, text in sorted(headings(tab, columns).items()))
    return hashlib.sha256(told.encode()).hexdigest()


def _known(line: Line) -> dict[str, int]:
    """Field by column, our own headings before an office's, the first column of two alike."""
    texts = [_bare(_text(line, place)) for place in range(len(line.cells))]
    exact = {_bare(heading): key for key, heading in HEADINGS.items()}
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        if text in exact:
            found.setdefault(exact[text], place)
    for place, text in enumerate(texts):
        key = next((key for key, names in SYNONYMS.items() if text in names), None)
        if key and place not in found.values():
            found.setdefault(key, place)
    return found


def _text(line: Line, place: int) -> str:
    try:
        return words(line.at(place), "")
    except NotReady:
        return ""


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", " ", text.casefold()).split())
