"""The four figures a head of division asks for first: value, change, target, and how many it was counted from."""

import streamlit as st

from data.wording import say
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.figures import Figure, figures
from pages.ui import blocks, figure_words
from pages.ui.session import db

SHOWN = ("reach", "interaction_rate", "response_median", "downloads", "face_to_face", "plan", "regularity")
MOST = 4


def show_cards(programme: Programme, quarter: Quarter) -> None:
    known = [one.key for one in programme.rules.indicators]
    wanted = [key for key in SHOWN if key in known][:MOST]
    grid = st.grid(MOST, min_column_width=160)
    for one in figures(programme, quarter, db(), wanted):
        with grid:
            show_card(one)


def show_card(one: Figure, part: str = "card") -> None:
    """`part` of the page it stands in, which may show the same figure twice."""
    look = figure_words.target_look(one)
    with st.container(border=True, gap="xsmall", key=f"{part}-{one.key}"):
        st.markdown(f":small[{blocks.plain(one.label)}]", help=one.help or None)
        st.metric(
            one.label, figure_words.brief(one), figure_words.change(one), label_visibility="collapsed",
            delta_color=figure_words.direction(one),  # type: ignore[arg-type]
            delta_description=say("dashboard.since_before") if figure_words.change(one) else None,
        )  # fmt: skip
        line = " · ".join(filter(None, (figure_words.target(one), figure_words.counted(one))))
        together = blocks.plain(line).replace("n = ", "n\u00a0=\u00a0")
        st.markdown(f"{look.markdown} :small[:gray[{together}]]")
