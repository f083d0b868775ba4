"""Tulis dan perbaiki konten."""

import streamlit as st

from models.errors import NotFound
from pages.ui import blocks
from pages.ui.session import me
from pages.work.compose import aside
from pages.work.compose.begin import show_begin
from pages.work.compose.form import show_draft
from pages.work.compose.listing import show_lists


def show_compose() -> None:
    wanted = st.query_params.get("id", "")
    if st.query_params.get("baru") == "1":
        show_begin()
    elif not wanted:
        show_lists()
    elif wanted.isascii() and wanted.isdigit() and len(wanted) < 16:
        show_found(int(wanted))
    else:
        show_nothing()


def show_found(content_id: int) -> None:
    if me().is_inspector:  # his views are logged there
        st.switch_page("review/content/page.py", query_params={"id": str(content_id)})
    try:
        show_draft(content_id)
    except NotFound:
        show_nothing()


def show_nothing() -> None:
    """A foreign draft and none at all look the same."""
    blocks.title("Tidak ditemukan")
    blocks.empty("Draf ini tidak ada, atau bukan bagian dari program Anda.")
    st.button("Kembali ke daftar draf", key="leave", icon=":material/arrow_back:", on_click=aside.leave)


show_compose()
