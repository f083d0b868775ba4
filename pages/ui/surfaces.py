"""Other surfaces than a desk's screen: a sheet without menu and bar, and a touch screen where all that is pressed is as tall as a thumb."""

from collections.abc import Callable
from typing import Any

import streamlit as st

CSS = """
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToastContainer"] { display: none !important; }
  [data-testid="stMainBlockContainer"] { padding: 0 !important; }
  [data-testid="stVegaLiteChart"], [data-testid="stMetric"] { break-inside: avoid; }
}
@media (pointer: coarse) {
  :is([data-testid="stApp"], [role="dialog"], [data-testid="stPopoverBody"]) :is(
    :is(.stButton, .stDownloadButton, .stLinkButton, .stFormSubmitButton, .stPopover, .stMenuButton, .stButtonGroup, .stPagination,
      [data-testid="stFileUploader"], [data-testid="stDialog"]) :is(button, a),
    [data-testid="stPageLink-NavLink"], [data-testid="stExpander"] summary, [data-testid="stTab"], [data-testid="stRadioOption"]
  ) { min-height: 2.75rem; }
  [role="menu"] [role="menuitem"] { min-height: 2.75rem; }
  .stPagination button { min-width: 2.75rem; }
  [data-testid="stPageLink-NavLink"] :is(span:not([data-testid]), p) { white-space: normal; }
}
"""
component: Callable[..., Any] = st.components.v2.component("simpul_surfaces", html="<span hidden></span>", css=CSS, isolate_styles=False)


def mount() -> None:
    """Once in the frame."""
    component(key="surfaces")
