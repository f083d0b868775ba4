"""Streamlit's own words inside its widgets, said in the language of the screens: its hints have no setting for that."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.wording import say

KEYS = r"(Enter|Ctrl\+Enter|⌘\+Enter)"
ENGLISH = {  # patterns for a whole text
    "apply": f"Press {KEYS} to apply", "submit": f"Press {KEYS} to submit form", "upload": "Upload", "add": "Add files",
    "drop": "Drag and drop (?:a file|files) here", "limit": r"([\d.]+) ?([KMG]B) per file", "nothing": "No (?:results|options to select)",
    "cut": "Connection error", "wait": r"(?:Is Streamlit still running\?|Streamlit server is not responding\.).*",
}  # fmt: skip
JS = """
const places = '[data-testid="InputInstructions"], [data-testid="stFileUploader"], [role="listbox"], [role="dialog"]';
const command = 'streamlit run yourscript.py';  // advice for whoever wrote the program, shown to whoever lost the signal
export default function ({ data }) {
  const rules = Object.entries(data).map(([pattern, words]) => [new RegExp(`^${pattern}$`), words]);
  const reword = () => {
    for (const place of document.querySelectorAll(places)) {
      const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const rule = rules.find(([pattern]) => pattern.test(texts.currentNode.data));
        if (rule) texts.currentNode.data = texts.currentNode.data.replace(...rule);
      }
    }
    for (const code of document.querySelectorAll('[role="dialog"] pre')) {
      if (code.textContent.trim() === command) (code.closest('[data-testid="stCode"]') ?? code).style.display = 'none';
    }
  };
  const watch = new MutationObserver(reword);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  reword();
  return () => watch.disconnect();
}
"""
component: Callable[..., Any] = st.components.v2.component("simpul_hints", js=JS)


def mount() -> None:
    """Once in the frame: what is drawn later is reworded as it comes."""
    component(key="hints", data={pattern: say(f"hints.{key}") for key, pattern in ENGLISH.items()})
