"""A line per channel over the weeks of a quarter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.content.indonesian import number
from models.planning.quarters import Quarter
from pages.ui import charts, panels

SHORT = {"instagram": "IG", "facebook": "FB", "tiktok": "TT", "youtube": "YT", "x": "X", "website": "Web"}
APART = 0.075  # of the chart's height: labels closer than that would touch

NO_LABEL: dict[str, Any] = {"ujung": None, "letak": None, "akhir": None}

Series = Mapping[str, Mapping[date, int]]


def panel(key: str, reading: str, what: str, found: Series, labels: Mapping[str, str], quarter: Quarter) -> panels.Panel:
    """The channels with most of it, at most five; the table has them all."""
    largest = sorted(found, key=lambda one: -max(found[one].values()))
    order = [labels.get(one, one) for one in largest[: charts.WIDEST]]
    rows = drawn(found, largest[: charts.WIDEST], labels)
    weeks = sorted({week for told in found.values() for week in told})
    table: dict[str, list[Any]] = {"Pekan mulai": [week.isoformat() for week in weeks]}
    table |= {labels.get(one, one): [found[one].get(week) for week in weeks] for one in largest}
    spec = charts.lines(rows, order) if rows else None
    return panels.Panel(key, reading, what, spec, table, origin=panels.ORIGIN)


def drawn(found: Series, shown: list[str], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of the chart; the last week of each line carries its name, at the right edge and moved apart where two would touch."""
    rows, ends = [], []
    for channel in shown:
        told = sorted(found[channel].items())
        for week, value in told:
            name = labels.get(channel, channel)
            rows.append({"hari": week.isoformat(), "nilai": value, "seri": name, "teks": number(value), **NO_LABEL})
        rows[-1]["ujung"] = SHORT.get(channel, channel[:3])
        ends.append(rows[-1])
    ends.sort(key=lambda row: row["nilai"])
    gap = APART * max((row["nilai"] for row in rows), default=0)
    for row, place in zip(ends, charts.spread([row["nilai"] for row in ends], gap), strict=True):
        row["letak"], row["akhir"] = place, max(one["hari"] for one in rows)
    return rows
