"""A Gantt picture: what was planned as a wide pale bar, what really happened as a narrow one in it, and a line for today (S-G, A-G)."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import altair as alt

from pages.ui.charts import ROWS, Spec

HEIGHT = 34  # per bar


def bars(rows: Sequence[dict[str, Any]], today: date) -> Spec:
    """`nama`, `rencana_dari`, `rencana_sampai`, `nyata_dari`, `nyata_sampai` (ISO dates, real ones may be None), `telat`, `teks`."""
    told = [{**row, "hari_ini": today.isoformat()} for row in rows]
    return {**_bars(), "datasets": {ROWS: told}}


def height(count: int) -> int:
    return HEIGHT * max(count, 2) + 40


@cache
def _bars() -> Spec:
    down = alt.Y("nama:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, domain=False, grid=False))
    across = alt.Axis(format="%e %b %y", tickCount=4, labelOverlap=True)
    tips = [alt.Tooltip("nama:N", title="Tahapan"), alt.Tooltip("teks:N", title="Waktu")]
    base = alt.Chart(alt.NamedData(name=ROWS)).encode(y=down, tooltip=tips)
    plan = base.mark_bar(height={"band": 0.72}, opacity=1, cornerRadius=3).encode(
        x=alt.X("rencana_dari:T", title=None, axis=across), x2="rencana_sampai:T", color=alt.value("@rule")
    )  # fmt: skip
    shade = alt.condition("datum.telat", alt.value("@low"), alt.value("@good"))
    real = base.transform_filter("isValid(datum.nyata_dari)").mark_bar(height={"band": 0.34}, cornerRadius=2).encode(
        x="nyata_dari:T", x2="nyata_sampai:T", color=shade
    )  # fmt: skip
    line = alt.Chart(alt.NamedData(name=ROWS)).transform_aggregate(
        hari_ini="min(hari_ini)", awal="min(rencana_dari)", akhir="max(rencana_sampai)"
    )  # fmt: skip
    line = line.transform_filter("datum.hari_ini >= datum.awal && datum.hari_ini <= datum.akhir")
    line = line.mark_rule(strokeDash=[5, 4], strokeWidth=2).encode(x="hari_ini:T", color=alt.value("@ink"))
    spec: Spec = alt.layer(plan, real, line).to_dict()
    spec.pop("config", None)
    return spec
