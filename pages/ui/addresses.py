"""Addresses of this installation outside the screens: the public one of the office, else as the browser came."""

from urllib.parse import urljoin

import streamlit as st


def here(path: str) -> str:
    """An address of our own routes as this browser reaches them."""
    asked = st.context.url
    return urljoin(asked if isinstance(asked, str) else "http://localhost/", path or "/")
