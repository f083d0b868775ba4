"""Izin baru: siapa, untuk apa, di kanal mana, sampai kapan, dengan buktinya."""

from typing import Any

import streamlit as st

from data import files, formats
from data.wording import say
from models.base import today
from models.governance.consents import Consent
from models.governance.recording_consents import LENGTHS
from models.programmes import Programme
from pages.ui.session import attempt, notice, programmes, signed_in

TYPES = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp"})


def show_form(programme: Programme) -> None:
    channels = {one.key: one.label for one in programme.rules.channels}
    others = {one.pk: one.name for one in programmes() if one.pk != programme.pk}
    st.text_input("Nama warga", key="consent-name", max_chars=LENGTHS["name"])
    st.checkbox("Anak di bawah 18 tahun", key="consent-child")
    if st.session_state.get("consent-child"):
        st.text_input("Nama orang tua atau wali", key="consent-guardian", max_chars=LENGTHS["guardian"])
    st.text_input("Cara menghubungi (boleh kosong)", key="consent-contact", max_chars=LENGTHS["contact"])
    st.text_area("Untuk apa fotonya dipakai", key="consent-purpose", max_chars=LENGTHS["purpose"], height=80)
    st.multiselect(
        "Kanal yang diizinkan", list(channels), key="consent-channels", format_func=lambda one: channels[one], placeholder="Pilih kanal"
    )
    if others:
        st.multiselect(
            "Program lain yang boleh memakai (boleh kosong)", list(others), key="consent-programmes", format_func=lambda one: others[one],
            placeholder="Hanya program ini",
        )  # fmt: skip
    left, right = st.columns(2)
    left.date_input("Tanggal izin", value=today(), max_value=today(), key="consent-signed", format="DD/MM/YYYY")
    right.date_input("Berlaku sampai (boleh kosong)", value=None, key="consent-expires", format="DD/MM/YYYY")
    st.file_uploader("Bukti izin: pindaian atau foto surat", key="consent-proof")
    st.button("Catat izin", key="consent-save", type="primary", icon=":material/save:", on_click=record, args=(programme.pk,))


def record(programme_id: int) -> None:
    state = st.session_state
    proof = kept(state.get("consent-proof"))
    with attempt(say("consents.recorded"), then=forget) as session:
        by = signed_in(session)
        Consent.record(
            Programme.find(programme_id, session), state.get("consent-name") or "", state.get("consent-purpose") or "",
            state.get("consent-channels") or [], by, session, signed_on=state.get("consent-signed") or today(),
            expires_on=state.get("consent-expires"), child=bool(state.get("consent-child")), guardian=state.get("consent-guardian") or "",
            contact=state.get("consent-contact") or "", proof=proof, programmes=state.get("consent-programmes") or [],
        )  # fmt: skip


def kept(upload: Any) -> tuple[str, str, str] | None:
    """Kept before the row that names it; by content, not by name. None without a file, or for one that is neither PDF nor picture."""
    if upload is None:
        return None
    data = upload.getvalue()
    if formats.media_type(data) not in TYPES:
        notice("refused", "Bukti izin berupa PDF atau gambar.")
        return None
    stored = files.keep(data)
    return stored.sha256, upload.name, stored.type


def forget() -> None:
    for key in ("name", "guardian", "contact", "purpose"):
        if f"consent-{key}" in st.session_state:
            st.session_state[f"consent-{key}"] = ""
    st.session_state["consent-child"] = False
