"""A spreadsheet held against the calendar: one verdict for every row, nothing changed and nothing ever deleted (A3.2)."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from models.actors import Actor
from models.base import LOCAL, today
from models.issues import Issue, Issues
from models.planning.board import USUAL_HOUR
from models.planning.sheets import reading as sheet_reading
from models.planning.sheets.around import Around
from models.planning.sheets.columns import Columns, body
from models.planning.sheets.objections import objections
from models.planning.sheets.pieces import Named, Piece, month_of, named
from models.planning.sheets.reading import KEY, Wanted
from models.planning.sheets.values import Tab
from models.planning.sheets.verdicts import Change, Preview, Row, Verdict
from models.planning.sheets.words import Words
from models.programmes import Programme

FARTHEST = timedelta(days=731)
FIELDS = ("title", "channels", "kind", "owner", "place", "campaign", "remark")


def compare(
    programme: Programme, tab: Tab, columns: Columns, by: Actor, session: Session, *, lock: bool = False, advise: bool = True
) -> Preview:
    """With `lock` the rows named by the file are held until the transaction ends; statements grow with the months, not with the rows."""
    lines = body(tab, columns)
    ours = named(by, programme, sheet_reading.keys(lines, columns), session, lock=lock)
    known = _words(programme, ours, session)
    wanted = [sheet_reading.read(one, columns, known) for one in lines]
    judging = _Judging(programme, by, ours, known)
    rows = [judging.row(one) for one in wanted]
    months = {one.moment for one in rows if one.moment}
    around = Around.of(programme, by, months, session)
    rows = [_known(one, around) for one in rows]
    if advise:
        rows = around.advised(programme, rows, session)
    mentioned = {one.key for one in wanted} | {f"k{one.content_id}" for one in ours.items.values() if one.content_id}
    spoken_of = {month_of(one.at.astimezone(LOCAL).date()) for one in ours.pieces.values()}
    here = [one for one in around.slots if any(since <= one.at < until for since, until in spoken_of)]
    absent = [one for one in here if one.key not in mentioned and one.state != "cancelled"]
    return Preview(rows, absent, ours.items)


def _words(programme: Programme, ours: Named, session: Session) -> Words:
    pieces = ours.pieces.values()
    people, campaigns = {one.owner for one in pieces if one.owner}, {one.campaign for one in pieces if one.campaign}
    return Words.of(programme, session, today() - FARTHEST, today() + FARTHEST, people=people, campaigns=campaigns)


@dataclass
class _Judging:
    programme: Programme
    by: Actor
    ours: Named
    known: Words
    met: dict[str, int] = field(default_factory=dict)

    def row(self, wanted: Wanted) -> Row:
        return self._existing(wanted) if wanted.key else self._new(wanted)

    def _existing(self, wanted: Wanted) -> Row:
        piece = self.ours.pieces.get(wanted.key)
        title = str(wanted.given.get("title") or (piece.title if piece else wanted.key))
        if wanted.key in self.met:
            return _refused(wanted, title, Issue("id", "sheet_id_twice", {"id": wanted.key, "row": self.met[wanted.key]}))
        self.met[wanted.key] = wanted.number
        if piece is None or not KEY.fullmatch(wanted.key):
            return _refused(wanted, title, Issue("id", "sheet_id_unknown", {"id": wanted.key[:20]}))
        moment = _moment(wanted, piece)
        changes = _changes(piece, wanted, moment, self.known)
        wants = {key: wanted.given[key] for key in FIELDS if any(one.field == key for one in changes)}
        channels = tuple(wants.get("channels", piece.channels))
        found = Row(
            wanted.number, Verdict.CHANGED, title, moment, channels, wanted.key, piece.version, tuple(changes), wants, wanted.issues
        )  # fmt: skip
        if not found.issues and not changes:
            return _as(found, Verdict.UNCHANGED)
        issues = found.issues + _far(moment) + objections(self.programme, self.by, piece, found, self.ours, self.known)
        if issues:
            return _as(found, Verdict.REFUSED, issues)
        return found if wanted.version == piece.version else _as(found, Verdict.CONFLICT)

    def _new(self, wanted: Wanted) -> Row:
        given = wanted.given
        on = given.get("date")
        moment = _at(on, given.get("hour") or time(USUAL_HOUR)) if on else None
        wants = {key: given[key] for key in FIELDS if key in given}
        channels = tuple(wants.get("channels", ()))
        found = Row(wanted.number, Verdict.NEW, str(given.get("title", "")), moment, channels, wants=wants, issues=wanted.issues)
        unread = {one.about for one in wanted.issues}
        missing = Issues([] if on or "date" in unread else [Issue("date", "sheet_date_missing")])
        issues = wanted.issues + missing + _far(moment) + objections(self.programme, self.by, None, found, self.ours, self.known)
        if issues:
            return _as(found, Verdict.REFUSED, issues)
        usual = Issues([] if given.get("hour") else [Issue("hour", "sheet_usual_hour", {"hour": f"{USUAL_HOUR:02}.00"})])
        return replace(found, advice=usual)


def _changes(piece: Piece, wanted: Wanted, moment: datetime, known: Words) -> list[Change]:
    """Fields that differ; a cell that couldn't be read, and an empty day or hour, count as unchanged."""
    before, after, found = piece.at.astimezone(LOCAL), moment.astimezone(LOCAL), []
    if before.date() != after.date():
        found.append(Change("date", f"{before:%d/%m/%Y}", f"{after:%d/%m/%Y}"))
    if (before.hour, before.minute) != (after.hour, after.minute):
        found.append(Change("hour", f"{before:%H.%M}", f"{after:%H.%M}"))
    for key in FIELDS:
        if key in wanted.given and not _same(getattr(piece, key), wanted.given[key]):
            found.append(Change(key, known.told(key, getattr(piece, key)), known.told(key, wanted.given[key])))
    return found


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, tuple):
        return set(ours) == set(theirs)
    if isinstance(ours, str):
        return [one.strip() for one in ours.strip().splitlines()] == [one.strip() for one in theirs.splitlines()]
    return bool(ours == theirs)


def _moment(wanted: Wanted, piece: Piece) -> datetime:
    """Its own, to the microsecond, unless day or minute is another."""
    local = piece.at.astimezone(LOCAL)
    day, hour = wanted.given.get("date") or local.date(), wanted.given.get("hour") or local.time().replace(second=0, microsecond=0)
    return piece.at if (day, hour.hour, hour.minute) == (local.date(), local.hour, local.minute) else _at(day, hour)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LOCAL).astimezone(UTC)


def _far(moment: datetime | None) -> Issues:
    near = moment is None or abs(moment.astimezone(LOCAL).date() - today()) <= FARTHEST
    return Issues([] if near else [Issue("date", "sheet_date_far", {"years": FARTHEST.days // 365})])


def _known(row: Row, around: Around) -> Row:
    if row.verdict is not Verdict.NEW or row.moment is None or not around.stands(row.moment, row.title, row.channels):
        return row
    return _as(row, Verdict.KNOWN)


def _refused(wanted: Wanted, title: str, issue: Issue) -> Row:
    return Row(wanted.number, Verdict.REFUSED, title, key=wanted.key, issues=Issues([issue]))


def _as(row: Row, verdict: Verdict, issues: Issues | None = None) -> Row:
    return replace(row, verdict=verdict, issues=row.issues if issues is None else issues)
