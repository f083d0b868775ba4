"""Which dialog of the moderation is open: plain values, so that a refusal leaves it open with all that was typed."""

from typing import Any

import streamlit as st

from pages.ui.dialogs import closing

KEY = "dialog-moderation"  # pages.ui.dialogs closes whatever begins like this
GOING = "moderation-going"


def ask(name: str, *about: Any) -> None:
    st.session_state[KEY] = [name, *about]


def asked() -> tuple[str, list[Any]]:
    """Its name and what it is about; '' when none is open."""
    name, *about = st.session_state.get(KEY) or [""]
    return str(name), about


def leave_when_done(drawn: str) -> None:
    """First line of a dialog's body: after its verb succeeded, or when it led to another dialog, the page is drawn anew."""
    if asked()[0] != drawn:
        st.rerun()


def go(page: str, **query: str) -> None:
    """Leave for another page, the dialog closed behind."""
    closing()
    st.session_state[GOING] = [page, query]


def go_on() -> None:
    """What `go` asked for; only the page's own run may leave it."""
    if going := st.session_state.pop(GOING, None):
        st.switch_page(going[0], query_params=going[1])


def arrive() -> None:
    """A link to one comment opens it, once."""
    asked = st.query_params.get("id", "")
    if asked.isdecimal() and len(asked) < 10 and st.session_state.get("moderation-linked") != asked:
        ask("open", int(asked))
    st.session_state["moderation-linked"] = asked
