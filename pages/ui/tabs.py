"""The parts of a page: one is shown, an address may name it, and coming back finds the last one."""

from collections.abc import Mapping

import streamlit as st


def chosen_tab(page: str, labels: Mapping[str, str]) -> str:
    """The key of the part to show; `labels`: key → what its tab is called, at least one.

    Coming here, or by another link: the address decides once (`?tab=key`), after that the person does.
    """
    tab, last, asked = f"{page}-tab", f"{page}-last", f"{page}-asked"
    named = st.query_params.get("tab", "").strip()
    if st.session_state.get(tab) not in labels or st.session_state.get(asked) != named:
        wanted = named or st.session_state.get(last)
        st.session_state.update({asked: named, tab: wanted if wanted in labels else next(iter(labels))})
    chosen = st.segmented_control(
        "Bagian", list(labels), key=tab, required=True, format_func=lambda key: f":gray[{labels[key]}]", label_visibility="collapsed"
    )
    st.session_state[last] = chosen
    return chosen if chosen is not None and chosen in labels else next(iter(labels))
