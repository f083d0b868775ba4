"""Alamat publik: the address in links that leave the office's walls, and whether it leads here."""

import streamlit as st

from data import reach, settings
from data.wording import say
from pages.ui import blocks

FOUND = "address-reach"
PATHS = ("/s/…", "/unduh/…", "/kalender.ics")  # what answers without signing in (pages/web/routes.py)


def show_address() -> None:
    url = settings.public_url()
    blocks.heading(say("address.heading"), icon="public")
    with st.container(border=True, gap="small"):
        if url is None:
            st.markdown(f":orange[:material/warning: {say('address.none')}]")
            st.caption(say("address.how"))
            return
        st.text(url)
        if reach.is_inside(url):
            st.markdown(f":small[:orange[:material/vpn_lock: {say('address.inside')}]]")
        st.button("Periksa keterjangkauan", icon=":material/network_check:", key="address-check", on_click=check)
        show_found()
        st.link_button("Buka di tab baru", f"{url}/healthz", icon=":material/open_in_new:", key="address-open")
        st.caption(say("address.phone"))
        st.caption(say("address.paths", paths=", ".join(PATHS)))


def show_found() -> None:
    found = st.session_state.get(FOUND)
    if found in list(reach.Reach):
        good = found == reach.Reach.OURS
        color, icon = ("green", "check_circle") if good else ("red", "error")
        st.markdown(f":{color}[:material/{icon}: {blocks.plain(say(f'address.{found}'))}]")


def check() -> None:
    """From the server; what a phone outside sees, only the phone can tell."""
    st.session_state[FOUND] = reach.reach(settings.public_url() or "").value
