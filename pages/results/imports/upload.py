"""Tab Impor berkas: an export is uploaded, recognised, read into staging and shown row by row before anything counts."""

from datetime import timedelta
from typing import Any

import streamlit as st

from data import files, measure_files
from data.media import MEGABYTE
from data.wording import say
from models.actors import Actor
from models.base import today
from models.errors import NotReady
from models.issues import Issue
from models.programmes import Programme
from models.results.importing import layouts, own
from models.results.importing.layouts import Layout, Recognised
from models.results.posts import objections_to_measuring
from pages.results.imports import mapping, preview
from pages.ui import blocks
from pages.ui.session import db, signed_in, telling

TYPES = ["csv", "xlsx", "txt", "xls", "ods"]  # those we refuse, we refuse in our own words
BACK = timedelta(days=90)


def show_upload(actor: Actor, programme: Programme) -> None:
    if issues := objections_to_measuring(programme, actor):
        blocks.issues_list(issues)
        return
    kept = st.session_state.get(name("file", programme.pk))
    if summary := st.session_state.get(name("done", programme.pk)):
        st.success(summary, icon=":material/check_circle:")
    if kept is None:
        ask_file(programme)
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/table: {blocks.plain(kept['name'])}")
        st.button("Ganti berkas", key="measure-other", on_click=put_aside, args=(programme.pk,))
    with telling():
        if upload_id := st.session_state.get(name("upload", programme.pk)):
            preview.show_preview(actor, programme, upload_id)
        else:
            ask_what(programme, kept)


def ask_file(programme: Programme) -> None:
    st.caption(say("figures.upload_help", megabytes=measure_files.LARGEST // MEGABYTE))
    key = name("uploader", programme.pk)
    st.file_uploader(
        "Ekspor CSV atau XLSX", TYPES, key=key, max_upload_size=measure_files.LARGEST // MEGABYTE, on_change=take, args=(programme.pk,)
    )
    with st.expander("Berkas yang dikenal", icon=":material/help:"):
        st.text("\n".join(one.label for one in layouts.layouts()) + "\n" + say("figures.also_series"))


def take(programme_id: int) -> None:
    """Kept and looked into at once: what can't be read is refused before anything is asked."""
    file = st.session_state.get(name("uploader", programme_id))
    if file is None:
        return
    put_aside(programme_id)
    with telling():
        sha256 = files.keep(file.getvalue()).sha256
        first = measure_files.first_rows(sha256, file.name)
        st.session_state[name("file", programme_id)] = {"sha256": sha256, "name": file.name, "first": first}


def ask_what(programme: Programme, kept: dict[str, Any]) -> None:
    """Which layout, which channel where the headings fit several, and which days the file speaks for."""
    found = layouts.recognise(kept["first"])
    remembered = own.remembered(programme.pk, kept["first"], db())
    if not found and remembered is None:
        mapping.ask(programme, kept)
        return
    options = found or ([remembered] if remembered else [])
    labels = {one.layout.channel: one.layout.label for one in options}
    if len(labels) > 1:
        st.selectbox("Berkas ini dari kanal mana?", list(labels), key=name("channel", programme.pk), format_func=lambda key: labels[key])
    else:
        st.markdown(f":material/verified: {blocks.plain(next(iter(labels.values())))}")
    if options[0].layout.kind == "series":
        st.caption(say("figures.series_period"))
    else:
        with st.container(horizontal=True, gap="small"):
            st.date_input("Periode dari", today() - BACK, key=name("since", programme.pk), format="DD/MM/YYYY", max_value="today")
            st.date_input("Diunduh pada", today(), key=name("until", programme.pk), format="DD/MM/YYYY", max_value="today")
        st.caption(say("figures.period_help"))
    st.button("Pratinjau", type="primary", icon=":material/preview:", key="measure-look", on_click=look, args=(programme.pk,))


def look(programme_id: int) -> None:
    """Reads the whole file into staging, in batches; nothing counts yet."""
    kept = st.session_state[name("file", programme_id)]
    bar = st.progress(0.0, "Membaca berkas …")
    with telling():
        found = chosen(programme_id, kept, db())
        since = st.session_state.get(name("since", programme_id)) or today() - BACK
        until = st.session_state.get(name("until", programme_id)) or today()
        upload_id = measure_files.into_staging(
            kept["sha256"], kept["name"], found, since, until, programme_id, signed_in, preview.progressing(bar)
        )
        st.session_state[name("upload", programme_id)] = upload_id
    bar.empty()


def chosen(programme_id: int, kept: dict[str, Any], session: Any) -> Recognised:
    if told := st.session_state.get(name("mapped", programme_id)):
        again = layouts.by_hand(Layout.own(told), kept["first"])
        if again is not None:
            return again
    found = layouts.recognise(kept["first"])
    remembered = own.remembered(programme_id, kept["first"], session)
    options = found or ([remembered] if remembered else [])
    channel = st.session_state.get(name("channel", programme_id))
    one = next((one for one in options if one.layout.channel == channel), options[0] if options else None)
    if one is None:
        raise NotReady(Issue("page", "export_unknown_layout"))
    return one


def put_aside(programme_id: int) -> None:
    for part in ("file", "upload", "done", "mapped", "channel"):
        st.session_state.pop(name(part, programme_id), None)


def name(part: str, programme_id: int) -> str:
    return f"measure-{part}-{programme_id}"
