"""Replikasi: paket sebuah program, program baru dari paket, silsilah dan pembaruannya."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import administers
from models.programmes import Programme
from pages.office.replication import lineage, making, taking
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me

FOR_ADMINS = "ambil"
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "paket": ("Buat paket", making.show_making),
    "ambil": ("Ambil alih paket", taking.show_taking),
    "silsilah": ("Silsilah dan pembaruan", lineage.show_lineage),
}
TAB, LAST, ASKED = "replication-tab", "replication-last", "replication-asked"


def show_replication() -> None:
    me()
    blocks.title("Replikasi", say("replication.caption"))
    programme = one_programme("replication-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    offered = [key for key in TABS if key != FOR_ADMINS or administers(me())]
    arrive(offered)
    tab = st.segmented_control(
        "Bagian", offered, key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key][0]}]", label_visibility="collapsed"
    )
    st.session_state[LAST] = tab
    TABS[tab if tab in offered else offered[0]][1](programme)


def arrive(offered: list[str]) -> None:
    """Coming here, or by another link: the address decides once, after that the person does."""
    asked = st.query_params.get("tab", "").strip()
    if st.session_state.get(TAB) in offered and st.session_state.get(ASKED) == asked:
        return
    wanted = asked or st.session_state.get(LAST)
    st.session_state.update({ASKED: asked, TAB: wanted if wanted in offered else offered[0]})


show_replication()
