"""Kebijakan dan kontak: kebijakan yang dibaca tim, kontak, akun kanal, izin foto warga."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import administers
from models.programmes import Programme
from pages.office.policies import accounts, contacts, requests, shelf
from pages.office.policies.consents import shelf as consents
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me

# Each part draws itself for the one programme chosen.
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "kebijakan": ("Kebijakan", shelf.show_policies),
    "kontak": ("Kontak", contacts.show_contacts),
    "akun": ("Akun kanal", accounts.show_accounts),
    "izin": ("Izin foto warga", consents.show_consents),
    "data": ("Permintaan data", requests.show_requests),
}
FOR_ADMINS = "data"
TAB, LAST, ASKED = "policies-tab", "policies-last", "policies-asked"


def show_policies_and_contacts() -> None:
    me()
    blocks.title("Kebijakan dan kontak", say("policies.caption"))
    programme = one_programme("contacts-programme")
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


show_policies_and_contacts()
