"""Whether the window is as narrow as a phone's: what is a table on a desk becomes a list there."""

from collections.abc import Callable
from typing import Any

import streamlit as st

KEY = "narrow"
KNOWN = "narrow-known"
JS = """
export default function ({ data, setTriggerValue }) {
  const query = matchMedia('(max-width: 900px)');
  const tell = () => setTriggerValue('width', query.matches ? 'narrow' : 'wide');
  if (query.matches !== data.narrow) tell();
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
}
"""
component: Callable[..., Any] = st.components.v2.component("simpul_narrow", js=JS)


def narrow() -> bool:
    """Guessed from the browser's name at first; the window itself says so when that was wrong, and whenever it changes."""
    known = st.session_state.get(KNOWN)
    if known is None:
        known = "Mobi" in (st.context.headers.get("User-Agent") or "")
    component(key=KEY, data={"narrow": known}, on_width_change=_told)
    return bool(known)


def _told() -> None:
    said = getattr(st.session_state.get(KEY), "width", None)
    if said in ("narrow", "wide"):
        st.session_state[KNOWN] = said == "narrow"
