"""Which dialog of the hoax desk is open: plain values, so that a refusal leaves it open with all that was typed."""

from typing import Any

import streamlit as st

from pages.ui.dialogs import closing

KEY = "dialog-hoax"  # pages.ui.dialogs closes whatever begins like this
GOING = "hoax-going"
LIST, DRAFT, CONTENT = "live/hoaxes/page.py", "work/compose/page.py", "review/content/page.py"


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


def go(page: str, subject_id: int) -> None:
    """Leave for a case or a content, the dialog closed behind."""
    closing()
    st.session_state[GOING] = [page, subject_id]


def go_on() -> None:
    """What `go` asked for; only the page's own run may leave it."""
    if going := st.session_state.pop(GOING, None):
        st.switch_page(going[0], query_params={"id": str(going[1])})


def show_buttons(key: str, verb: str, act: Any, *args: Any, disabled: bool = False) -> None:
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Tutup", key=f"{key}-leave", on_click=closing)
        st.button(verb, type="primary", key=key, on_click=act, args=args, disabled=disabled)
