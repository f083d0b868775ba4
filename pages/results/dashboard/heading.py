"""Which quarter, how far its figures reach, and the ways out of the dashboard: meeting, evaluation, imports, indicators."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results import coverage
from models.results.coverage import Completeness
from pages.results.dashboard import meeting
from pages.ui import blocks, formats
from pages.ui.session import db

QUARTER = "dashboard-quarter"
BACK = 7  # quarters that can be chosen


def quarter() -> Quarter:
    """The one in the address, else the running one."""
    return Quarter.read(str(st.session_state.get(QUARTER) or st.query_params.get("triwulan", ""))) or Quarter.running()


def remember() -> None:
    st.query_params["triwulan"] = st.session_state[QUARTER]


def show_heading(programme: Programme, shown: Quarter) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(gap=None, width="content"):
            st.title("Dasbor kinerja", anchor=False)
            st.caption(f"{blocks.plain(programme.name)} · {reach(programme, shown)}")
        with st.container(horizontal=True, width="content", gap="xsmall", vertical_alignment="center"):
            offered = offered_quarters(shown)
            st.selectbox(
                "Triwulan", [str(one) for one in offered], index=offered.index(shown), key=QUARTER, label_visibility="collapsed", width=190,
                format_func=lambda one: (Quarter.read(one) or shown).label, on_change=remember,
            )  # fmt: skip
            st.button("Mode rapat", icon=":material/present_to_all:", key="meeting-begin", on_click=meeting.begin)
    with st.container(horizontal=True, gap="small"):
        st.page_link("results/imports/page.py", label="Impor data", icon=":material/upload_file:")
        st.page_link("results/evaluation/page.py", label="Evaluasi", icon=":material/balance:")


def offered_quarters(shown: Quarter) -> list[Quarter]:
    """The running one and those before it; also the shown one, however old."""
    found = [Quarter.running()]
    while len(found) < BACK:
        found.append(found[-1].previous)
    return found if shown in found else [*found, shown]


def reach(programme: Programme, shown: Quarter) -> str:
    """Data s.d. 20 November 2026 · 2 dari 15 sel data belum ada"""
    cells = coverage.matrix(programme, shown, db())
    days = [one.until for one in cells if one.until]
    missing = coverage.summary(cells)[Completeness.MISSING]
    words = say("figure_words.partial", until=formats.day(max(days))) if days else say("figure_words.none")
    waiting = Content.unchecked_later(programme.pk, shown.since, shown.until, db())
    said = [words, say("dashboard.missing", count=missing) if missing else "", say("later.counted", count=waiting) if waiting else ""]
    return " · ".join(filter(None, said))
