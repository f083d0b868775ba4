"""Which export this is: known layouts of the platforms, each with its own headings, and an office's own ones mapped by hand."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from models.playbooks.indicators import POST_METRICS
from models.results.rollups import DERIVED

WITHIN = 12  # rows in which headings are looked for
FOLLOWERS = "followers"
WATCH_HOURS = "watch_hours"
POST_FIELDS = ("id", "link", "title", "published", "kind")
VALUES = tuple(one for one in POST_METRICS if one not in DERIVED and one != "watch_seconds")
READ = (*VALUES, WATCH_HOURS, FOLLOWERS)


@dataclass(frozen=True)
class Layout:
    """`columns`: field → headings that mean it; `order` is how it writes days with slashes (mdy, dmy, ymd); `kind` posts or series."""

    key: str
    channel: str
    label: str
    kind: str
    order: str
    columns: Mapping[str, tuple[str, ...]]
    marks: tuple[str, ...] = ()

    def written(self) -> dict[str, Any]:
        """As it is remembered with an import."""
        return {"channel": self.channel, "kind": self.kind, "order": self.order, "columns": {k: list(v) for k, v in self.columns.items()}}

    @classmethod
    def own(cls, told: Mapping[str, Any]) -> "Layout":
        """One mapped by hand."""
        columns = {key: tuple(names) for key, names in told["columns"].items()}
        return cls("own", told["channel"], "Tata letak sendiri", told["kind"], told["order"], columns)


@dataclass(frozen=True)
class Recognised:
    """The layout, the row of its headings (as a spreadsheet counts), and the column of each field."""

    layout: Layout
    heading: int
    at: Mapping[str, int]


_known: dict[str, Any] = {}


def hand_in(told: Mapping[str, Any]) -> None:
    """The reference, handed in once at start: models don't read files."""
    _known.update(told)


def layouts() -> tuple[Layout, ...]:
    return tuple(
        Layout(
            one["key"], one["channel"], one["label"], one["kind"], one["order"], {k: tuple(v) for k, v in one["columns"].items()},
            tuple(one["marks"]),
        )
        for one in _known.get("layouts", ())
    )  # fmt: skip


def recognise(first: Sequence[tuple[int, Sequence[Any]]]) -> list[Recognised]:
    """Those that fit the first rows best; several when nothing tells them apart, none when no platform writes such headings."""
    found = [*_series_of_meta(first)]
    for number, cells in first[:WITHIN]:
        words = [bare(one) for one in cells]
        for layout in layouts():
            at = placed(layout, words)
            needed = ("day",) if layout.kind == "series" else ("published",)
            marked = any(bare(mark) in words for mark in layout.marks)
            if marked and all(key in at for key in needed) and any(key in at for key in READ) and (at.keys() & {"id", "link", "day"}):
                found.append(Recognised(layout, number, at))
    if not found:
        return []
    most = max(len(one.at) for one in found)
    best = [one for one in found if len(one.at) == most]
    return list({(one.layout.channel, one.layout.key): one for one in best}.values())


def placed(layout: Layout, words: Sequence[str]) -> dict[str, int]:
    """Column by field: the first heading of each field's list that is there."""
    at: dict[str, int] = {}
    for field, names in layout.columns.items():
        place = next((words.index(bare(name)) for name in names if bare(name) in words), None)
        if place is not None:
            at[field] = place
    return at


def doubled(found: Recognised, first: Sequence[tuple[int, Sequence[Any]]]) -> str:
    """A heading that is read and stands over two columns, so that nobody can tell which one is meant; "" where there is none."""
    words = next(([bare(one) for one in cells] for number, cells in first if number == found.heading), [])
    read = [words[place] for place in sorted(found.at.values()) if place < len(words)]
    return next((one for one in read if words.count(one) > 1), "")


def by_hand(layout: Layout, first: Sequence[tuple[int, Sequence[Any]]]) -> Recognised | None:
    """An own layout again, where all its headings stand in one row."""
    for number, cells in first[:WITHIN]:
        at = placed(layout, [bare(one) for one in cells])
        if len(at) == len(layout.columns):
            return Recognised(layout, number, at)
    return None


def heading_row(first: Sequence[tuple[int, Sequence[Any]]]) -> tuple[int, list[str]]:
    """The row most likely to be the headings of an unknown file: the first with most texts among those above any number."""
    best: tuple[int, list[str]] = (0, [])
    for number, cells in first[:WITHIN]:
        texts = [one if isinstance(one, str) else "" for one in cells]
        if any(re.fullmatch(r"[\d.,]+", one.strip()) for one in texts if one) or any(isinstance(one, int | float) for one in cells):
            break
        if sum(map(bool, texts)) > sum(map(bool, best[1])):
            best = (number, texts)
    return best


def digest(words: Sequence[Any]) -> str:
    """Tells an own layout apart by its headings."""
    return hashlib.sha256("|".join(map(bare, words)).encode()).hexdigest()


def bare(text: Any) -> str:
    return " ".join(text.casefold().split()) if isinstance(text, str) else ""


def _series_of_meta(first: Sequence[tuple[int, Sequence[Any]]]) -> Iterator[Recognised]:
    """A title line, then Date and Primary: what is counted stands in the title alone."""
    for above, (number, cells) in pairwise(first[:WITHIN]):
        words = [bare(one) for one in cells]
        if words[:2] not in (["date", "primary"], ["tanggal", "primer"], ["tanggal", "utama"]):
            continue
        title = bare(above[1][0]) if above[1] else ""
        for one in _known.get("titles", ()):
            if title in [bare(text) for text in one["texts"]]:
                label = f"{one['texts'][0]} (deret harian Meta)"
                layout = Layout(
                    f"meta_{one['metric']}", one["channel"], label, "series", "ymd", {"day": (words[0],), one["metric"]: (words[1],)}
                )
                yield Recognised(layout, number, {"day": 0, one["metric"]: 1})
