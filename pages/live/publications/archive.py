"""Arsip, and what a search finds in any state."""

from math import ceil

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.archives import PAGE, Filters, Page
from models.content.contents import Content
from pages.live.publications import filters, marks, scheduled
from pages.ui import blocks, formats, incidents, later_marks
from pages.ui.session import db

ARCHIVED = ("archived",)
FOUND = 15  # results on a page
WORDS = "archive-words"
PLACE = "archive-page"
TRAIL = "search-trail"


def show_archive(actor: Actor, programme_id: int | None) -> None:
    words = st.text_input("Cari dalam arsip", key=WORDS, placeholder=say("publications.search_example"), persist_state="session").strip()
    narrowed = filters.ask_filters("archive", programme_id)
    if words:
        show_results(words, actor, narrowed, ARCHIVED)
        return
    asked = max(1, st.session_state.get(PLACE) or 1)
    page = Content.published(actor, db(), ARCHIVED, narrowed, page=asked - 1)
    if not page.rows and asked > 1:
        st.session_state[PLACE] = 1
        page = Content.published(actor, db(), ARCHIVED, narrowed)
    blocks.heading("Arsip", scheduled.total(page), icon="inventory_2")
    show_rows(page, say("publications.nothing_archived"))
    if page.more or asked > 1:
        st.pagination(max(1, ceil(page.count / PAGE)), key=PLACE)


def show_found(actor: Actor, programme_id: int | None) -> None:
    """The frame's search box: everything visible, whatever its state."""
    words = st.query_params.get("cari", "").strip()
    incidents.show_found(words, actor, programme_id)
    show_results(words, actor, Filters(programme_id), ())


def show_results(words: str, actor: Actor, narrowed: Filters, states: tuple[str, ...]) -> None:
    asked = [words, repr(narrowed), *states]
    if st.session_state.get(f"{TRAIL}-of") != asked:
        st.session_state.update({f"{TRAIL}-of": asked, TRAIL: []})
    trail: list[int] = st.session_state[TRAIL]
    page = Content.found(words, actor, db(), narrowed, states, before=trail[-1] if trail else None, size=FOUND)
    blocks.heading(say("publications.results", words=words), scheduled.total(page), icon="search")
    show_rows(page, say("publications.nothing_found"))
    with st.container(horizontal=True, gap="small"):
        if trail:
            st.button("Sebelumnya", key="search-back", icon=":material/arrow_back:", on_click=turn, args=(trail[:-1],))
        if page.more:
            last = page.rows[-1].pk
            st.button("Berikutnya", key="search-on", icon=":material/arrow_forward:", on_click=turn, args=([*trail, last],))


def turn(trail: list[int]) -> None:
    st.session_state[TRAIL] = trail


def show_rows(page: Page, nothing: str) -> None:
    if not page.rows:
        blocks.empty(nothing)
    later_marks.learn(page.rows)
    for content in page.rows:
        with blocks.row_of(content.title, about(content), later_marks.status(content)):
            st.page_link("review/content/page.py", label="Buka", icon=":material/arrow_forward:", query_params={"id": str(content.pk)})


def about(content: Content) -> str:
    """Out or not: what went out where, else when it was begun."""
    if content.published_at:
        return marks.about(content)
    begun = say("publications.begun", when=formats.short_moment(content.created_at))
    return " · ".join((content.programme.name, content.rules.type(content.kind).label, content.stage_rules.label, begun))
