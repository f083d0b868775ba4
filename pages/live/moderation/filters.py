"""Tabs and filters of the queue, which stay while one goes elsewhere; and leafing by key."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st

from data.wording import say
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.queues import COUNT_CAP, PAGE, Narrowed, Place
from pages.ui import formats

__all__ = ["Narrowed"]

TAB, CATEGORY, CHANNEL, AFTER = "comments-tab", "comments-category", "comments-channel", "comments-after"


def show_filters(tabs: Mapping[str, str], counts: Mapping[str, int], shown: Sequence[Programme]) -> tuple[str, Narrowed]:
    """The tab, and what narrows it."""
    arrive(tabs)
    categories = {one.key: one.label for programme in reversed(shown) for one in programme.rules.moderation.categories}
    channels = {one.key: one.label for programme in reversed(shown) for one in programme.rules.channels}
    tab = st.segmented_control(
        "Tampilkan", list(tabs), key=TAB, required=True, label_visibility="collapsed", on_change=from_the_start,
        format_func=lambda one: f":gray[{tabs[one]}{_count(counts.get(one, 0))}]", persist_state="session",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        category = choose(CATEGORY, "Kategori", categories, "Semua kategori")
        channel = choose(CHANNEL, "Kanal", channels, "Semua kanal")
    return tab or "open", Narrowed(category, channel, mine=tab == "mine")


def arrive(tabs: Mapping[str, str]) -> None:
    """The address may name a tab; after that the person decides."""
    asked = st.query_params.get("tab", "")
    if asked in tabs and st.session_state.get(f"{TAB}-asked") != asked:
        st.session_state[TAB] = asked
    st.session_state[f"{TAB}-asked"] = asked
    if st.session_state.get(TAB) not in tabs:
        st.session_state[TAB] = "open"


def choose(key: str, label: str, options: Mapping[str, str], everything: str) -> str:
    if st.session_state.get(key, "") not in ("", *options):
        st.session_state[key] = ""  # the programme was changed meanwhile
    return (
        st.selectbox(
            label, ["", *options], key=key, label_visibility="collapsed", width=190, on_change=from_the_start,
            format_func=lambda one: options.get(one, everything), persist_state="session",
        )
        or ""
    )  # fmt: skip


def place() -> Place | None:
    """Behind which row the page begins."""
    found = st.session_state.get(AFTER)
    return Place(found[0], datetime.fromisoformat(found[1]), found[2]) if found else None


def show_leafing(found: Sequence[Interaction]) -> None:
    if len(found) <= PAGE and not st.session_state.get(AFTER):
        return
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(AFTER):
            st.button("Ke awal", key="comments-first", icon=":material/first_page:", on_click=from_the_start)
        if len(found) > PAGE:
            last = found[PAGE - 1]
            moment = (last.closed_at or last.due_at).isoformat() if last.closed_at else last.due_at.isoformat()
            st.button(
                "Berikutnya", key="comments-next", icon=":material/chevron_right:", on_click=leaf, args=([last.rank, moment, last.pk],)
            )


def from_the_start() -> None:
    st.session_state.pop(AFTER, None)


def leaf(after: list[object]) -> None:
    st.session_state[AFTER] = after


def _count(count: int) -> str:
    if not count:
        return ""
    return f" {say('publications.very_many') if count > COUNT_CAP else formats.number(count)}"
