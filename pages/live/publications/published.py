"""Sudah tayang: what went out, what is owed, what waits to be looked after."""

from math import ceil

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.archives import OUT, PAGE, Filters, Page
from models.content.contents import Content
from pages.live.publications import emergency, filters, marks, panel, scheduled
from pages.ui import blocks, later_marks
from pages.ui.session import db

PLACE = "published-page"


def show_published(actor: Actor, programme_id: int | None) -> None:
    emergency.show_emergencies(actor, programme_id)
    show_monitoring(Content.to_monitor(actor, db(), programme_id), actor)
    narrowed = filters.ask_filters("published", programme_id)
    page = page_of(actor, narrowed)
    later_marks.learn(page.rows)
    opened = panel.opened()
    if opened and opened not in {one.id for one in page.rows}:
        panel.show_panel(opened, actor)
    with st.container(gap="xsmall"):
        blocks.heading(say("publications.published"), scheduled.total(page), icon="campaign")
        if not page.rows:
            blocks.empty(say("publications.nothing_published"))
        for content in page.rows:
            with blocks.row_of(content.title, marks.about(content), later_marks.status(content)):
                panel.show_button(content, say("publications.handle"))
            panel.show_below(content, actor)
        if page.more or st.session_state.get(PLACE, 1) > 1:
            st.pagination(ceil(page.count / PAGE), key=PLACE)


def page_of(actor: Actor, narrowed: Filters) -> Page:
    """The page asked for; the first one again when the filters leave fewer."""
    asked = max(1, st.session_state.get(PLACE) or 1)
    found = Content.published(actor, db(), OUT, narrowed, page=asked - 1)
    if found.rows or asked == 1:
        return found
    st.session_state[PLACE] = 1
    return Content.published(actor, db(), OUT, narrowed)


def show_monitoring(page: Page, actor: Actor) -> None:
    """Only for those who monitor; the oldest first."""
    if not page.rows:
        return
    with st.expander(say("publications.to_monitor", count=scheduled.total(page)), icon=":material/visibility:", key="to-monitor"):
        for content in page.rows:
            with blocks.row_of(content.title, marks.about(content)):
                panel.show_button(content, say("publications.handle"), "monitor")
        if page.more:
            st.caption(say("publications.more", count=page.count - len(page.rows)))
