"""Menjadwalkan pelatihan, atau mencatat yang sudah berlangsung; isian yang sama untuk mengubahnya."""

from datetime import timedelta
from typing import Any

import streamlit as st

from data.wording import say
from models.base import today
from models.governance.holding_trainings import LENGTHS, MOST_HOURS
from models.governance.trainings import Training
from models.programmes import Programme
from pages.ui.session import attempt, signed_in

ROUND = "training-round"


def show_form(programme: Programme) -> None:
    prefix = f"training-new-{st.session_state.get(ROUND, 0)}"
    with st.expander("Jadwalkan pelatihan", icon=":material/add:", key=f"{prefix}-form"):
        show_fields(prefix, programme, None)
        st.button("Jadwalkan", key="training-schedule", type="primary", on_click=schedule, args=(programme.pk, prefix))


def show_fields(prefix: str, programme: Programme, training: Training | None) -> None:
    kinds = {one.key: one for one in programme.rules.trainings.kinds}
    start = list(kinds).index(training.kind) if training and training.kind in kinds else 0
    chosen = st.selectbox("Jenis", list(kinds), index=start, key=f"{prefix}-kind", format_func=lambda one: kinds[one].label)
    if chosen and kinds[chosen].help:
        st.caption(kinds[chosen].help)
    first = training.title if training else ""
    st.text_input("Judul", value=first, key=f"{prefix}-title", max_chars=LENGTHS["title"], placeholder="Membaca butir validasi")
    grid = st.grid(3, min_column_width=130)
    with grid.cell():
        day = training.held_on if training else today() + timedelta(days=7)
        st.date_input("Tanggal", value=day, key=f"{prefix}-held_on", format="DD/MM/YYYY")
    with grid.cell():
        text = training.time if training else "09.00–12.00"
        st.text_input("Jam (boleh kosong)", value=text, key=f"{prefix}-time", max_chars=LENGTHS["time"])
    with grid.cell():
        lessons = training.hours if training else 3.0
        st.number_input("Jam pelajaran", value=lessons, min_value=0.5, max_value=float(MOST_HOURS), step=0.5, key=f"{prefix}-hours")
    place = training.place if training else ""
    st.text_input("Tempat atau tautan https", value=place, key=f"{prefix}-place", max_chars=LENGTHS["place"])
    st.text_input("Pemateri", value=training.trainer if training else "", key=f"{prefix}-trainer", max_chars=LENGTHS["trainer"])


def typed(prefix: str) -> dict[str, Any]:
    return {name: st.session_state.get(f"{prefix}-{name}") for name in ("kind", "held_on", "hours", *LENGTHS)}


def schedule(programme_id: int, prefix: str) -> None:
    with attempt(say("training.scheduled"), then=begin_anew) as session:
        Training.schedule(Programme.find(programme_id, session), signed_in(session), session, **typed(prefix))


def begin_anew() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
