"""Catat manual: the figures of one publication that no export speaks of, with a screenshot."""

import streamlit as st

from data.wording import say
from models.base import today
from models.content.media import MediaRole
from models.errors import NotReady
from models.issues import Issue
from models.programmes import Programme
from models.results.by_hand import published, type_in
from models.results.importing.layouts import VALUES
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, db, signed_in, telling

PICTURES = ["png", "jpg", "jpeg", "webp", "heic"]


def show_publication_figures(programme: Programme) -> None:
    channels = {one.key: one.label for one in programme.rules.channels}
    with st.container(horizontal=True, gap="small"):
        st.selectbox("Kanal", list(channels), key="own-channel", format_func=lambda key: channels[key], width=220)
        st.text_input("Cari judul", key="own-words", max_chars=100, width=260)
    channel = st.session_state["own-channel"]
    found = published(programme, channel, st.session_state["own-words"] or "", db())
    if not found:
        blocks.empty(say("figures.no_publications"))
        return
    names = {one.pk: f"{title} · {formats.short_moment(one.published_at)}" for one, title in found if one.published_at}
    st.selectbox("Publikasi", list(names), key=f"own-publication-{channel}", format_func=lambda pk: names.get(pk, ""))
    with st.form("publication-figures"):
        st.date_input("Hari", today(), key="own-day", format="DD/MM/YYYY", max_value="today", width=180)
        grid = st.grid(4, min_column_width=150)
        for metric in VALUES:
            with grid.cell():
                st.number_input(say(f"metrics.{metric}"), min_value=0, step=1, value=None, key=f"own-{metric}")
        st.file_uploader("Tangkapan layar (PNG, JPG, WEBP)", PICTURES, key="own-proof", max_upload_size=8)
        st.form_submit_button("Catat angka publikasi", on_click=type_figures, args=(programme.pk, channel))


def type_figures(programme_id: int, channel: str) -> None:
    file = st.session_state.get("own-proof")
    with telling():
        proof = uploads.kept(file.getvalue(), file.name, MediaRole.PROOF).sha256 if file else ""
        record(programme_id, channel, proof)


def record(programme_id: int, channel: str, proof: str) -> None:
    state = st.session_state
    with attempt("Tercatat.") as session:
        chosen = state.get(f"own-publication-{channel}")
        if chosen is None:
            raise NotReady(Issue("page", "hand_publication_missing"))
        values = {metric: int(state[f"own-{metric}"]) for metric in VALUES if state.get(f"own-{metric}") is not None}
        programme, by = Programme.find(programme_id, session), signed_in(session)
        type_in(programme, channel, state["own-day"], values, proof, by, session, publication_id=chosen)
