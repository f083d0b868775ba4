"""Bagian Log: siapa melakukan apa, kapan, dan apakah catatannya masih utuh."""

from itertools import groupby

import streamlit as st

from data.wording import say
from models import log_views
from models.base import LOCAL
from models.log_views import LogFilters
from pages.office.audit.filters import chosen_filters
from pages.office.audit.sealing import show_checked, show_export, show_integrity
from pages.ui import blocks, formats, history
from pages.ui.session import db, me, programmes

PAGES = "audit-pages"


def show_log() -> None:
    actor = me()
    filters = chosen_filters()
    if actor.room is None:
        with st.container(horizontal=True, gap="small"):
            show_integrity()
            show_export(filters)
    show_checked()
    before = turned_pages(filters)
    found = log_views.page(actor, db(), filters, before=before[-1] if before else None)
    lines = history.lines(found[: log_views.PAGE], db(), actor)
    if not lines:
        blocks.empty(say("audit.empty"))
    for day, some in groupby(lines, lambda one: one.at.astimezone(LOCAL).date()):
        st.markdown(f"**{formats.full_day(day)}**")
        with st.container(border=True, gap="xsmall"):
            for one in some:
                show_line(one)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button("Lebih baru", key="audit-newer", icon=":material/arrow_back:", disabled=not before, on_click=turn_back)
        older = len(found) > log_views.PAGE
        last = lines[-1].number if lines else 0
        st.button("Lebih lama", key="audit-older", icon=":material/arrow_forward:", disabled=not older, on_click=turn, args=(last,))


def show_line(one: history.Line) -> None:
    programme = one.programme if len(programmes()) > 1 else ""
    about = one.about if one.about != one.who else ""
    meta = " · ".join(filter(None, (formats.clock(one.at), about, programme, f"nomor {formats.number(one.number)}")))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.markdown(f"**{blocks.plain(one.who)}** {blocks.plain(one.what)}  \n:small[:gray[{blocks.plain(meta)}]]", width="stretch")
        if one.content_id is not None:
            st.page_link("review/content/page.py", label="Buka", icon=":material/article:", query_params={"id": str(one.content_id)})


def turned_pages(filters: LogFilters) -> list[int]:
    """The numbers where the pages turned so far begin; other filters start at the newest again."""
    wanted = repr(filters)
    if st.session_state.get(PAGES, {}).get("filters") != wanted:
        st.session_state[PAGES] = {"filters": wanted, "before": []}
    before: list[int] = st.session_state[PAGES]["before"]
    return before


def turn(last: int) -> None:
    st.session_state[PAGES]["before"].append(last)


def turn_back() -> None:
    st.session_state[PAGES]["before"].pop()
