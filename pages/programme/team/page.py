"""Tim dan SK: siapa bertugas dengan surat apa, kewenangan pada suatu tanggal, serah terima, notulen."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.programmes import Programme
from pages.programme.team import authority, chart, decrees, handovers, minutes
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me

# Each part draws itself for the one programme chosen.
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "tim": ("Tim", chart.show_chart),
    "sk": ("Surat keputusan", decrees.show_decrees),
    "kewenangan": ("Kewenangan", authority.show_authority),
    "serah": ("Serah terima", handovers.show_handovers),
    "notulen": ("Notulen", minutes.show_minutes),
}
TAB, LAST, ASKED = "team-tab", "team-last", "team-asked"


def show_team() -> None:
    me()
    blocks.title("Tim dan SK", say("team.caption"))
    programme = one_programme("team-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    arrive()
    tab = st.segmented_control(
        "Bagian", list(TABS), key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key][0]}]", label_visibility="collapsed"
    )
    st.session_state[LAST] = tab
    TABS[tab if tab in TABS else next(iter(TABS))][1](programme)


def arrive() -> None:
    """Coming here, or by another link: the address decides once, after that the person does."""
    asked = st.query_params.get("tab", "").strip()
    if st.session_state.get(TAB) in TABS and st.session_state.get(ASKED) == asked:
        return
    wanted = asked or st.session_state.get(LAST)
    st.session_state.update({ASKED: asked, TAB: wanted if wanted in TABS else next(iter(TABS))})


show_team()
