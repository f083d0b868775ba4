"""One-time links, copied by the admin and handed over in person or by message."""

from urllib.parse import urljoin

import streamlit as st
from sqlmodel import Session

from data import settings
from data.wording import say
from models.actors import Actor
from models.invitations import Invitation
from models.people import Person
from pages.ui import blocks


def offer_link(person: Person, by: Actor, session: Session) -> None:
    """A new link, kept for showing until the admin closes it."""
    key = Invitation.make(person, by, session)
    here = st.context.url
    base = settings.public_url() or (here if isinstance(here, str) else "/")
    st.session_state["new_link"] = [person.name, urljoin(base, f"/undangan?kunci={key}")]


def show_link() -> None:
    if not (link := st.session_state.get("new_link")):
        return
    name, address = link
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":blue[:material/link:] {blocks.plain(say('pages.link_for', name=name))}")
        st.code(address, language=None, wrap_lines=True)
        st.button("Sudah disalin", key="link-copied", on_click=st.session_state.pop, args=("new_link", None))
