"""Which dialog of a content is open: kept as plain state, so that a refusal leaves it open with all that was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from pages.ui.session import show_notices, telling

Given = ParamSpec("Given")
PLACE = "dialogs-place"


def dialog(title: str, **options: Any) -> Callable[[Callable[Given, None]], Callable[Given, None]]:
    """st.dialog that tells a refusal in its own window; else the package would answer in English, and the page with a fault."""

    def told(draw: Callable[Given, None]) -> Callable[Given, None]:
        @wraps(draw)
        def within(*args: Given.args, **kwargs: Given.kwargs) -> None:
            with telling():
                draw(*args, **kwargs)
            show_notices(in_dialog=True)

        return st.dialog(title, **options)(within)

    return told


def opening(content_id: int, name: str) -> None:
    st.session_state[key(content_id)] = name


def opened(content_id: int) -> str:
    return st.session_state.get(key(content_id)) or ""


def any_open() -> bool:
    """Whether some dialog was asked for: it takes what is said, since that is where the person looks."""
    return any(str(name).startswith("dialog-") for name in st.session_state)


def closing() -> None:
    """Every dialog: there is only one at a time."""
    for name in [one for one in st.session_state if str(one).startswith("dialog-")]:
        del st.session_state[name]


def close_behind(page: str, subject: str) -> None:
    """Who followed a link out of a dialog doesn't find it open when he comes back; and the address says where the link led.

    A link from one subject of a page to another leaves the old number in the address: a reload would lead back.
    """
    before = st.session_state.get(PLACE) or [page, subject]
    if before != [page, subject]:
        closing()
        if before[0] == page and subject:
            st.query_params["id"] = subject
    st.session_state[PLACE] = [page, subject]


def leave_when_done(content_id: int) -> None:
    """First line of a dialog's body: after its verb succeeded the page is drawn anew, without it."""
    if not opened(content_id):
        st.rerun()


def key(content_id: int) -> str:
    return f"dialog-{content_id}"
