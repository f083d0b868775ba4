"""Impor data: data capaian masuk, diperiksa, dan dapat ditelusuri."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.programmes import Programme
from pages.results.imports import by_hand, documents, history, indicators, matrix, unmatched, upload
from pages.ui import blocks
from pages.ui.session import me, programme_choice, programmes

Tab = Callable[[Actor, Programme], None]
TABS: dict[str, tuple[str, Tab]] = {
    "kelengkapan": ("Kelengkapan", matrix.show_matrix),
    "berkas": ("Impor berkas", upload.show_upload),
    "riwayat": ("Riwayat", history.show_history),
    "cocokkan": ("Belum cocok", unmatched.show_unmatched),
    "manual": ("Catat manual", by_hand.show_by_hand),
    "dokumen": ("Dokumen", documents.show_documents),
    "indikator": ("Indikator", indicators.show_indicators),
}
TAB, LAST, ASKED = "measure-tab", "measure-last", "measure-asked"


def show_imports() -> None:
    actor = me()
    blocks.title("Impor data", say("figures.help"))
    offered = [one for one in programmes() if can(actor, "read", one)]
    if not offered:
        blocks.empty(say("figures.no_programme"))
        return
    programme = choose(offered)
    arrive()
    tab = st.segmented_control(
        "Bagian", list(TABS), key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key][0]}]", label_visibility="collapsed"
    )
    st.session_state[LAST] = tab
    TABS[tab or next(iter(TABS))][1](actor, programme)


def choose(offered: list[Programme]) -> Programme:
    """The frame's, else one asked for here: figures are always one programme's."""
    chosen = next((one for one in offered if one.pk == programme_choice()), None)
    if chosen or len(offered) == 1:
        return chosen or offered[0]
    names = {one.pk: one for one in offered}
    asked = st.selectbox("Program", list(names), key="measure-programme", format_func=lambda pk: names[pk].name, width=320)
    return names[asked]


def arrive() -> None:
    """By a link the address decides once, after that the person does."""
    asked = st.query_params.get("tab", "").strip()
    if st.session_state.get(TAB) in TABS and st.session_state.get(ASKED) == asked:
        return
    wanted = asked or st.session_state.get(LAST)
    st.session_state.update({ASKED: asked, TAB: wanted if wanted in TABS else next(iter(TABS))})


show_imports()
