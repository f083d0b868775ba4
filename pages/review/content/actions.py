"""Perbuatan di layar konten yang tidak meminta kata-kata: masing-masing satu kata kerja model dalam satu transaksi."""

import streamlit as st

from models.content.contents import Content
from pages.review.content.checklist import given
from pages.ui.dialogs import opening
from pages.ui.session import attempt, signed_in

ASKED = ("hold", "cancel", "written", "verbal")


def choose(content_id: int, seen: int) -> None:
    """One entry of the menu: a dialog where words are needed, else the verb."""
    act = {"resume": resume, "recall": recall, "release": release}.get(st.session_state.get("more", ""))
    if act:
        act(content_id, seen)
    elif st.session_state.get("more") in ASKED:
        opening(content_id, st.session_state["more"])


def approve(content_id: int, seen: int) -> None:
    with attempt("Disetujui.") as session:
        by = signed_in(session)
        content = Content.current(content_id, seen, by, session)
        content.approve(by, given(content))


def undo(content_id: int, seen: int) -> None:
    with attempt("Keputusan diurungkan.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).undo(by)


def recall(content_id: int, seen: int) -> None:
    with attempt("Pengajuan ditarik kembali.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).recall(by)


def resume(content_id: int, seen: int) -> None:
    with attempt("Dilanjutkan.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).resume(by)


def release(content_id: int, seen: int) -> None:
    with attempt("Dilepaskan.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).release(by)


def confirm_verbal(content_id: int, seen: int) -> None:
    with attempt("Dikonfirmasi.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).confirm_verbal(by)
