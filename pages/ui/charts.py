"""Charts as cached specifications: built with Altair once per shape, fed with rows, drawn in the theme's colours."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

import altair as alt
import streamlit as st

from models.content import indonesian

Rows = Sequence[Mapping[str, Any]]
Spec = dict[str, Any]

ROWS = "rows"
WIDEST = 5  # series that can still be told apart
MOST_PERCENT = 140  # a target passed by more is drawn to here; its words say how much it was
LIGHT = {"ink": "#0E1822", "soft": "#5B6773", "paper": "#FFFFFF", "good": "#71A6C8", "low": "#D9730D", "rule": "#D5DBE1"}
DARK = {"ink": "#E4E9ED", "soft": "#A4B0BA", "paper": "#12181E", "good": "#3F86B3", "low": "#F0964A", "rule": "#36424D"}
SERIES = {
    "light": ["#0B5C8C", "#D9730D", "#17A467", "#51183B", "#6E747C"],
    "dark": ["#5BAFE0", "#F0964A", "#45876D", "#A152DE", "#D1CAD3"],
}
SCALE = {
    "light": ["#EAF2F7", "#B5D1E3", "#71A6C8", "#3179A6", "#0B5680", "#063F60"],
    "dark": ["#16222C", "#183F55", "#226184", "#468BB3", "#8DBDDB", "#BBDAEC"],
}


def dark() -> bool:
    return getattr(st.context.theme, "type", "light") == "dark"


def draw(spec: Spec, height: int, *, scale: float = 1.0, key: str | None = None) -> None:
    """In the visitor's colours; `scale` 1.7 is for a projector."""
    st.vega_lite_chart(dressed(spec, height, scale, night=dark()), width="stretch", key=key)


def dressed(spec: Spec, height: int, scale: float = 1.0, *, night: bool = False) -> Spec:
    """Colours, sizes and Indonesian numbers put on; also for a picture, which is always light."""
    tones, family = (DARK, "dark") if night else (LIGHT, "light")
    worn = _recoloured(deepcopy(spec), {f"@{name}": value for name, value in tones.items()})
    worn["height"], worn["config"] = height, _look(tones, family, scale)
    return worn


def lines(rows: Rows, order: Sequence[str], unit: str = ",.0f") -> Spec:
    """`hari` (ISO date), `nilai`, `seri`, and on each series' last row `ujung` (its short name), and `letak` and `akhir` (where
    its label stands).
    """
    return _fed(_lines(tuple(order[:WIDEST]), unit), rows)


def bars(rows: Rows, widest: int = 200) -> Spec:
    """`nama`, `nilai`, `rencana` (a tick; absent = none), `kurang` (drawn as below target), `teks` and, for a phone, `pendek`."""
    return _fed(_bars(widest), rows)


def percents(rows: Rows, scale: float = 1.0) -> Spec:
    """`nama` (over its bar), `persen` of the target, `kurang`, `teks` and, for a phone, `pendek`; a dashed line at 100."""
    return _fed(_percents(scale), rows)


def heat(rows: Rows, days: Sequence[str]) -> Spec:
    """`hari`, `jam`, `nilai` (None: too few to say), `teks`, `n`, `kuat` (dark cell, light letters)."""
    return _fed(_heat(tuple(days)), rows)


