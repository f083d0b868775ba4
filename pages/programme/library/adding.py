"""Menambah butir pustaka: berkas pertama, judul, untuk apa."""

import streamlit as st

from data.wording import say
from models.governance.library import LINK, NOTE, TITLE, LibraryItem, LibraryKind
from models.programmes import Programme
from pages.ui import uploads
from pages.ui.session import attempt, signed_in, telling

ROUND = "library-round"


def show_form(programme: Programme) -> None:
    turn = st.session_state.get(ROUND, 0)
    with st.expander("Tambah ke pustaka", icon=":material/add:", key=f"library-form-{turn}"):
        st.segmented_control(
            "Jenis", list(LibraryKind), default=LibraryKind.TEMPLATE, required=True, key=key("kind"),
            format_func=lambda one: f":gray[{say(f'library_kinds.{one}')}]",
        )  # fmt: skip
        st.text_input("Judul", key=key("title"), max_chars=TITLE, placeholder="Templat poster layanan")
        st.text_area("Keterangan (boleh kosong)", key=key("note"), max_chars=NOTE, height=90, placeholder=say("library.note_example"))
        st.text_input("Alamat berkas kerja (boleh kosong)", key=key("link"), max_chars=LINK, help=say("library.link_help"))
        st.file_uploader(say("library.limits"), key=key("file"))
        st.button("Tambah berkas", key="library-add", type="primary", icon=":material/add:", on_click=add, args=(programme.pk,))


def add(programme_id: int) -> None:
    """What was typed stays when something is wrong."""
    typed = {name: st.session_state.get(key(name)) or "" for name in ("title", "note", "link")}
    upload = st.session_state.get(key("file"))
    kind = LibraryKind(st.session_state.get(key("kind")) or LibraryKind.TEMPLATE)
    with telling():
        file = uploads.shelved(upload.getvalue(), upload.name) if upload else None
        with attempt(say("library.added"), then=begin_anew) as session:
            programme = Programme.find(programme_id, session)
            title = typed.pop("title")
            LibraryItem.add(programme, kind, title, file, signed_in(session), session, **typed)


def key(name: str) -> str:
    return f"library-new-{name}-{st.session_state.get(ROUND, 0)}"


def begin_anew() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
