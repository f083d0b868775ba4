"""The quarter a part of the page speaks of."""

import streamlit as st

from models.planning.quarters import Quarter

BACK = 6


def choose(key: str) -> Quarter:
    """The running one first, then those before."""
    quarters = [Quarter.running()]
    while len(quarters) < BACK:
        quarters.append(quarters[-1].previous)
    labels = {str(one): one for one in quarters}
    chosen = st.selectbox("Triwulan", list(labels), key=key, format_func=lambda one: labels[one].label, width=240)
    return labels[chosen]
