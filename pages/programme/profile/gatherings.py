"""Penjaringan ide: cara, tanggal, tempat, peserta, hasil, dan bukti setiap kesempatan (S-B, A-B)."""

import streamlit as st

from data.wording import say
from models.governance.evidence import Evidence
from models.governance.profiles import Gathering
from models.programmes import Programme
from pages.programme.profile import proofs
from pages.ui import blocks, formats
from pages.ui.session import attempt, signed_in

FIELDS = ("method", "place", "participants", "result")


def show_one(programme: Programme, one: Gathering, found: list[Evidence], keeps: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        meta = " · ".join(filter(None, (formats.day(one.held_on) if one.held_on else "tanggal tidak tercatat", one.place)))
        with blocks.row_of(one.method, meta, border=False):
            if keeps:
                with st.popover("Ubah", icon=":material/edit:", key=f"gathering-{one.pk}"):
                    show_fields(programme, one)
                    blocks.confirm("Catatan ini dihapus dari profil.", "Hapus", remove, programme.pk, one.pk, key=f"gathering-off-{one.pk}")
        for label, text in (("Peserta", one.participants), ("Hasil", one.result)):
            if text:
                st.markdown(f":small[**{label}:** {blocks.plain(text)}]")
        proofs.show_proofs(programme, "gathering", one.pk, found)


def show_adding(programme: Programme) -> None:
    with st.popover("Catat penjaringan ide", icon=":material/add:", key="gathering-add"):
        show_fields(programme, None)


def show_fields(programme: Programme, one: Gathering | None) -> None:
    key = f"gathering-{one.pk if one else f'new-{programme.pk}'}"
    st.text_input("Cara (pengamatan, pendataan, diskusi)", one.method if one else "", key=f"{key}-method", max_chars=200)
    st.date_input("Tanggal", one.held_on if one else None, key=f"{key}-on", format="DD/MM/YYYY", max_value="today")
    st.text_input("Tempat", one.place if one else "", key=f"{key}-place", max_chars=200)
    st.text_area("Peserta", one.participants if one else "", key=f"{key}-participants", height=80, max_chars=2_000)
    st.text_area("Hasil", one.result if one else "", key=f"{key}-result", height=80, max_chars=2_000)
    seen = (one.pk, one.version) if one else (None, None)
    st.button("Simpan", key=f"{key}-save", type="primary", on_click=save, args=(programme.pk, key, *seen))


def save(programme_id: int, key: str, gathering_id: int | None, seen: int | None) -> None:
    texts = {name: st.session_state.get(f"{key}-{name}") or "" for name in FIELDS}
    held_on = st.session_state.get(f"{key}-on")

    def clear() -> None:
        for name in (*FIELDS, "on") if gathering_id is None else ():
            st.session_state.pop(f"{key}-{name}", None)

    with attempt(say("programme.saved"), then=clear) as session:
        programme, by = Programme.find(programme_id, session), signed_in(session)
        if gathering_id is None:
            Gathering.record(programme, by, session, held_on, **texts)
        else:
            Gathering.current(gathering_id, seen, programme, session).revise(programme, by, held_on, **texts)


def remove(programme_id: int, gathering_id: int) -> None:
    with attempt(say("programme.saved")) as session:
        programme, by = Programme.find(programme_id, session), signed_in(session)
        Gathering.current(gathering_id, None, programme, session).remove(programme, by)
