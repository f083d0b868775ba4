"""Two fields for a new password, and the slow hashing before any transaction opens."""

import streamlit as st

from data.wording import say
from models import passwords
from models.errors import NotReady
from models.issues import Issue
from models.passwords import Password
from pages.ui import session


def show_new_password(name: str) -> None:
    """Draws both fields; `name` starts their keys."""
    st.text_input("Kata sandi baru", type="password", key=f"{name}-new", autocomplete="new-password")
    st.text_input("Ulangi kata sandi baru", type="password", key=f"{name}-again", autocomplete="new-password")
    st.caption(say("pages.password_rule"))


def chosen(name: str, username: str, full_name: str) -> Password | None:
    """The hashed password, or None after saying what is wrong with it."""
    typed, again = st.session_state.get(f"{name}-new", ""), st.session_state.get(f"{name}-again", "")
    password = None
    with session.telling():
        if typed != again:
            raise NotReady(Issue("password", "password_repeat"))
        password = passwords.choose(typed, username, full_name)
    return password


def forget(name: str) -> None:
    """What was typed leaves the state as soon as it has served."""
    for field in ("new", "again", "old"):
        st.session_state.pop(f"{name}-{field}", None)
