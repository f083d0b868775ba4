"""The satisfaction index: its value, its class, whether it may be called so, and the element that pulls it down."""

from datetime import date

import streamlit as st

from data import reference
from data.wording import say
from models.content.indonesian import number
from models.results.surveys import results
from models.results.surveys.results import RoundResult
from models.results.surveys.satisfaction import Grade, Index
from models.results.surveys.surveys import Survey
from pages.ui import blocks, formats, survey_words
from pages.ui.survey_charts import Bar, bars

COLORS: dict[Grade, blocks.Color] = {Grade.A: "green", Grade.B: "green", Grade.C: "orange", Grade.D: "red"}


def show(survey: Survey, found: RoundResult) -> None:
    told = results.index(survey, found)
    if told is None:
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.metric(survey_words.index_name(told), survey_words.two_places(told.value), border=True, width=280)
        with st.container(gap="xxsmall", width="stretch"):
            st.badge(survey_words.grade(told), color=COLORS[told.grade], icon=":material/star:")
            needed = say("surveys.of_needed", needed=number(told.needed)) if told.needed else ""
            st.markdown(f"{say('surveys.n', n=number(told.n))}{needed}")
            if gap := survey_words.index_gap(told):
                st.markdown(f":small[:orange[:material/info: {blocks.plain(gap)}]]")
    show_elements(told)


def show_elements(told: Index) -> None:
    names = survey_words.element_names()
    weakest = told.weakest
    st.markdown(say("surveys.weakest", name=names[weakest.key].lower(), value=survey_words.two_places(weakest.value)))
    rows = [
        Bar(names[one.key], float(one.value), f"{survey_words.two_places(one.value)} · n {one.n}", one is weakest) for one in told.elements
    ]
    bars(rows, 120, "survey-elements")
    with st.expander("Tabel dan cara menghitung", icon=":material/table:"):
        st.table(
            {
                "Unsur": [names[one.key] for one in told.elements],
                "Rata-rata (1–4)": [survey_words.exact(one.mean) for one in told.elements],
                "Nilai (25–100)": [survey_words.two_places(one.value) for one in told.elements],
                "n": [number(one.n) for one in told.elements],
            }
        )
        st.caption(say("surveys.index_method", count=len(told.elements)))
        for fact in reference.satisfaction()["facts"].values():
            status = say(f"fact_states.{fact['status']}")
            st.caption(f"{fact['source']} ({status}, diperiksa {formats.day(date.fromisoformat(fact['checked_on']))})")
