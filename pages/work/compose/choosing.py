"""What the writer chose for each text that two people changed; read when the button acts, so that the last word typed counts."""

from typing import Any

import streamlit as st

from models.content.merging import Conflict, Merge

MINE, THEIRS, BOTH = "mine", "theirs", "both"


def key_of_choice(content_id: int, number: int, conflict: Conflict, part: str) -> str:
    """Of the radio (`choice`) or the merged text (`text`), for the revision that was saved meanwhile."""
    return f"merge-{content_id}-{number}-{conflict.key.replace(':', '-')}-{part}"


def choices(content_id: int, number: int, merged: Merge) -> dict[str, Any]:
    """Conflict key → value; nothing chosen keeps mine."""
    return {one.key: _chosen(content_id, number, one) for one in merged.conflicts}


def _chosen(content_id: int, number: int, conflict: Conflict) -> Any:
    choice = st.session_state.get(key_of_choice(content_id, number, conflict, "choice"))
    if choice == THEIRS:
        return conflict.theirs
    if choice == BOTH:
        return st.session_state.get(key_of_choice(content_id, number, conflict, "text"), conflict.mine)
    return conflict.mine
