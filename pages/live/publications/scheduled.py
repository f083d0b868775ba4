"""Terjadwal: what waits for an hour, and what waits for its hour."""

from itertools import groupby
from math import ceil

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.content.contents import Content
from models.content.shelves import PAGE, Page
from pages.live.publications import marks, panel
from pages.ui import blocks, formats
from pages.ui.session import db

PLACE = "scheduled-page"


def show_scheduled(actor: Actor, programme_id: int | None) -> None:
    waiting, planned = Content.to_schedule(actor, db(), programme_id), page_of(actor, programme_id)
    opened = panel.opened()
    if opened and opened not in {one.id for one in (*waiting.rows, *planned.rows)}:
        panel.show_panel(opened, actor)
    show_waiting(waiting, actor)
    show_planned(planned, actor)


def page_of(actor: Actor, programme_id: int | None) -> Page:
    """The page asked for; the first one again when it emptied meanwhile."""
    asked = max(1, st.session_state.get(PLACE) or 1)
    found = Content.waiting_to_publish(actor, db(), programme_id, page=asked - 1)
    if found.rows or asked == 1:
        return found
    st.session_state[PLACE] = 1
    return Content.waiting_to_publish(actor, db(), programme_id)


def show_waiting(page: Page, actor: Actor) -> None:
    with st.container(gap="xsmall"):
        blocks.heading(say("publications.to_schedule"), total(page), icon="calendar_clock")
        if not page.rows:
            blocks.empty(say("publications.nothing_to_schedule"))
        for content in page.rows:
            with blocks.row_of(content.title, marks.about(content), blocks.deadline(content.due_at)):
                panel.show_button(content, say("publications.schedule"))
            panel.show_below(content, actor)
        if page.more:
            st.caption(say("publications.more", count=page.count - len(page.rows)))


def show_planned(page: Page, actor: Actor) -> None:
    paused = marks.paused_programmes()
    with st.container(gap="xsmall"):
        blocks.heading(say("publications.scheduled"), total(page), icon="schedule_send")
        if not page.rows:
            blocks.empty(say("publications.nothing_scheduled"))
        for day, contents in groupby(page.rows, key=day_of):
            st.markdown(f"**{day}**")
            for content in contents:
                with blocks.row_of(content.title, marks.about(content), marks.worst(content, paused)):
                    panel.show_button(content, say("publications.handle"))
                panel.show_below(content, actor)
        if page.more or st.session_state.get(PLACE, 1) > 1:
            st.pagination(ceil(page.count / PAGE), key=PLACE)


def day_of(content: Content) -> str:
    return formats.full_day(content.due_at.astimezone(LOCAL).date()) if content.due_at else say("publications.no_day")


def total(page: Page) -> str:
    return say("publications.very_many") if page.capped else formats.number(page.count)
