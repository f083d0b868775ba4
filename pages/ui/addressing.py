"""The part of the address that is a page's own; the frame's choice of a programme stays in it."""

import streamlit as st

PROGRAMME = "program"


def say_in_address(**own: str) -> None:
    """From now on the address names these and nothing else of the page's."""
    for name in [one for one in st.query_params if one not in (PROGRAMME, *own)]:
        del st.query_params[name]
    for name, value in own.items():
        st.query_params[name] = value
