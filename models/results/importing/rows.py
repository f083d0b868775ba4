"""One row of an export as it wants to be taken: whose figures, which figures, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.content.links import channel_of
from models.errors import NotReady
from models.issues import Issue
from models.playbooks import Channel
from models.results.importing import cells
from models.results.importing.layouts import READ, WATCH_HOURS, Recognised, bare
from models.results.posts import link_key
from models.results.staging import Verdict

TOTALS = frozenset({"total", "totals", "jumlah", "grand total", "total keseluruhan", "keseluruhan"})
TITLE = 300
FIRST_YEAR = 2005


@dataclass
class Read:
    """`key` is what tells the row's subject apart (a post's id, or a day); `reasons` as (issue key, facts)."""

    number: int
    verdict: Verdict | None = None
    key: str = ""
    title: str = ""
    post: dict[str, Any] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    reasons: list[list[Any]] = field(default_factory=list)

    def refuse(self, *issues: Issue) -> "Read":
        self.verdict = Verdict.REFUSED
        self.reasons += [[one.key, one.facts] for one in issues]
        return self

    def leave_out(self, key: str) -> "Read":
        self.verdict = Verdict.LEFT_OUT
        self.reasons.append([key, {}])
        return self


def read(number: int, row: Sequence[Any], found: Recognised, channel: Channel, until: date) -> Read:
    """Never guesses: whatever can't be read refuses the row, with its cell."""
    made = Read(number)
    if _is_total(row):
        return made.leave_out("export_total_row")
    if _repeats(row, found):
        return made.leave_out("export_heading_again")
    issues: list[Issue] = []

    def cell(name: str, reader: Any, *more: Any) -> Any:
        place = found.at.get(name)
        if place is None:
            return None
        try:
            return reader(row[place] if place < len(row) else None, f"{letters(place)}{number}", *more)
        except NotReady as unread:
            issues.extend(unread.issues)
            return None

    for metric in READ:
        if metric in found.at:
            told = cell(metric, cells.hours if metric == WATCH_HOURS else cells.count)
            if told is not None:
                made.values["watch_seconds" if metric == WATCH_HOURS else metric] = told
    if found.layout.kind == "series":
        at = cell("day", cells.moment, found.layout.order)
        issues += _wrong_day(at, until)
        made.key = made.title = at.day.isoformat() if at else ""
        made.post = {"day": made.key}
    else:
        _read_post(made, row, found, channel, until, cell, issues)
    if issues:
        return made.refuse(*issues)
    return made.leave_out("export_no_figures") if not made.values else made


def _read_post(made: Read, row: Sequence[Any], found: Recognised, channel: Channel, until: date, cell: Any, issues: list[Issue]) -> None:
    identity = cell("id", cells.identifier) or ""
    link = _text(row, found.at.get("link"))
    made.title = " ".join(_text(row, found.at.get("title")).split())[:TITLE]
    published = cell("published", cells.moment, found.layout.order)
    of_link = link_key(channel.key, link) if link else ""
    if link and channel_of(link, (channel,)) is None:
        issues.append(Issue("row", "export_other_channel", {"channel": channel.label, "value": link[:60]}))
    elif not issues and not identity and not of_link:
        issues.append(Issue("row", "export_nothing_tells", {}))
    issues += _wrong_day(published, until) if published or not issues else []
    made.key = identity or of_link
    if channel.key == "youtube" and identity:
        of_link = of_link or identity
    made.post = {
        "id": identity, "link_key": of_link, "link": link[:500], "kind": _text(row, found.at.get("kind"))[:60],
        "at": published.at.isoformat() if published else "", "exact": bool(published and published.exact),
    }  # fmt: skip


def _wrong_day(at: cells.Moment | None, until: date) -> list[Issue]:
    if at is None:
        return [Issue("row", "export_date_missing", {})]
    if at.day.year < FIRST_YEAR:
        return [Issue("row", "export_date_odd", {"cell": "", "value": at.day.isoformat()})]
    return [Issue("row", "export_date_ahead", {"day": at.day.isoformat(), "until": until.isoformat()})] if at.day > until else []


def _is_total(row: Sequence[Any]) -> bool:
    first = next((bare(one) for one in row if one is not None), "")
    return first in TOTALS


def _repeats(row: Sequence[Any], found: Recognised) -> bool:
    words = [bare(one) for one in row]
    over = {bare(name) for names in found.layout.columns.values() for name in names}
    said = [one for one in words if one]
    return (
        len(said) > 1
        and all(one in over or not any(letter.isdigit() for letter in one) for one in said)
        and sum(one in over for one in said) >= max(2, len(found.at) // 2)
    )


def _text(row: Sequence[Any], place: int | None) -> str:
    value = row[place] if place is not None and place < len(row) else None
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def letters(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)
