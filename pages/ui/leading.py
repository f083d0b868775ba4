"""Links that lead to a field: `[Judul belum diisi](#ke-<widget key>)` brings the reader there and puts the cursor in it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

PREFIX = "#ke-"
JS = """
const lead = event => {
  const link = event.target.closest?.('a[href*="#ke-"]');
  if (!link) return;
  event.preventDefault();
  const place = document.querySelector('.st-key-' + CSS.escape(link.getAttribute('href').split('#ke-')[1]));
  if (!place) return;
  place.scrollIntoView({block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
  const inside = ['input, textarea', '[data-testid=stButtonGroup] button', 'button'].map(one => place.querySelector(one));
  inside.find(one => one)?.focus({preventScroll: true});
};
export default function () {
  document.addEventListener('click', lead, true);
  return () => document.removeEventListener('click', lead, true);
}
"""
component: Callable[..., Any] = st.components.v2.component("simpul_leading", js=JS)


def follow_links() -> None:
    """Once per page that uses such links."""
    component(key="leading")


def link(words: str, key: str) -> str:
    """Markdown; the words are escaped already."""
    return f"[{words}]({PREFIX}{key})"
