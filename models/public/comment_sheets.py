"""Comments in a spreadsheet, as platforms and colleagues export them: whose column is which, each row an arrival (S3.3, A3.3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from models.base import LOCAL
from models.content.links import channel_of
from models.errors import NotReady
from models.issues import Issue
from models.planning.sheets.values import Line, Spoilt, Tab, Value, day, hour, hour_beside, words
from models.planning.sheets.words import SHORT
from models.programmes import Programme
from models.public.receiving import Arrival

FIELDS = {"text": "Isi komentar", "author": "Nama atau akun", "at": "Tanggal", "hour": "Jam", "channel": "Kanal", "link": "Tautan"}
SYNONYMS = {
    "text": ("isi komentar", "komentar", "isi", "pesan", "teks", "comment", "comment text", "message", "text", "content",
        "body", "isi pesan"),
    "author": (
        "nama atau akun", "nama", "akun", "nama akun", "pengguna", "username", "author", "user", "name", "from", "author name", "pengirim",
        "user name", "handle",
    ),
    "at": ("tanggal", "waktu", "tgl", "date", "created", "created at", "created time", "timestamp", "tanggal komentar", "published at"),
    "hour": ("jam", "pukul", "time"),
    "channel": ("kanal", "platform", "media", "channel", "medsos", "media sosial", "sumber"),
    "link": ("tautan", "link", "url", "permalink", "post url", "alamat", "tautan unggahan"),
}  # fmt: skip
WITHIN = 10
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})")
NOON = time(12)


@dataclass(frozen=True)
class CommentColumns:
    """Row of the headings (0: none, every row is a comment) and column by field."""

    heading: int
    at: Mapping[str, int]


def found_in(tab: Tab) -> CommentColumns:
    """The headings among the first ten rows; a sheet of one column without any is all comments."""
    best = CommentColumns(0, {})
    for line in (one for one in tab.lines if one.number <= WITHIN):
        known = _known(line)
        if "text" in known and len(known) > len(best.at):
            best = CommentColumns(line.number, known)
    if not best.at and all(len([cell for cell in one.cells if cell is not None]) == 1 for one in tab.lines):
        return CommentColumns(0, {"text": 0})
    return best


def headings(tab: Tab, columns: CommentColumns) -> dict[int, str]:
    """What stands over each column; the first row's cells where nothing was recognised."""
    line = next((one for one in tab.lines if one.number == columns.heading), tab.lines[0] if tab.lines else Line(0, ()))
    return {place: text for place in range(len(line.cells)) if (text := _text(line.at(place)))}


def arrivals(tab: Tab, columns: CommentColumns, programme: Programme, given: Arrival) -> list[tuple[int, Arrival]]:
    """(row, arrival); `given` says link and channel where a row names none. The first row that can't be read refuses the file."""
    found = []
    for line in (one for one in tab.lines if one.number > columns.heading):
        try:
            one = _arrival(line, columns.at, programme, given)
        except NotReady as refused:
            raise NotReady(Issue("page", "comment_row", {"row": line.number}), *refused.issues)
        if one is not None:
            found.append((line.number, one))
    if not found:
        raise NotReady(Issue("page", "comments_no_rows"))
    return found


def _arrival(line: Line, at: Mapping[str, int], programme: Programme, given: Arrival) -> Arrival | None:
    told = {field: words(line.at(column), line.address(column)) for field, column in at.items() if field in ("text", "author", "link")}
    if not told.get("text"):
        return None
    author, link = told.get("author", ""), told.get("link", "") or given.link
    channel = _channel(words(line.at(at["channel"]), line.address(at["channel"])), programme, line) if "channel" in at else ""
    handle = author.lstrip("@") if author.startswith("@") or ("_" in author and " " not in author) else ""
    return replace(
        given, text=told["text"], author="" if handle else author, handle=handle, link=link,
        channel=channel or (channel_of(link, programme.rules.channels) or "") or given.channel, received_at=_moment(line, at),
    )  # fmt: skip


def _moment(line: Line, at: Mapping[str, int]) -> datetime | None:
    """Day and hour in WIB, or an instant with its zone; noon where only a day is said."""
    if "at" not in at:
        return None
    value, cell = line.at(at["at"]), line.address(at["at"])
    if isinstance(value, str) and ISO_MOMENT.fullmatch(value.strip()):
        return datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    if (found := _both(value)) is not None:
        return found
    on = day(value, cell)
    if on is None:
        return None
    told = hour(line.at(at["hour"]), line.address(at["hour"])) if "hour" in at else None
    return datetime.combine(on, told or hour_beside(value) or NOON, LOCAL)


def _both(value: Value) -> datetime | None:
    """A day and an hour written into one cell, as 21/11/2026 09.30."""
    if not isinstance(value, str) or len(told := value.strip().split(" ")) < 2:
        return None
    try:
        on, at = day(" ".join(told[:-1]), ""), hour(told[-1], "")
    except NotReady:
        return None
    return datetime.combine(on, at, LOCAL) if on and at else None


def _channel(text: str, programme: Programme, line: Line) -> str:
    if not text:
        return ""
    short = SHORT.get(text.casefold().strip(), text.casefold().strip())
    for one in programme.rules.channels:
        if short in (one.key, one.label.casefold()):
            return one.key
    raise NotReady(Issue("channel", "comment_channel_in_row", {"value": text[:40]}))


def _known(line: Line) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in range(len(line.cells)):
        bare = " ".join(re.sub(r"[^a-z ]", " ", _text(line.at(place)).casefold()).split())
        key = next((field for field, names in SYNONYMS.items() if bare in names), None)
        if key:
            found.setdefault(key, place)
    return found


def _text(value: Any) -> str:
    if isinstance(value, Spoilt | date | datetime | time) or value is None:
        return ""
    return str(value).strip()
