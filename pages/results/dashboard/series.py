"""A line per channel over the weeks of a quarter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.planning.quarters import Quarter
from pages.ui import charts, panels, series_rows

Series = Mapping[str, Mapping[date, int]]


def panel(key: str, reading: str, what: str, found: Series, labels: Mapping[str, str], quarter: Quarter) -> panels.Panel:
    """The channels with most of it, at most five; the table has them all."""
    largest = sorted(found, key=lambda one: -max(found[one].values()))
    order = [labels.get(one, one) for one in largest[: charts.WIDEST]]
    rows = series_rows.drawn(found, largest[: charts.WIDEST], labels)
    weeks = sorted({week for told in found.values() for week in told})
    table: dict[str, list[Any]] = {"Pekan mulai": [week.isoformat() for week in weeks]}
    table |= {labels.get(one, one): [found[one].get(week) for week in weeks] for one in largest}
    spec = charts.lines(rows, order) if rows else None
    return panels.Panel(key, reading, what, spec, table, origin=panels.ORIGIN)
