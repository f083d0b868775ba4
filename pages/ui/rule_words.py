"""Key paths and values of a playbook in the words of the screen."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from data.wording import say, sentences
from models.content.differences import between_texts
from models.playbooks import Playbook
from models.playbooks.paths import Change, ChangeKind, Step
from pages.ui import blocks, formats
from pages.ui.speaking import marked

MOST = 60
LONG = 30
LABELLED = ("roles", "fields", "types", "formats", "channels", "indicators", "sop_lanes", "house_rules")


def show_changes(changes: Iterable[Change], *books: Playbook) -> None:
    """Each with its place in words, then what it was and what it would be."""
    told, names = list(changes), labels(*books)
    for one in told[:MOST]:
        with st.container(gap=None):
            st.markdown(f":small[:gray[{blocks.plain(place(one.trail))}]]")
            st.markdown(said(one, names))
    if len(told) > MOST:
        st.caption(say("rules.more_changes", count=formats.number(len(told) - MOST)))
    if not told:
        st.caption(say("rules.no_change"))


def said(change: Change, names: Mapping[str, str]) -> str:
    """'~~4~~ **5**', a text word by word, 'ditambahkan: …'."""
    if change.kind is ChangeKind.ORDER:
        return f":blue[:material/swap_vert: {say('rule_changes.order')}]: {blocks.plain(value(change.after, names))}"
    if change.kind is not ChangeKind.CHANGED:
        part = change.after if change.kind is ChangeKind.ADDED else change.before
        color, icon = ("green", "add") if change.kind is ChangeKind.ADDED else ("red", "remove")
        return f":{color}[:material/{icon}: {say(f'rule_changes.{change.kind}')}]: {blocks.plain(part_in_short(part))}"
    if isinstance(change.before, str) and isinstance(change.after, str) and len(change.before) > LONG:
        return marked(between_texts(change.before, change.after))
    return f":red[~~{blocks.plain(value(change.before, names))}~~] → :green[**{blocks.plain(value(change.after, names))}**]"


def place(trail: Iterable[Step]) -> str:
    """'Jalur · Jalur normal · Tahap · Draf · Waktu (jam)'."""
    steps, found = list(trail), []
    for index, step in enumerate(steps):
        if step.member:
            found.append(step.label)
        elif index and steps[index - 1].key == "checks":
            found.append(word("rule_checks", step.key))
        elif index and steps[index - 1].key == "rights":
            found.append(word("rights", step.key))
        else:
            found.append(word("rule_words", step.key))
    return " · ".join(found)


def value(told: Any, names: Mapping[str, str]) -> str:
    if told is None or told in ("", []):
        return say("rule_values.empty")
    if isinstance(told, bool):
        return say("rule_values.yes" if told else "rule_values.no")
    if isinstance(told, list):
        return ", ".join(value(one, names).rstrip(".") for one in told)
    if isinstance(told, dict):
        return part_in_short(told)
    if isinstance(told, int | float):
        return formats.number(int(told)) if float(told).is_integer() else str(told).replace(".", ",")
    return sentences()["rule_values"].get(told) or names.get(told, told)


def part_in_short(part: Mapping[str, Any]) -> str:
    """What a member is called, and its longer text where it has one."""
    told = [str(part[name]) for name in ("label", "text", "guidance", "help") if part.get(name)]
    return ". ".join(one.rstrip(".") for one in told[:2]) or str(part.get("key", ""))


def labels(*books: Playbook) -> dict[str, str]:
    """Key → label of what other parts point to."""
    return {one.key: one.label for book in books for name in LABELLED for one in getattr(book, name)}


def word(table: str, key: str) -> str:
    return sentences()[table].get(key, key)
