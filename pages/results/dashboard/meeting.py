"""Mode rapat: one statement a page, large enough for a projector, without the menu."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results import breakdowns
from models.results.figures import Figure, figures
from pages.results.dashboard import overview, readings, work
from pages.ui import blocks, charts, figure_words, panels
from pages.ui.session import db

ON = "dashboard-meeting"
PLACE = "dashboard-meeting-page"
SCALE = 1.6
TALL = 460

Slide = Callable[[Programme, Quarter], None]


def running() -> bool:
    """Begun with the button, or by the address (`?rapat=1`), so that the projector's page can be kept."""
    return bool(st.session_state.get(ON)) or st.query_params.get("rapat") == "1"


def begin() -> None:
    st.session_state[ON] = True
    st.query_params["rapat"] = "1"


def end() -> None:
    st.session_state.pop(ON, None)
    st.session_state.pop(PLACE, None)
    st.query_params.pop("rapat", None)


def show_meeting(programme: Programme, quarter: Quarter) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(blocks.plain(f"{programme.name} · {quarter.label}"), width="content")
        with st.container(horizontal=True, width="content", vertical_alignment="center", gap="small"):
            shown = st.pagination(len(SLIDES), key=PLACE)
            st.button("Akhiri mode rapat", icon=":material/close_fullscreen:", key="meeting-end", on_click=end)
    SLIDES[min(max(1, shown or 1), len(SLIDES)) - 1](programme, quarter)


def show_targets(programme: Programme, quarter: Quarter) -> None:
    found = [one for one in figures(programme, quarter, db()) if one.attained is not None]
    if not found:
        st.title(say("meeting.no_targets"), anchor=False)
        st.caption(say("meeting.no_targets_help"))
        return
    short = [one for one in found if not one.reached]
    words = say("meeting.all_reached", n=len(found)) if not short else say(
        "meeting.some_short", reached=len(found) - len(short), n=len(found), first=short[0].label
    )  # fmt: skip
    st.title(blocks.plain(words), anchor=False)
    bars = charts.percents([_percent(one) for one in found], SCALE)
    charts.draw(bars, max(320, 58 * len(found)), scale=SCALE, key="meeting-targets")
    st.caption(say("meeting.targets_help"))


def show_missing(programme: Programme, quarter: Quarter) -> None:
    """What nobody can judge yet is said aloud too."""
    found = [one for one in figures(programme, quarter, db()) if one.attained is None]
    if not found:
        st.title(say("meeting.nothing_missing"), anchor=False)
        return
    st.title(say("meeting.missing", n=len(found)), anchor=False)
    for one in found:
        why = say("figure_words.none") if one.value is None else f"{figure_words.value(one)} · {say('figure_words.no_target')}"
        st.markdown(f"### {blocks.plain(one.label)} :gray[{blocks.plain(why)}]")


def show_panel(panel: panels.Panel, empty: str) -> None:
    st.title(blocks.plain(panel.reading), anchor=False)
    if panel.spec is None:
        st.caption(empty)
        return
    charts.draw(panel.spec, max(TALL, panel.height), scale=SCALE, key=f"meeting-{panel.key}")
    st.markdown(f":gray[{blocks.plain(panel.what)}]")


def show_plan(programme: Programme, quarter: Quarter) -> None:
    show_panel(overview.planned(programme, quarter), say("dashboard.no_plan"))


def show_trend(programme: Programme, quarter: Quarter) -> None:
    show_panel(overview.trend(programme, quarter), say("dashboard.no_figures"))


def show_hours(programme: Programme, quarter: Quarter) -> None:
    show_panel(overview.hours(programme, quarter), say("dashboard.no_figures"))


def show_stages(programme: Programme, quarter: Quarter) -> None:
    show_panel(work.per_stage(programme, quarter), say("dashboard.no_stages"))


def show_contents(programme: Programme, quarter: Quarter) -> None:
    found = breakdowns.ranked(programme, quarter, db())
    st.title(blocks.plain(readings.contents([one.title for one in found], lowest=False)), anchor=False)
    for place, one in enumerate(found, start=1):
        st.markdown(f"## {place}\\. {blocks.plain(one.title)} :gray[{say('dashboard.reach', reach=figure_words.number(one.reach))}]")


def show_onwards(programme: Programme, quarter: Quarter) -> None:
    """The meeting ends where its decisions are typed, once."""
    st.title(say("meeting.onwards"), anchor=False)
    st.markdown(f"### {say('meeting.onwards_help')}")
    st.page_link("results/evaluation/page.py", label="Buka evaluasi", icon=":material/rate_review:")


def _percent(one: Figure) -> dict[str, object]:
    assert one.attained is not None
    mark = "✓" if one.reached else "!"
    words = f"{mark} {figure_words.value(one)} · {figure_words.target(one)}"
    change = figure_words.change(one)
    return {
        "nama": one.label, "persen": round(100 * one.attained, 1), "kurang": not one.reached,
        "teks": f"{words} · {change.replace('-', '−')} dari TW lalu" if change else words,
        "pendek": f"{mark} {figure_words.value(one)}",
    }  # fmt: skip


SLIDES: tuple[Slide, ...] = (show_targets, show_plan, show_trend, show_hours, show_contents, show_stages, show_missing, show_onwards)
