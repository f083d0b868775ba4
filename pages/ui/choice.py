"""Which programme a page is about, where it can only be about one."""

import streamlit as st

from models.programmes import Programme
from pages.ui import blocks
from pages.ui.session import programme_choice, programmes


def one_programme(key: str) -> Programme | None:
    """The frame's choice, or one picked here from those this person has a part in; None when there are none."""
    offered = {one.pk: one for one in programmes()}
    chosen = programme_choice()
    if chosen is None and len(offered) > 1:
        names = {one: f":gray[{blocks.plain(offered[one].name)}]" for one in offered}
        chosen = st.segmented_control("Program", list(names), default=next(iter(names)), key=key, format_func=lambda one: names[one])
    return offered.get(chosen or next(iter(offered), 0))
