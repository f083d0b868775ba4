"""Satu butir pustaka: pratinjau, versi yang berlaku, versi lama, dan tombol pengelola."""

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.governance.library import CHANGE, LINK, NOTE, TITLE, LibraryFile, LibraryItem
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, signed_in, telling


def show_item(item: LibraryItem, keeps: bool) -> None:
    file = item.current_file
    with st.container(border=True, gap="xsmall", key=f"library-{item.pk}", height="stretch"):
        if file.preview:
            st.image(uploads.address(file.preview), width="stretch")
        st.markdown(f":gray-badge[{say(f'library_kinds.{item.kind}')}] **{blocks.plain(item.title)}**")
        if item.note:
            st.text(item.note)
        st.caption(blocks.plain(version(file)))
        with st.container(horizontal=True, gap="xsmall"):
            st.link_button("Unduh", uploads.address(file.sha256), icon=":material/download:")
            if item.link:
                st.link_button("Berkas kerja", item.link, icon=":material/open_in_new:", help=say("library.link_help"))
            if keeps:
                show_verbs(item)
        if len(item.files) > 1:
            with st.expander(say("library.older", count=len(item.files) - 1), icon=":material/history:"):
                for one in reversed(item.files[:-1]):
                    st.markdown(f"[Versi {one.number}]({uploads.address(one.sha256)}) :small[:gray[{blocks.plain(version(one))}]]")


def version(file: LibraryFile) -> str:
    who = file.by.name if file.by else "Simpul"
    day = formats.day(file.at.astimezone(LOCAL).date())
    return say("library.version", number=file.number, day=day, who=who) + (f": {file.change}" if file.change else "")


def show_verbs(item: LibraryItem) -> None:
    seen = item.pk, item.version
    if item.retired_at is not None:
        st.button("Pakai lagi", key=f"library-back-{item.pk}", icon=":material/undo:", on_click=bring_back, args=seen)
        return
    with st.popover("Kelola", icon=":material/edit:", key=f"library-keep-{item.pk}"):
        st.markdown("**Versi baru**")
        st.file_uploader(say("library.limits"), key=upload_key(item.pk, item.version))
        st.text_input("Yang berubah", key=f"library-change-{item.pk}-{item.version}", max_chars=CHANGE)
        st.button("Simpan versi baru", key=f"library-renew-{item.pk}", type="primary", on_click=renew, args=seen)
        st.divider()
        st.text_input("Judul", value=item.title, key=f"library-title-{item.pk}-{item.version}", max_chars=TITLE)
        st.text_area("Keterangan (boleh kosong)", value=item.note, key=f"library-note-{item.pk}-{item.version}", max_chars=NOTE, height=90)
        link = "Alamat berkas kerja (boleh kosong)"
        st.text_input(link, value=item.link, key=f"library-link-{item.pk}-{item.version}", max_chars=LINK)
        st.button("Simpan keterangan", key=f"library-revise-{item.pk}", on_click=revise, args=seen)
        st.divider()
        st.caption(say("library.retire_help"))
        st.button("Tidak dipakai lagi", key=f"library-retire-{item.pk}", icon=":material/archive:", on_click=retire, args=seen)


def upload_key(item_id: int, seen: int) -> str:
    return f"library-file-{item_id}-{seen}"


def renew(item_id: int, seen: int) -> None:
    """Looked into and kept first; a file that can't be used is said and nothing is written."""
    upload, file = st.session_state.get(upload_key(item_id, seen)), None
    change = st.session_state.get(f"library-change-{item_id}-{seen}") or ""
    with telling():
        file = uploads.shelved(upload.getvalue(), upload.name) if upload else None
        with attempt(say("library.renewed")) as session:
            by = signed_in(session)
            LibraryItem.current(item_id, seen, by, session).renew(file, change, by)


def revise(item_id: int, seen: int) -> None:
    typed = {name: st.session_state.get(f"library-{name}-{item_id}-{seen}") or "" for name in ("title", "note", "link")}
    with attempt(say("library.revised")) as session:
        by = signed_in(session)
        LibraryItem.current(item_id, seen, by, session).revise(by, **typed)


def retire(item_id: int, seen: int) -> None:
    with attempt(say("library.retired")) as session:
        by = signed_in(session)
        LibraryItem.current(item_id, seen, by, session).retire(by)


def bring_back(item_id: int, seen: int) -> None:
    with attempt(say("library.brought_back")) as session:
        by = signed_in(session)
        LibraryItem.current(item_id, seen, by, session).bring_back(by)
