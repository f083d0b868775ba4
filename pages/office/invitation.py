"""Undangan: somebody who got a one-time link sets his own password."""

import streamlit as st

from data.wording import say
from models.errors import Refused
from models.invitations import Invitation
from pages.ui import blocks, new_password, session, sign_in


def show_invitation() -> None:
    with st.container(horizontal=True, horizontal_alignment="center"), st.container(width=420):
        if actor := session.visitor():
            show_to_signed_in(actor.name)
        elif username := st.session_state.get("redeemed"):
            st.success(say("pages.redeemed", username=username), icon=":material/check_circle:")
            sign_in.show_form()
        else:
            show_opened()


def show_opened() -> None:
    """Wrong, late and used links look alike, and each leads on."""
    try:
        invitation = Invitation.opened_by(st.query_params.get("kunci"), session.db())
    except Refused:
        blocks.title("Undangan")
        sign_in.show_way_in()
        raise
    show_fields(invitation)


def show_to_signed_in(name: str) -> None:
    if st.session_state.pop("redeemed", None):
        st.switch_page("work/today.py")
    blocks.title("Undangan")
    blocks.empty(say("pages.invitation_signed_in", name=blocks.plain(name)))
    st.page_link("work/today.py", label="Beranda", icon=":material/home:")


def show_fields(invitation: Invitation) -> None:
    person = invitation.person
    blocks.title(f"Selamat datang, {person.name}", f"Nama pengguna Anda: {person.username}")
    with st.form("invitation"):
        new_password.show_new_password("invited")
        st.form_submit_button("Simpan kata sandi", type="primary", on_click=redeem, args=(person.username, person.name))


def redeem(username: str, name: str) -> None:
    if password := new_password.chosen("invited", username, name):
        with session.attempt(then=lambda: remember(username)) as change:
            Invitation.opened_by(st.query_params.get("kunci"), change, lock=True).redeem(password)


def remember(username: str) -> None:
    new_password.forget("invited")
    st.session_state["redeemed"] = username


show_invitation()
