"""Catatan yang belum sampai ke server: tersimpan di peramban, ditawarkan lagi sesudah sinyal putus."""

from collections.abc import Callable, Mapping

import streamlit as st

from data.wording import say
from models.content.contents import Content
from pages.ui.session import me
from pages.ui.unsent import keep_unsent


def watch(content: Content, form: str, notes: Mapping[str, tuple[str, str]], keep: Callable[[str], None]) -> None:
    """Notes on the screen, name → widget key and label; `keep` brings the one of that name to the server."""
    fields = {name: (key, label, st.session_state.get(key) or "") for name, (key, label) in notes.items()}
    words = {key: say(f"compose.unsent_{key}") for key in ("offer", "take", "drop")}

    def take(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            st.session_state[notes[name][0]] = text
            keep(name)

    mine = me().person_id
    decided = sum(one.by_id == mine for one in content.reviews)  # what was typed for a decision isn't offered for the next one
    keep_unsent(f"{mine}-{content.pk}-{content.stage}-{decided}-{form}", fields, words, take)
