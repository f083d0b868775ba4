"""Ekspor dan impor: the calendar as a spreadsheet, taken along and brought back (A3.2)."""

from datetime import date, datetime

import streamlit as st

from data import files, sheets
from data.media import MEGABYTE
from data.wording import say
from models.actors import Actor, can
from models.base import today
from models.people import Person
from models.planning.quarters import Quarter
from models.planning.sheets.imports import SheetImport
from models.planning.sheets.pieces import may_take, month_of
from models.programmes import Programme
from pages.documents import calendar_sheet
from pages.ui import blocks, formats
from pages.ui.session import db, telling
from pages.work.calendar.sheets import file as sheet_file
from pages.work.calendar.sheets import mapping as sheet_mapping
from pages.work.calendar.sheets import preview as sheet_preview

TYPES = ["xlsx", "csv", "xls", "xlsm", "ods", "txt"]  # those we refuse, we refuse in our own words
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_sheets(actor: Actor, programme: Programme) -> None:
    """Both ways for one programme; each says why where it isn't this person's."""
    show_out(actor, programme)
    show_in(actor, programme)


def show_out(actor: Actor, programme: Programme) -> None:
    blocks.heading("Ekspor", icon="download")
    if not may_take(actor, programme):
        blocks.empty(say("sheets.out_none"))
        return
    st.caption(say("sheets.out_help"))
    offered = spans()
    name = f"sheet-span-{programme.pk}"
    chosen = st.selectbox("Rentang", list(offered), index=list(offered).index("m0"), format_func=lambda one: offered[one][0], key=name)
    _, since, until = offered[chosen]
    with st.container(horizontal=True):
        for format, label, mime in (("xlsx", "Unduh XLSX", XLSX), ("csv", "Unduh CSV", "text/csv")):
            st.download_button(
                label, calendar_sheet.offered(programme.pk, since, until, format), calendar_sheet.file_name(programme, since, format),
                mime, key=f"sheet-{format}-{programme.pk}", icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def spans() -> dict[str, tuple[str, datetime, datetime]]:
    """Months and quarters around today: label, first moment, first moment after."""
    found = {}
    for step in range(-3, 7):
        first = shifted(today(), step)
        found[f"m{step}"] = (f"{formats.MONTHS[first.month - 1]} {first.year}", *month_of(first))
    quarter = Quarter.running().previous
    for step in range(-1, 3):
        found[f"q{step}"] = (quarter.label, quarter.since, quarter.until)
        quarter = quarter.following
    return found


def shifted(day: date, months: int) -> date:
    """The first day of a month before or after that of a day."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def show_in(actor: Actor, programme: Programme) -> None:
    blocks.heading("Impor", icon="upload")
    if not can(actor, "plan", programme):
        blocks.empty(say("sheets.in_none"))
        return
    if summary := st.session_state.get(sheet_file.result(programme.pk)):
        st.success(summary, icon=":material/check_circle:")
    taken = sheet_file.uploaded(programme.pk)
    if taken is None:
        ask_file(programme)
        show_past(programme)
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/table: {blocks.plain(taken.name)}")
        st.button("Ganti berkas", key=f"sheet-other-{programme.pk}", on_click=sheet_file.put_aside, args=(programme.pk,))
    with telling():
        tab = sheet_mapping.choose_tab(taken)
        columns = sheet_mapping.choose_columns(programme, taken, tab)
        if columns:
            sheet_preview.show_preview(actor, programme, taken, tab, columns)


def ask_file(programme: Programme) -> None:
    st.caption(say("sheets.in_help", megabytes=sheets.LARGEST // MEGABYTE))
    key = f"sheet-file-{programme.pk}"
    st.file_uploader(
        "Berkas XLSX atau CSV", TYPES, key=key, max_upload_size=sheets.LARGEST // MEGABYTE, on_change=take, args=(programme.pk,)
    )


def take(programme_id: int) -> None:
    """Kept and looked into at once: what can't be read is refused before anything is asked."""
    file = st.session_state.get(f"sheet-file-{programme_id}")
    if file is None:
        return
    with telling():
        data = file.getvalue()
        found = sheet_file.Uploaded(files.keep(data).sha256, file.name)
        sheet_file.tabs(found)
        sheet_file.put(programme_id, found)


def show_past(programme: Programme) -> None:
    past = SheetImport.latest([programme.pk], db(), 5)
    if not past:
        return
    names = Person.names({one.by_id for one in past if one.by_id}, db())
    with st.expander("Impor terakhir", icon=":material/history:", key=f"sheet-past-{programme.pk}"):
        for one in past:
            st.text(
                say(
                    "sheets.past_import", moment=formats.moment(one.at), who=names.get(one.by_id or 0, "Simpul"), added=one.added,
                    changed=one.changed, unchanged=one.unchanged, refused=one.refused,
                )
            )  # fmt: skip
