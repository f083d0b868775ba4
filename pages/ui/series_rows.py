"""Rows of a chart of lines: one point a week and channel, and where each line's name stands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.content.indonesian import number
from pages.ui import charts

SHORT = {"instagram": "IG", "facebook": "FB", "tiktok": "TT", "youtube": "YT", "x": "X", "website": "Web"}
APART = 0.075  # of the chart's height: labels closer than that would touch

NO_LABEL: dict[str, Any] = {"ujung": None, "letak": None, "akhir": None}

Series = Mapping[str, Mapping[date, int]]


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
