"""Comments from a spreadsheet: read within bounds, refused whole with row and reason, shown before anything is written."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from data import files, sheets
from data.media import MEGABYTE
from data.wording import say
from models.errors import NotReady
from models.issues import Issue
from models.planning.sheets.values import Tab, letters
from models.programmes import Programme
from models.public.batches import CommentBatch, Source
from models.public.comment_sheets import FIELDS, CommentColumns, arrivals, found_in, headings
from models.public.receiving import Arrival
from pages.live.moderation import entering, previewing
from pages.ui import blocks, formats
from pages.ui.session import db, telling

KEPT, UPLOAD = "comment-sheet", "comment-sheet-file"
TYPES = ["xlsx", "csv", "xls", "xlsm", "ods", "txt"]  # those we refuse, we refuse in our own words


def show_importing(offered: Sequence[Programme]) -> None:
    programme = entering.choose_programme(offered)
    if not (kept := st.session_state.get(KEPT)):
        st.caption(say("moderation.sheet_help", megabytes=sheets.LARGEST // MEGABYTE))
        st.file_uploader(
            "Berkas XLSX atau CSV", TYPES, key=UPLOAD, max_upload_size=sheets.LARGEST // MEGABYTE, on_change=take,
        )  # fmt: skip
        return
    sha256, name = kept
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/table: {blocks.plain(name)}")
        st.button("Ganti berkas", key="comment-sheet-other", on_click=put_aside)
    with telling():
        show_sheet(programme, sha256, name)


def show_sheet(programme: Programme, sha256: str, name: str) -> None:
    if before := CommentBatch.before(programme.pk, sha256, db()):
        st.info(say("sheets.applied_before", moment=formats.moment(before.at)), icon=":material/history:")
    found = read(sha256, name)
    place = 0
    if len(found) > 1:
        place = st.selectbox("Lembar", range(len(found)), format_func=lambda one: found[one].name, key=f"comment-tab-{sha256[:12]}")
    columns = choose_columns(found[place], sha256)
    if "text" not in columns.at:
        st.warning(say("moderation.sheet_needs"), icon=":material/warning:")
        return
    rows = arrivals(found[place], columns, programme, Arrival(""))
    previewing.show_preview(programme, rows, Source.SHEET, sha256)


def choose_columns(tab: Tab, sha256: str) -> CommentColumns:
    """As recognised; changed by hand where needed."""
    guessed = found_in(tab)
    labels = {place: f"{letters(place)} · {text[:40]}" for place, text in headings(tab, guessed).items()}
    labels |= {place: letters(place) for place in guessed.at.values() if place not in labels}
    at = {}
    with st.expander("Kolom", icon=":material/view_column:", expanded="text" not in guessed.at, key=f"comment-map-{sha256[:12]}"):
        for key, label in FIELDS.items():
            known = list(labels).index(guessed.at[key]) if guessed.at.get(key) in labels else None
            chosen = st.selectbox(
                label, list(labels), index=known, format_func=lambda one: blocks.plain(labels[one]), placeholder="Tidak ada di berkas",
                key=f"comment-col-{key}-{sha256[:12]}",
            )  # fmt: skip
            if chosen is not None:
                at[key] = chosen
    return CommentColumns(guessed.heading, at)


def take() -> None:
    """Kept and looked into at once: what can't be read is refused before anything is asked."""
    file = st.session_state.get(UPLOAD)
    if file is None:
        return
    with telling():
        data = file.getvalue()
        kept = files.keep(data).sha256
        read(kept, file.name)
        st.session_state[KEPT] = [kept, file.name]


def put_aside() -> None:
    st.session_state.pop(KEPT, None)


@lru_cache(maxsize=8)  # a hash always means the same bytes
def read(sha256: str, name: str) -> tuple[Tab, ...]:
    try:
        data = files.read(sha256)
    except OSError:
        raise NotReady(Issue("page", "sheet_file_gone"))
    return sheets.read(data, name)
