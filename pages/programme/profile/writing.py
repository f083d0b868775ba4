"""Menulis profil: seluruhnya dalam satu isian, disimpan sekaligus."""

import pandas as pd
import streamlit as st

from data.wording import say
from models.governance.profiles import ProgrammeProfile, Told
from models.programmes import Programme
from pages.ui.session import attempt, signed_in

OPEN = "profile-open"


def is_open() -> bool:
    return bool(st.session_state.get(OPEN))


def open_form() -> None:
    st.session_state[OPEN] = True


def close_form() -> None:
    st.session_state.pop(OPEN, None)


def show_form(programme: Programme, told: Told) -> None:
    key = f"profile-{programme.pk}"
    st.text_area("Latar belakang", told.background, key=f"{key}-background", height=220, max_chars=6_000)
    st.text_area("Pemangku kepentingan, satu per baris", "\n".join(told.stakeholders), key=f"{key}-stakeholders", height=180)
    st.text_area("Cara menjaring ide", told.gathering, key=f"{key}-gathering", height=100, max_chars=3_000)
    st.caption("Ide yang dipertimbangkan; tandai satu yang dipilih.")
    table = st.data_editor(
        pd.DataFrame(told.ideas, columns=["title", "reason", "chosen"]), key=f"{key}-ideas", num_rows="dynamic", hide_index=True,
        width="stretch", column_config={
            "title": st.column_config.TextColumn("Ide", required=True, max_chars=300, width="medium"),
            "reason": st.column_config.TextColumn("Alasan", max_chars=600, width="large"),
            "chosen": st.column_config.CheckboxColumn("Dipilih", default=False, width="small"),
        },
    )  # fmt: skip
    st.text_area("Alasan pemilihan", told.reasons, key=f"{key}-reasons", height=100, max_chars=3_000)
    with st.container(horizontal=True, gap="small"):
        ideas = table.fillna({"title": "", "reason": "", "chosen": False}).to_dict("records")
        st.button("Simpan profil", key="profile-save", type="primary", on_click=save, args=(programme.pk, told.version, ideas))
        st.button("Batal", key="profile-cancel", on_click=close_form)


def save(programme_id: int, seen: int | None, ideas: list[dict[str, object]]) -> None:
    key = f"profile-{programme_id}"
    words = {name: st.session_state.get(f"{key}-{name}") or "" for name in ("background", "stakeholders", "gathering", "reasons")}
    with attempt(say("programme.saved"), then=close_form) as session:
        ProgrammeProfile.write(Programme.find(programme_id, session), signed_in(session), session, {**words, "ideas": ideas}, seen)
