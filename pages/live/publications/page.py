"""Publikasi: yang menunggu jadwal, yang terjadwal, yang sudah tayang, dan arsip."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from pages.live.publications import archive, panel, pause, published, scheduled
from pages.ui import blocks
from pages.ui.session import me, programme_choice

TABS = {
    "found": ("Hasil pencarian", archive.show_found),
    "scheduled": ("Terjadwal", scheduled.show_scheduled),
    "published": ("Sudah tayang", published.show_published),
    "archive": ("Arsip", archive.show_archive),
}
TAB = "publications-tab"
LAST = "publications-last"
ASKED = "publications-asked"


def show_publications() -> None:
    actor, programme_id = me(), programme_choice()
    blocks.title("Publikasi", say("publications.help"))
    pause.show_pauses(actor, programme_id)
    offered = [key for key in TABS if key != "found" or st.query_params.get("cari", "").strip()]
    arrive(offered, actor)
    chosen = st.segmented_control(
        "Bagian", offered, key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key][0]}]", label_visibility="collapsed"
    )
    st.session_state[LAST] = chosen
    TABS[chosen or offered[0]][1](actor, programme_id)


def arrive(offered: list[str], actor: Actor) -> None:
    """Coming here, or by another link: the address decides once, after that the person does."""
    asked = [st.query_params.get(name, "").strip() for name in ("cari", "id", "tab")]
    if st.session_state.get(TAB) in offered and st.session_state.get(ASKED) == asked:
        return
    opened = panel.open_linked(asked[1], actor)
    wanted = "published" if opened and opened.published_at else "scheduled" if opened else st.session_state.get(LAST)
    wanted = asked[2] or ("found" if asked[0] else wanted)
    st.session_state.update({ASKED: asked, TAB: wanted if wanted in offered else "scheduled"})


show_publications()
