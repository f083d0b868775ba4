"""A page on paper: without the menu beside it and the bar above it, as wide as the sheet."""

from collections.abc import Callable
from typing import Any

import streamlit as st

CSS = """
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToastContainer"] { display: none !important; }
  [data-testid="stMainBlockContainer"] { padding: 0 !important; }
  [data-testid="stVegaLiteChart"], [data-testid="stMetric"] { break-inside: avoid; }
}
"""
component: Callable[..., Any] = st.components.v2.component("simpul_on_paper", html="<span hidden></span>", css=CSS, isolate_styles=False)


def mount() -> None:
    """Once in the frame."""
    component(key="on-paper")
