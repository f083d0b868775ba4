"""Publikasi: yang menunggu jadwal, yang terjadwal, yang sudah tayang, dan arsip."""

import streamlit as st

from data.wording import say
from pages.live.publications import archive, pause, published, scheduled
from pages.ui import blocks
from pages.ui.session import me, programme_choice

TABS = {
    "found": ("Hasil pencarian", archive.show_found),
    "scheduled": ("Terjadwal", scheduled.show_scheduled),
    "published": ("Sudah tayang", published.show_published),
    "archive": ("Arsip", archive.show_archive),
}
TAB = "publications-tab"


def show_publications() -> None:
    actor, programme_id = me(), programme_choice()
    blocks.title("Publikasi", say("publications.help"))
    pause.show_pauses(actor, programme_id)
    offered = [key for key in TABS if key != "found" or st.query_params.get("cari", "").strip()]
    TABS[chosen(offered)][1](actor, programme_id)


def chosen(offered: list[str]) -> str:
    """A search or a linked content decides once; after that the person does."""
    asked = st.query_params.get("cari", ""), st.query_params.get("id", ""), st.query_params.get("tab", "")
    if st.session_state.get("publications-asked") != asked:
        st.session_state["publications-asked"] = asked
        first = "found" if "found" in offered else "scheduled"
        st.session_state[TAB] = asked[2] if asked[2] in offered else first
    if st.session_state.get(TAB) not in offered:
        st.session_state[TAB] = "scheduled"
    st.segmented_control(
        "Bagian", offered, key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key][0]}]", label_visibility="collapsed",
        persist_state="session",
    )  # fmt: skip
    return str(st.session_state[TAB])


show_publications()
