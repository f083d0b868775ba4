"""Typed words that haven't reached the server: kept in the browser, offered again after a dead session or a lost signal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

CSS = """
.unsent { margin-top: .75rem; border: 1px solid var(--st-orange-color); border-radius: var(--st-base-radius); padding: .75rem 1rem;
  color: var(--st-text-color);  background: var(--st-orange-background-color); font-size: .9rem }
.unsent p, .unsent ul { margin: 0 0 .5rem } .unsent ul { padding-left: 1.25rem; overflow-wrap: anywhere }
.unsent button { margin-right: .5rem; padding: .3rem .75rem; font: inherit; color: inherit; cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius) }
"""
component: Callable[..., Any] = st.components.v2.component(
    "simpul_unsent", html='<div class="unsent" role="status" hidden></div>', css=CSS,
    js=Path(__file__).with_name("assets").joinpath("unsent.js").read_text("utf-8"), isolate_styles=False,
)  # fmt: skip


def keep_unsent(
    store: str, fields: dict[str, tuple[str, str, str]], words: dict[str, str], on_taken: Callable[[dict[str, str]], None]
) -> None:
    """Watch these text inputs: name → (widget key, label, what the server has); `store` names person and subject.

    `words` are offer, take and drop; `on_taken` gets name → text as a callback, before the run.
    """
    told = {name: {"key": key, "label": label, "value": value} for name, (key, label, value) in fields.items()}
    key = f"unsent-{store}"

    def taken() -> None:
        found: Any = st.session_state.get(key)
        texts = getattr(found, "taken", None)
        if isinstance(texts, dict):
            on_taken({name: text for name, text in texts.items() if name in fields and isinstance(text, str)})

    component(key=key, data={"store": f"simpul-{store}", "fields": told, "words": words}, on_taken_change=taken)
