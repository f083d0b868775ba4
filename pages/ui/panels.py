"""A chart with everything that belongs to it: one sentence, its table, CSV and PNG, and where its figures come from."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import streamlit as st

from data.wording import say
from models.planning.sheets.values import harmless
from pages.documents import chart_picture
from pages.ui import blocks, charts

Table = Mapping[str, Sequence[Any]]  # heading → column


@dataclass(frozen=True)
class Panel:
    """`reading` says in one sentence what the chart shows; `table` is heading → column for people, the same figures as the chart."""

    key: str
    reading: str
    what: str
    spec: charts.Spec | None
    table: Table = field(default_factory=dict)
    height: int = 280
    origin: tuple[str, Mapping[str, str]] | None = None  # the screen that lists what was counted: page file and query


ORIGIN = ("results/imports/page.py", {"tab": "indikator"})


def show(panel: Panel, *, empty: str, scale: float = 1.0) -> None:
    with st.container(border=True, gap="small", key=f"panel-{panel.key}"):
        with st.container(horizontal=True, vertical_alignment="top", wrap=False):
            st.markdown(f"**{blocks.plain(panel.reading)}**  \n:small[:gray[{blocks.plain(panel.what)}]]", width="stretch")
            if panel.spec:
                show_menu(panel)
        if panel.spec is None:
            st.caption(empty)
        elif st.session_state.get(f"table-{panel.key}"):
            st.dataframe(dict(panel.table), hide_index=True, width="stretch", key=f"rows-{panel.key}")
        else:
            charts.draw(panel.spec, panel.height, scale=scale, key=f"chart-{panel.key}")


def show_menu(panel: Panel) -> None:
    assert panel.spec is not None
    with st.popover("Data", type="tertiary", key=f"data-{panel.key}"):
        st.toggle("Lihat tabel", key=f"table-{panel.key}")
        name = f"simpul-{panel.key}"
        st.download_button(
            "Unduh CSV", as_csv(panel.table), f"{name}.csv", "text/csv", key=f"csv-{panel.key}", icon=":material/table_view:",
            type="tertiary", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Unduh PNG", chart_picture.offered(panel.spec, panel.reading, panel.what), f"{name}.png", "image/png", key=f"png-{panel.key}",
            icon=":material/image:", type="tertiary", on_click="ignore",
        )  # fmt: skip
        if panel.origin is not None:
            page, query = panel.origin
            st.page_link(page, label="Asal angka", icon=":material/manage_search:", query_params=dict(query))
        st.caption(say("dashboard.data_help"))


def as_csv(table: Table) -> Callable[[], bytes]:
    """UTF-8 with its mark, cut by `;`, decimals with a comma; a text that a spreadsheet would run is made harmless."""

    def write() -> bytes:
        out = StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(list(table))
        writer.writerows([_cell(value) for value in row] for row in zip(*table.values(), strict=True))
        return out.getvalue().encode("utf-8-sig")

    return write


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value) if isinstance(value, int) else harmless(str(value))
