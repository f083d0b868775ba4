"""Bars of how much of each target was reached: one picture over all figures, for the projector and the page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from models.results.evaluations.prefilled import FigureLine
from pages.ui import evaluation_words

MOST = 1.25  # a target passed by more is drawn to here; its label says how much it was
DARK, LIGHT = ("#E4E9ED", "#A4B0BA"), ("#0E1822", "#5B6773")
COLORS = {True: ("#5BAFE0", "#F0964A"), False: ("#0B5C8C", "#B25000")}  # reached, missed; on a dark and on a light ground


def show_bars(lines: Sequence[FigureLine], scale: float = 1.0) -> None:
    """Shares of the target from left to right; a dashed line at all of it, reached or not also as a sign and in words."""
    dark = st.context.theme.type == "dark"
    st.vega_lite_chart(spec(lines, scale, dark=dark), width="stretch")


def png(bars: Sequence[dict[str, Any]]) -> bytes:
    """For a Word file: rows with label, share, reached and words."""
    import vl_convert  # noqa: PLC0415  heavy, and only documents need it

    drawn = _spec([{**one, "words": f"{'✓' if one['reached'] else '!'} {one['words']}"} for one in bars], 1.0, dark=False)
    return bytes(vl_convert.vegalite_to_png({**drawn, "width": 620, "background": "white"}, scale=2))


def spec(lines: Sequence[FigureLine], scale: float, *, dark: bool) -> dict[str, Any]:
    rows = [{"label": one.label, "share": min(one.share or 0, MOST), "reached": bool(one.reached), "words": words(one)} for one in lines]
    return _spec(rows, scale, dark=dark)


def _spec(rows: Sequence[dict[str, Any]], scale: float, *, dark: bool) -> dict[str, Any]:
    ink, soft = DARK if dark else LIGHT
    reached, missed = COLORS[dark]
    size = round(12 * scale)
    order = [row["label"] for row in rows]
    return {
        "data": {"values": rows},
        "height": {"step": round(34 * scale)},
        "encoding": {"y": {"field": "label", "type": "nominal", "sort": order, "title": None}},
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 3, "height": {"band": 0.55}},
                "encoding": {
                    "x": {"field": "share", "type": "quantitative", "axis": None, "scale": {"domain": [0, 2.2]}},
                    "color": {"condition": {"test": "datum.reached", "value": reached}, "value": missed},
                },
            },
            {"mark": {"type": "rule", "strokeDash": [6, 5], "strokeWidth": 2, "color": ink}, "encoding": {"x": {"datum": 1}, "y": None}},
            {
                "transform": [{"calculate": "max(datum.share, 1)", "as": "share"}],  # behind the line, never under it
                "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": size, "color": ink},
                "encoding": {"x": {"field": "share", "type": "quantitative"}, "text": {"field": "words"}},
            },
        ],
        "config": {
            "axis": {"labelFontSize": size, "labelColor": soft, "labelLimit": 420, "ticks": False, "domain": False, "grid": False},
            "view": {"stroke": None},
        },
    }


def words(line: FigureLine) -> str:
    """✓ 186.400 dari 180.000 · naik 1.200"""
    sign = "✓" if line.reached else "!"
    said = f"{sign} {evaluation_words.amount(line.value, line)} dari {evaluation_words.amount(line.target, line)}"
    moved = evaluation_words.change(line)
    return f"{said} · {moved}" if moved else said
