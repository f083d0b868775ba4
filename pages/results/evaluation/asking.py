"""Which dialog of the evaluation is open: plain values, so that a refusal leaves it open with all that was typed."""

from typing import Any

import streamlit as st

KEY = "dialog-evaluation"  # pages.ui.dialogs closes whatever begins like this


def ask(name: str, *about: Any) -> None:
    st.session_state[KEY] = [name, *about]


def asked() -> tuple[str, list[Any]]:
    """Its name and what it is about; '' when none is open."""
    name, *about = st.session_state.get(KEY) or [""]
    return str(name), about


def leave_when_done() -> None:
    """First line of a dialog's body: after its verb succeeded the page is drawn anew, without it."""
    if not asked()[0]:
        st.rerun()