def points(rows: Rows) -> Spec:
    """`nama`, `lat`, `lon`, `nilai`, `teks`: places on their centroids, larger where there is more; no map tiles."""
    return _fed(_points(), rows)


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Where labels of ascending values may stand without touching."""
    places: list[float] = []
    for value in values:
        places.append(max(value, places[-1] + gap) if places else value)
    return places


@cache
def _lines(order: tuple[str, ...], unit: str) -> Spec:
    told = alt.Scale(domain=list(order))
    across = alt.X("hari:T", title=None, axis=alt.Axis(format="%e %b", tickCount=5), scale=alt.Scale(padding=6))
    base = _chart().encode(x=across, color=alt.Color("seri:N", scale=told, legend=None))
    line = base.mark_line().encode(y=alt.Y("nilai:Q", title=None, axis=alt.Axis(format=unit)))
    tips = [
        alt.Tooltip("seri:N", title="Kanal"),
        alt.Tooltip("hari:T", title="Pekan", format="%e %B"),
        alt.Tooltip("teks:N", title="Nilai"),
    ]
    dot = base.mark_point(filled=True, opacity=0.01, size=60).encode(y="nilai:Q", tooltip=tips)
    ends = base.transform_filter("isValid(datum.ujung)")
    mark = ends.mark_point(filled=True, size=70, opacity=1).encode(y="nilai:Q", shape=alt.Shape("seri:N", scale=told, legend=None))
    words = alt.expr("width < 360 ? datum.ujung : datum.seri")
    name = _chart().transform_filter("isValid(datum.ujung)").mark_text(align="left", dx=10, fontWeight=600, text=words, clip=False)
    return _built(alt.layer(line, dot, mark, name.encode(x="akhir:T", y=alt.Y("letak:Q"))).properties(padding={"right": 76, "left": 5}))


@cache
def _bars(widest: int) -> Spec:
    down = alt.Y("nama:N", sort=None, title=None, axis=alt.Axis(labelLimit=widest, domain=False))
    room = alt.Scale(domainMin=0, nice=False)
    across = alt.X("nilai:Q", title=None, axis=None, scale=room)
    tips = [alt.Tooltip("nama:N", title="Bagian"), alt.Tooltip("teks:N", title="Nilai")]
    bar = _chart().mark_bar(height={"band": 0.5}).encode(x=across, y=down, color=_low(), tooltip=tips)
    tick = _chart().transform_filter("isValid(datum.rencana)").mark_tick(thickness=2.5, size=30).encode(
        x="rencana:Q", y=down, color=alt.value("@ink")
    )  # fmt: skip
    words = alt.expr("width < 280 ? datum.pendek : datum.teks")
    text = _chart().transform_calculate(ujung="max(datum.nilai, isValid(datum.rencana) ? datum.rencana : 0)")
    text = text.mark_text(align="left", dx=10, text=words).encode(x="ujung:Q", y=down)
    # an unseen mark keeps room for the words behind the longest bar
    room_kept = _chart().transform_aggregate(most="max(nilai)", plan="max(rencana)")
    room_kept = room_kept.transform_calculate(batas="max(datum.most, isValid(datum.plan) ? datum.plan : 0) * (width < 360 ? 1.9 : 1.75)")
    return _built(alt.layer(bar, tick, text, room_kept.mark_point(opacity=0).encode(x="batas:Q")))


@cache
def _percents(scale: float) -> Spec:
    down = alt.Y("nama:N", sort=None, title=None, axis=None)
    across = alt.X("persen:Q", title=None, axis=None, scale=alt.Scale(domain=[0, MOST_PERCENT * 1.7], clamp=True))
    size = alt.expr(f"width < 500 ? 13 : {round(12 * scale)}")
    bar = _chart().transform_calculate(persen=f"min(datum.persen, {MOST_PERCENT})").mark_bar(height={"band": 0.3})
    name = _chart().transform_calculate(persen="0")
    name = name.mark_text(align="left", baseline="bottom", dy=alt.expr("width < 500 ? -11 : -13"), fontSize=size)
    words = alt.expr("width < 500 ? datum.pendek : datum.teks")
    text = _chart().transform_calculate(persen=f"min(max(datum.persen, 100), {MOST_PERCENT})")
    text = text.mark_text(align="left", dx=12, text=words, fontSize=size).encode(x=across, y=down)
    rule = _chart().transform_aggregate(n="count()").transform_calculate(garis="100")
    rule = rule.mark_rule(strokeDash=[6, 4], strokeWidth=2.5).encode(x="garis:Q", color=alt.value("@ink"))
    names = name.encode(x=across, y=down, text="nama:N", color=alt.value("@soft"))
    return _built(alt.layer(bar.encode(x=across, y=down, color=_low("@good")), names, text, rule))


@cache
def _heat(days: tuple[str, ...]) -> Spec:
    tips = [
        alt.Tooltip("hari:N", title="Hari"), alt.Tooltip("jam:N", title="Jam"), alt.Tooltip("teks:N", title="Tingkat interaksi (%)"),
        alt.Tooltip("n:Q", title="Jumlah unggahan"),
    ]  # fmt: skip
    down = alt.Y("hari:O", sort=list(days), title=None, axis=alt.Axis(domain=False))
    base = _chart().encode(x=alt.X("jam:O", title=None), y=down, tooltip=tips)
    shade = alt.Color("nilai:Q", legend=None, scale=alt.Scale(zero=False))
    cell = base.transform_filter("isValid(datum.nilai)").mark_rect(cornerRadius=3, stroke=None).encode(color=shade)
    ink = alt.condition("datum.kuat", alt.value("@paper"), alt.value("@ink"))
    return _built(alt.layer(cell, base.mark_text(fontSize=11).encode(text="teks:N", color=ink)))


@cache
def _points() -> Spec:
    across = alt.X("lon:Q", title=None, axis=None, scale=alt.Scale(zero=False, padding=60))
    up = alt.Y("lat:Q", title=None, axis=None, scale=alt.Scale(zero=False, padding=30))
    size = alt.Size("nilai:Q", legend=None, scale=alt.Scale(rangeMin=30, rangeMax=1400, domainMin=0))
    tips = [alt.Tooltip("nama:N", title="Kecamatan"), alt.Tooltip("teks:N", title="Nilai")]
    base = _chart().encode(x=across, y=up)
    dot = base.mark_circle(opacity=0.85).encode(size=size, color=_low("@good"), tooltip=tips)
    name = base.mark_text(dy=-26, fontWeight=600).encode(text="nama:N")
    return _built(alt.layer(dot, name, base.mark_text(dy=26).encode(text="teks:N", color=alt.value("@soft"))))


def _chart() -> alt.Chart:
    return alt.Chart(alt.NamedData(name=ROWS))


def _low(good: str = "@good") -> Any:
    return alt.condition("datum.kurang", alt.value("@low"), alt.value(good))


def _built(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    spec: Spec = chart.to_dict()
    spec.pop("config", None)
    return spec


def _fed(spec: Spec, rows: Rows) -> Spec:
    return {**spec, "datasets": {ROWS: [dict(row) for row in rows]}}


def _recoloured(part: Any, tones: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: value if key == "datasets" else _recoloured(value, tones) for key, value in part.items()}
    if isinstance(part, list):
        return [_recoloured(one, tones) for one in part]
    return tones.get(part, part) if isinstance(part, str) else part


def _look(tones: Mapping[str, str], family: str, scale: float) -> Spec:
    months = indonesian.MONTHS

    def sized(size: int) -> int:
        return round(size * scale)

    return {
        "font": "Public Sans, sans-serif",
        "background": tones["paper"],
        "locale": {
            "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]},
            "time": {
                "dateTime": "%A, %e %B %Y %X", "date": "%d/%m/%Y", "time": "%H.%M.%S", "periods": ["", ""],
                "days": ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
                "shortDays": ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
                "months": list(months), "shortMonths": [name[:3] for name in months],
            },
        },
        "axis": {"labelFontSize": sized(12), "labelColor": tones["soft"], "gridColor": tones["rule"], "ticks": False, "labelPadding": 6},
        "axisX": {"grid": False, "labelAngle": 0, "domainColor": tones["rule"]},
        "axisY": {"domain": False, "tickCount": 4},
        "line": {"strokeWidth": 2.5 * scale},
        "bar": {"cornerRadiusEnd": 3},
        "text": {"fontSize": sized(12), "color": tones["ink"]},
        "range": {"category": SERIES[family], "ramp": SCALE[family], "heatmap": SCALE[family]},
        "view": {"stroke": None},
    }  # fmt: skip
