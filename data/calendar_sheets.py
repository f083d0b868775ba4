"""A programme's calendar as a spreadsheet a person can work in and bring back: XLSX and CSV (A3.2, S3.2).

CSV is UTF-8 with its mark, cut by `;` (what Excel with Indonesian settings and LibreOffice open without asking), days as 2026-12-14 and
hours as 09:30, which no language setting reads as another day.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content import indonesian
from models.planning.occasions import day_notes
from models.planning.sheets import pieces as sheet_pieces
from models.planning.sheets.columns import HEADINGS, OURS_ALONE
from models.planning.sheets.pieces import Piece
from models.planning.sheets.values import RUNS, harmless
from models.planning.sheets.words import Words
from models.programmes import Programme

WIDTHS = {
    "id": 7, "version": 6, "date": 12, "hour": 8, "channels": 24, "kind": 18, "title": 46, "owner": 22, "place": 18, "campaign": 22,
    "status": 15, "remark": 40,
}  # fmt: skip
TO_SPARE = 200  # rows below that know their lists already
GREY, TINT = "#E7E6E6", "#FFF2CC"
NOTES = (
    "how_change", "how_preview", "how_new", "how_date", "how_channels", "how_read_only", "how_content", "how_delete", "how_conflict",
    "how_tint",
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """What goes out: the pieces of [since, until) with the names they need; `off` are the days nobody works."""

    programme: Programme
    since: datetime
    until: datetime
    pieces: Sequence[Piece]
    words: Words
    off: frozenset[date]

    @classmethod
    def of(cls, programme: Programme, actor: Actor, since: datetime, until: datetime, session: Session) -> "Span":
        pieces = sheet_pieces.of_span(actor, programme, since, until, session)
        first, last = since.astimezone(LOCAL).date(), until.astimezone(LOCAL).date() - timedelta(days=1)
        notes = day_notes([programme], first, last, session)
        off = frozenset(one.day for one in notes if one.kind not in ("occasion", "lead"))
        return cls(programme, since, until, pieces, sheet_pieces.words_for(programme, pieces, since, until, session), off)

    @property
    def period(self) -> str:
        first, last = self.since.astimezone(LOCAL).date(), self.until.astimezone(LOCAL).date() - timedelta(days=1)
        return f"{indonesian.day(first)} s.d. {indonesian.day(last)}"

    def closed(self, day: date) -> bool:
        return day.weekday() >= 5 or day in self.off

    def cells(self, piece: Piece) -> dict[str, Any]:
        """Text by column; day and hour as what they are."""
        local = piece.at.astimezone(LOCAL)
        named = {key: self.words.told(key, getattr(piece, key)) for key in ("channels", "kind", "owner", "place", "campaign")}
        status = say(f"calendar_statuses.{piece.status}") if piece.status else ""
        return {
            "id": piece.key, "version": piece.version, "date": local.date(), "hour": local.time().replace(second=0, microsecond=0),
            "title": piece.title, **named, "status": status, "remark": piece.remark,
        }  # fmt: skip


def as_csv(span: Span) -> bytes:
    """No cell is ever a formula."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS.values())
    for piece in span.pieces:
        cells = span.cells(piece)
        cells |= {"date": f"{cells['date']:%Y-%m-%d}", "hour": f"{cells['hour']:%H:%M}"}
        writer.writerow(harmless(str(cells[key])) for key in HEADINGS)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(span: Span) -> bytes:
    """Texts are written as texts, marked as such where a spreadsheet would run them when somebody edits the cell."""
    from xlsxwriter import Workbook  # noqa: PLC0415  (only where it is used)

    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(written, options)
    book.set_properties({"title": f"Kalender konten {span.programme.name}", "created": now().astimezone(LOCAL).replace(tzinfo=None)})
    sheet = book.add_worksheet("Kalender")
    lists = _notes(book, span)
    _calendar(sheet, span, _looks(book), lists)
    book.close()
    return written.getvalue()


FORMATS: dict[str, Callable[[Span], bytes]] = {"xlsx": as_xlsx, "csv": as_csv}


def _calendar(sheet: Any, span: Span, look: Callable[..., Any], lists: dict[str, str]) -> None:
    for column, (key, heading) in enumerate(HEADINGS.items()):
        sheet.set_column(column, column, WIDTHS[key], look(key))
        sheet.write_string(0, column, heading, look("heading"))
    for row, piece in enumerate(span.pieces, 1):
        tinted = span.closed(piece.at.astimezone(LOCAL).date())
        for column, (key, value) in enumerate((key, span.cells(piece)[key]) for key in HEADINGS):
            runs = isinstance(value, str) and value.startswith(RUNS)
            quoted = isinstance(value, str) and value.startswith("'")  # else it would come back without its apostrophe
            _write(sheet, row, column, harmless(value) if quoted else value, look(key, tinted=tinted, runs=runs))
    last = len(span.pieces) + TO_SPARE
    for key, source in lists.items():
        column = list(HEADINGS).index(key)
        several = key == "channels"  # a list knows one only: several are typed, so nothing is refused
        sheet.data_validation(1, column, last, column, {"validate": "list", "source": source, "show_error": not several})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(span.pieces), 1), len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value, look) if value else sheet.write_blank(row, column, None, look)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_datetime(row, column, value, look)


def _notes(book: Any, span: Span) -> dict[str, str]:
    """The second sheet: how to work with the first, and the lists it offers; where each list stands."""
    sheet = book.add_worksheet("Petunjuk")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 90)
    sheet.set_column(2, 4, 30)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    purpose = say("sheet_notes.purpose", programme=span.programme.name, period=span.period, moment=indonesian.moment(now()))
    sheet.write_string(0, 0, purpose, bold)
    for row, key in enumerate(NOTES, 2):
        sheet.write_string(row, 0, say(f"sheet_notes.{key}"), wrapped)
    writers = [name for person, name in span.words.owners.items() if person in span.words.writers]
    offered = {"kind": span.words.kinds.values(), "channels": span.words.channels.values(), "owner": sorted(writers)}
    return {key: _listed(sheet, column, HEADINGS[key], offered[key], bold) for column, key in enumerate(offered, 2)}


def _listed(sheet: Any, column: int, heading: str, names: Iterable[str], bold: Any) -> str:
    sheet.write_string(0, column, heading, bold)
    row = 0
    for row, name in enumerate(names, 1):
        sheet.write_string(row, column, name)
    letter = chr(65 + column)
    return f"=Petunjuk!${letter}$2:${letter}${max(row, 1) + 1}"


def _looks(book: Any) -> Callable[..., Any]:
    """A cell's look by its column; each is made once."""
    made: dict[tuple[str, bool, bool], Any] = {}
    numbers = {"date": {"num_format": "dd/mm/yyyy"}, "hour": {"num_format": "hh:mm"}}

    def look(key: str, *, tinted: bool = False, runs: bool = False) -> Any:
        if (key, tinted, runs) not in made:
            chosen: dict[str, Any] = {"valign": "top", "align": "left", **numbers.get(key, {})}
            chosen |= {"text_wrap": True} if key in ("title", "remark", "channels") else {}
            chosen |= {"bg_color": GREY, "font_color": "#595959"} if key in OURS_ALONE else {"bg_color": TINT} if tinted else {}
            chosen |= {"bold": True, "bottom": 1, "bg_color": "#D9E2F3"} if key == "heading" else {}
            made[key, tinted, runs] = book.add_format(chosen)
            if runs:
                made[key, tinted, runs].set_quote_prefix()
        return made[key, tinted, runs]

    return look
