"""One more view of the quarter, the one that was asked for: nothing else is counted."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results import breakdowns
from pages.results.dashboard import readings, register, series, shares, work
from pages.ui import panels
from pages.ui.session import db

CHOICE = "dashboard-part"
Part = Callable[[Programme, Quarter], None]


def show_details(programme: Programme, quarter: Quarter) -> None:
    arrive()
    chosen = st.pills("Rincian lain", list(PARTS), key=CHOICE, format_func=lambda key: f":gray[{PARTS[key][0]}]", on_change=remember)
    if chosen in PARTS:
        PARTS[chosen][1](programme, quarter)


def arrive() -> None:
    """A link opens its part once; after that the person chooses."""
    asked = st.query_params.get("rincian", "")
    if CHOICE not in st.session_state and asked in PARTS:
        st.session_state[CHOICE] = asked


def remember() -> None:
    """The address says what is shown, so that it can be sent to somebody."""
    if chosen := st.session_state.get(CHOICE):
        st.query_params["rincian"] = chosen
    else:
        st.query_params.pop("rincian", None)


def show_followers(programme: Programme, quarter: Quarter) -> None:
    found = breakdowns.followers(programme, quarter, db())
    labels = {one.key: one.label for one in programme.rules.channels}
    reading = readings.followers(found, labels)
    panels.show(series.panel("followers", reading, say("dashboard.followers"), found, labels, quarter), empty=say("dashboard.no_followers"))


PARTS: dict[str, tuple[str, Part]] = {
    "indikator": ("Semua indikator", register.show_register),
    "kanal": ("Kanal", shares.show_channels),
    "jenis": ("Jenis informasi", shares.show_kinds),
    "format": ("Format", shares.show_formats),
    "kecamatan": ("Kecamatan", shares.show_places),
    "kampanye": ("Kampanye", shares.show_campaigns),
    "kelompok": ("Kelompok sasaran", shares.show_groups),
    "pengikut": ("Pengikut", show_followers),
    "proses": ("Proses kerja", work.show_work),
    "respons": ("Waktu respons", work.show_answers),
}
