"""Pustaka: templat, panduan gaya, dan perangkat media program, semua versinya."""

import streamlit as st

from data.wording import say
from models.governance.library import PAGE, LibraryItem, LibraryKind
from models.programmes import Programme
from pages.programme.library import adding
from pages.programme.library.item import show_item
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import db, me

TURN = "library-turn"


def show_library() -> None:
    me()
    blocks.title("Pustaka", say("library.caption"))
    programme = one_programme("library-programme")
    if programme is None or (programme.pk not in me().teams and not (me().sees_all or me().is_admin)):
        blocks.empty(say("pages.no_role_mine"))
        return
    keeps = not LibraryItem.objections_to_keeping(programme, me())
    words, kinds, retired = show_filters(programme.pk)
    if keeps:
        adding.show_form(programme)
    show_shelf(programme, words, kinds, retired, keeps)


def show_filters(programme_id: int) -> tuple[str, tuple[LibraryKind, ...], bool]:
    """Words and kinds wanted; retired items stand on a shelf of their own."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.text_input("Cari", key=f"library-words-{programme_id}", placeholder="Judul, keterangan, nama berkas", max_chars=80)
        chosen = st.pills(
            "Jenis", list(LibraryKind), key=f"library-kinds-{programme_id}", selection_mode="multi",
            format_func=lambda one: f":gray[{say(f'library_kinds.{one}')}]",
        )  # fmt: skip
        retired = st.toggle("Tidak dipakai lagi", key=f"library-retired-{programme_id}")
    return words or "", tuple(chosen or ()), retired


def show_shelf(programme: Programme, words: str, kinds: tuple[LibraryKind, ...], retired: bool, keeps: bool) -> None:
    place = f"{TURN}-{programme.pk}-{words}-{'-'.join(kinds)}-{retired}"
    page = st.session_state.get(place, 1)
    items, count = LibraryItem.shelf(programme.pk, me(), db(), words=words, kinds=kinds, retired=retired, page=page)
    if not items:
        reason = "nothing_found" if words or kinds else "none_retired" if retired else "none_keeper" if keeps else "none"
        blocks.empty(say(f"library.{reason}"))
        return
    grid = st.grid(3, min_column_width=280)
    for one in items:
        with grid.cell():
            show_item(one, keeps)
    if count > PAGE:
        st.pagination(-(-count // PAGE), key=place)


show_library()
