"""Contents with most and with least reach, each a tap away from its page."""

import streamlit as st

from data.wording import say
from models.content.indonesian import listing, number
from models.content.later_posts import LaterPost
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results import breakdowns
from models.results.breakdowns import Ranked
from pages.results.dashboard import readings
from pages.ui import blocks, panels
from pages.ui.session import db

ORDER = {"top": "Teratas", "bottom": "Terbawah"}
CHOICE = "dashboard-order"


def show_ranked(programme: Programme, quarter: Quarter) -> None:
    lowest = st.session_state.get(CHOICE) == "bottom"
    found = breakdowns.ranked(programme, quarter, db(), lowest=lowest)
    with st.container(border=True, gap="small", key="panel-ranked"):
        with st.container(horizontal=True, vertical_alignment="top", wrap=False):
            reading = readings.contents([one.title for one in found], lowest)
            st.markdown(f"**{blocks.plain(reading)}**  \n:small[:gray[{say('dashboard.ranked')}]]", width="stretch")
        st.segmented_control(
            "Urutan", list(ORDER), default="top", key=CHOICE, required=True, format_func=lambda one: f":gray[{ORDER[one]}]",
            label_visibility="collapsed",
        )  # fmt: skip
        if not found:
            st.caption(say("dashboard.no_figures"))
        labels = {one.key: one.label for one in programme.rules.channels}
        later = LaterPost.among([one.content_id for one in found], db())
        for place, one in enumerate(found, start=1):
            show_content(place, one, labels, say("later.checked") if later[one.content_id] else "")
        if found:
            show_export(found, labels)


def show_content(place: int, one: Ranked, labels: dict[str, str], mark: str) -> None:
    where = listing(labels.get(channel, channel) for channel in one.channels)
    rate = f" · {say('dashboard.rate', rate=number(one.rate, 1))}" if one.rate is not None else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        about = (
            f":small[:gray[{say('dashboard.reach', reach=number(one.reach))}{rate} · {blocks.plain(where)}{f' · {mark}' if mark else ''}]]"
        )
        st.markdown(f"{place}\\. **{blocks.plain(one.title)}**  \n{about}", width="stretch")
        st.page_link("review/content/page.py", label="Buka", query_params={"id": str(one.content_id)}, icon=":material/arrow_forward:")


def show_export(found: list[Ranked], labels: dict[str, str]) -> None:
    table: panels.Table = {
        "Judul": [one.title for one in found], "Kanal": [", ".join(labels.get(key, key) for key in one.channels) for one in found],
        "Jangkauan": [one.reach for one in found], "Tingkat interaksi (%)": [one.rate for one in found],
    }  # fmt: skip
    st.download_button(
        "Unduh CSV", panels.as_csv(table), "simpul-konten.csv", "text/csv", key="csv-ranked", icon=":material/table_view:",
        type="tertiary", on_click="ignore",
    )  # fmt: skip
