"""Bars of a survey: one series, labelled in ink, as wide as the page; built once, fed with data each time."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

DARK, LIGHT = "#E4E9ED", "#0E1822"
ROW = 34  # pixels of one bar


class Bar(NamedTuple):
    """`value` draws, `words` stand beside it; `marked` in the second colour (what is right, what is weakest)."""

    label: str
    value: float
    words: str
    marked: bool = False


def bars(rows: Sequence[Bar], most: float, key: str) -> None:
    """Horizontal bars from 0 to `most`, in the given order."""
    shown = [one._asdict() for one in rows]
    spec = {**_spec(), "data": {"values": shown}, "height": ROW * max(1, len(rows))}
    spec["layer"][0]["encoding"]["x"]["scale"] = {"domain": [0, most]}
    st.vega_lite_chart(spec, key=key, width="stretch")


def _spec() -> dict[str, Any]:
    ink = DARK if st.context.theme.type == "dark" else LIGHT
    axis = {"labelFontSize": 13, "labelColor": ink, "ticks": False, "domain": False, "labelPadding": 8, "labelLimit": 320, "title": None}
    built = _built()
    layers = [{**one, "encoding": {**one["encoding"], "x": {**one["encoding"]["x"]}}} for one in built["layer"]]
    layers[1]["mark"] = {**layers[1]["mark"], "color": ink}
    return {**built, "layer": layers, "config": {"view": {"stroke": None}, "axisY": axis}}


@cache
def _built() -> dict[str, Any]:
    import altair  # noqa: PLC0415  only results draw

    base = altair.Chart(altair.Data(values=[])).encode(y=altair.Y("label:N", sort=None, title=None), x=altair.X("value:Q", axis=None))
    colors = altair.Color("marked:N", legend=None, scale=altair.Scale(domain=[False, True], range=["#3179A6", "#D9730D"]))
    drawn = base.mark_bar(cornerRadiusEnd=3, height=18).encode(color=colors)
    words = base.mark_text(align="left", dx=6, fontSize=13).encode(text="words:N")
    spec: dict[str, Any] = altair.layer(drawn, words).to_dict()
    spec.pop("$schema", None)
    for one in spec["layer"]:
        one.pop("data", None)
    spec.pop("datasets", None)
    return spec
