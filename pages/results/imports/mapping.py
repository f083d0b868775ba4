"""An own layout: which column is what, asked once and remembered with the import."""

from typing import Any

import streamlit as st

from data.wording import say
from models.programmes import Programme
from models.results.importing import layouts, own
from models.results.importing.layouts import READ
from pages.results.imports import upload
from pages.ui import blocks

COLUMNS = 2  # fewer make no export: a day or a post, and a figure
ORDERS = {"dmy": "Hari/bulan/tahun", "mdy": "Bulan/hari/tahun", "ymd": "Tahun-bulan-hari"}
FIELDS = {"id": "ID unggahan", "link": "Tautan", "title": "Judul", "published": "Tanggal unggah"}


def ask(programme: Programme, kept: dict[str, Any]) -> None:
    number, texts = layouts.heading_row(kept["first"])
    headings = list(dict.fromkeys(one for one in texts if one))
    if not number or len(headings) < COLUMNS:
        blocks.empty(say("figures.no_heading"))
        return
    st.warning(say("issues.export_unknown_layout"), icon=":material/warning:")
    channels = {one.key: one.label for one in programme.rules.channels}
    with st.container(horizontal=True, gap="small"):
        channel = st.selectbox("Kanal", list(channels), format_func=lambda key: channels[key], key="map-channel", width=220)
        kind = st.selectbox("Isi", ["posts", "series"], format_func=lambda key: say(f"figures.kind_{key}"), key="map-kind", width=220)
        order = st.selectbox("Urutan tanggal", list(ORDERS), format_func=lambda key: ORDERS[key], key="map-order", width=220)
    fields = {"day": "Hari"} if kind == "series" else FIELDS
    columns, grid = {}, st.grid(3, min_column_width=240)
    for field, label in {
        **fields,
        **{one: say(f"metrics.{one}") if one != "watch_hours" else "Waktu tonton (jam)" for one in READ},
    }.items():
        with grid.cell():
            picked = st.selectbox(label, headings, index=None, placeholder="Tidak ada di berkas", key=f"map-{field}")
        if picked is not None:
            columns[field] = picked
    issues = own.objections_to_mapping(columns, kind)
    st.button(
        "Pakai pemetaan ini", type="primary", key="map-use", disabled=bool(issues), on_click=use,
        args=(programme.pk, channel, kind, order, columns),
    )  # fmt: skip
    blocks.issues_list(issues)


def use(programme_id: int, channel: str, kind: str, order: str, columns: dict[str, str]) -> None:
    st.session_state[upload.name("mapped", programme_id)] = own.mapped(channel, kind, order, columns).written()
    upload.look(programme_id)
