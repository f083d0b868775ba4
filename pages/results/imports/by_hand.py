"""Tab Catat manual: followers with a screenshot, and the weekly count of questions asked at the counter."""

from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import today
from models.content.media import MediaRole
from models.errors import NotReady
from models.issues import Issue
from models.planning.quarters import monday
from models.programmes import Programme
from models.results.by_hand import type_in
from models.results.documents import FaceToFace
from models.results.posts import objections_to_measuring
from pages.results.imports import publication_figures
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, db, signed_in, telling

PICTURES = ["png", "jpg", "jpeg", "webp", "heic"]
WEEKS = 8


def show_by_hand(actor: Actor, programme: Programme) -> None:
    issues = objections_to_measuring(programme, actor)
    blocks.heading("Pengikut kanal", icon="group")
    if issues:
        blocks.issues_list(issues)
    else:
        ask_followers(programme)
        blocks.heading("Angka satu publikasi", icon="monitoring")
        publication_figures.show_publication_figures(programme)
    blocks.heading("Pertanyaan tatap muka per pekan", icon="record_voice_over")
    st.caption(say("figures.face_help"))
    show_weeks(programme, may=not issues)


def ask_followers(programme: Programme) -> None:
    channels = {one.key: one.label for one in programme.rules.channels}
    with st.form("followers", clear_on_submit=False):
        with st.container(horizontal=True, gap="small"):
            st.selectbox("Kanal", list(channels), key="hand-channel", format_func=lambda key: channels[key], width=220)
            st.date_input("Hari", today(), key="hand-day", format="DD/MM/YYYY", max_value="today", width=180)
            st.number_input("Pengikut", min_value=0, step=1, value=None, key="hand-value", width=180)
        st.file_uploader("Tangkapan layar (PNG, JPG, WEBP)", PICTURES, key="hand-proof", max_upload_size=8)
        st.form_submit_button("Catat pengikut", on_click=type_followers, args=(programme.pk,))


def type_followers(programme_id: int) -> None:
    file = st.session_state.get("hand-proof")
    with telling():
        proof = uploads.kept(file.getvalue(), file.name, MediaRole.PROOF).sha256 if file else ""
        record_followers(programme_id, proof)


def record_followers(programme_id: int, proof: str) -> None:
    state = st.session_state
    with attempt("Tercatat.") as session:
        values = {} if state.get("hand-value") is None else {"followers": int(state["hand-value"])}
        type_in(Programme.find(programme_id, session), state["hand-channel"], state["hand-day"], values, proof, signed_in(session), session)


def show_weeks(programme: Programme, *, may: bool) -> None:
    this = monday(today())
    weeks = [this - timedelta(weeks=back) for back in range(WEEKS)]
    counted = FaceToFace.weeks(programme.pk, weeks[-1], this, db())
    for week in weeks:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(formats.period(week, week + timedelta(days=6)), width="stretch")
            known = counted.get(week)
            if not may:
                st.markdown(f"**{formats.number(known)}**" if known is not None else f":gray[{say('figures.none')}]", width="content")
                continue
            key = f"face-{programme.pk}-{week}"
            st.number_input(
                "Jumlah", min_value=0, max_value=9999, step=1, value=known, key=key, placeholder=say("figures.none"), width=190,
                label_visibility="collapsed",
            )  # fmt: skip
            st.button("Simpan", key=f"save-{key}", on_click=report, args=(programme.pk, week.isoformat(), key))


def report(programme_id: int, week: str, key: str) -> None:
    with attempt("Tercatat.") as session:
        count = st.session_state.get(key)
        if count is None:
            raise NotReady(Issue("count", "face_count_odd"))
        FaceToFace.report(Programme.find(programme_id, session), date.fromisoformat(week), int(count), signed_in(session), session)
