"""Which programme a page is about, where it can only be about one; and which of its rows is open."""

import streamlit as st

from models.programmes import Programme
from pages.ui import addressing, blocks
from pages.ui.session import programme_choice, programmes


def one_programme(key: str) -> Programme | None:
    """The frame's choice, or one picked here from those this person has a part in; None when there are none."""
    offered = {one.pk: one for one in programmes()}
    chosen = programme_choice()
    if chosen is None and len(offered) > 1:
        names = {one: f":gray[{blocks.plain(offered[one].name)}]" for one in offered}
        chosen = st.segmented_control("Program", list(names), default=next(iter(names)), key=key, format_func=lambda one: names[one])
    return offered.get(chosen or next(iter(offered), 0))


def address_of(programme_id: int) -> dict[str, str]:
    """For a link to a page about one programme: the frame's choice stands in the address by its name."""
    name = next((one.name for one in programmes() if one.pk == programme_id), None)
    return {addressing.PROGRAMME: name} if name else {}


def opened(key: str, query: str, programme: Programme) -> int:
    """Id of the row open in a part, 0 for none: come by `?query=id`, or opened before and the programme still the same."""
    state, place = st.session_state, f"{key}-of"
    if arrived := st.query_params.get(query, "").strip():
        state.update({key: int(arrived) if arrived.isdecimal() else 0, place: programme.pk})
        del st.query_params[query]
    if state.get(place) != programme.pk:
        state.update({key: 0, place: programme.pk})
    return int(state.get(key) or 0)
