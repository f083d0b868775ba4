"""Bukti dukung di bawah tahapan, kegiatan, atau penjaringan ide: gambar terlihat, berkas dan tautan terbuka."""

from typing import Any

import streamlit as st

from data.wording import say
from models.base import Row
from models.errors import NotReady
from models.governance.activities import Activity
from models.governance.cycles import Cycle
from models.governance.evidence import Evidence, keeps
from models.governance.profiles import Gathering
from models.issues import Issue
from models.programmes import Programme
from pages.ui import blocks, uploads
from pages.ui.session import attempt, me, signed_in, telling


def show_proofs(programme: Programme, subject: str, subject_id: int, found: list[Evidence], within: int = 0) -> None:
    """`within` is the cycle a phase belongs to."""
    may = keeps(programme, me())
    pictures = [one for one in found if one.is_picture]
    if pictures:
        with st.container(horizontal=True, gap="small"):
            for one in pictures:
                with st.container(gap="xxsmall", width=180):
                    st.image(uploads.address(one.sha256), caption=blocks.plain(one.alt), width=180)
                    show_removing(programme, one, may)
    for one in found:
        if not one.is_picture:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.link_button(
                    blocks.plain(one.name), one.link or uploads.address(one.sha256), icon=":material/attach_file:", type="tertiary"
                )
                show_removing(programme, one, may)
    if may:
        show_adding(programme, subject, subject_id, within)


def show_removing(programme: Programme, one: Evidence, may: bool) -> None:
    if may:
        blocks.confirm(
            "Bukti ini tidak lagi ditampilkan.", "Hapus bukti", remove, programme.pk, one.pk, key=f"proof-off-{one.pk}", icon="delete"
        )


def show_adding(programme: Programme, subject: str, subject_id: int, within: int) -> None:
    key = f"proof-{subject}-{subject_id}"
    with st.popover("Tambah bukti", icon=":material/attach_file_add:", key=f"{key}-ask"):
        turn = st.session_state.get(f"{key}-turn", 0)
        st.file_uploader("Foto atau PDF, paling besar 20 MB", key=f"{key}-file-{turn}", max_upload_size=20)
        st.text_input("Yang terlihat pada foto", key=f"{key}-alt", max_chars=300)
        st.text_input("atau tautan (https)", key=f"{key}-link", max_chars=500)
        st.button("Tambahkan", key=f"{key}-add", type="primary", on_click=add, args=(programme.pk, subject, subject_id, within, key, turn))


def add(programme_id: int, subject: str, subject_id: int, within: int, key: str, turn: int) -> None:
    with telling():
        uploaded, link = st.session_state.get(f"{key}-file-{turn}"), st.session_state.get(f"{key}-link") or ""
        if not uploaded and not link.strip():
            raise NotReady(Issue("file", "evidence_missing"))
        kept = uploads.kept(uploaded.getvalue(), uploaded.name) if uploaded else None
        with attempt(say("programme.evidence_added"), then=lambda: clear(key, turn)) as session:
            programme, by = Programme.find(programme_id, session), signed_in(session)
            about = subject_row(subject, subject_id, within, programme, by, session)
            if kept:
                alt = st.session_state.get(f"{key}-alt") or ""
                Evidence.add_file(programme, about, by, session, sha256=kept.sha256, name=kept.name, type=kept.type, alt=alt)
            else:
                Evidence.add_link(programme, about, by, session, link, "")


def subject_row(subject: str, subject_id: int, within: int, programme: Programme, by: Any, session: Any) -> Row:
    if subject == "activity":
        return Activity.find(subject_id, by, session)
    if subject == "gathering":
        return Gathering.current(subject_id, None, programme, session)
    return Cycle.find(within, by, session).phase(subject_id)


def clear(key: str, turn: int) -> None:
    """Set, not dropped: the browser would go on showing what was typed."""
    st.session_state.update({f"{key}-alt": "", f"{key}-link": "", f"{key}-turn": turn + 1})


def remove(programme_id: int, evidence_id: int) -> None:
    with attempt(say("programme.evidence_removed")) as session:
        by = signed_in(session)
        Evidence.find(evidence_id, by, session).remove(Programme.find(programme_id, session), by)
