"""Survei dan kuis: apa yang ditanyakan kepada warga, dan apa jawabannya."""

import streamlit as st

from data.wording import say
from models.actors import can
from models.programmes import Programme
from models.results.surveys import duties
from models.results.surveys.rounds import SurveyState
from models.results.surveys.surveys import PAGE, Survey
from pages.results.surveys import beginning, duties_list, row, whole
from pages.results.surveys.asking import ask
from pages.ui import blocks
from pages.ui.session import db, me, programme_choice, programmes

STATE, BEFORE = "surveys-state", "surveys-before"
STATES = (SurveyState.OPEN, SurveyState.DRAFT, SurveyState.CLOSED)


def show_surveys() -> None:
    actor = me()
    beginning.go_on()
    chosen = [one for one in programmes() if programme_choice() in (None, one.pk) and can(actor, "read", one)]
    if wanted := st.query_params.get("id", ""):
        whole.show_survey(wanted, actor)
        return
    blocks.title("Survei dan kuis", say("surveys.help"))
    if not chosen:
        blocks.empty(say("surveys.no_programme"))
        return
    duties_list.show(duties.owed(chosen, db()), {one.pk: one for one in chosen}, actor)
    show_new(chosen)
    show_list(chosen)
    beginning.show_asked()


def show_new(chosen: list[Programme]) -> None:
    makes = [one for one in chosen if can(me(), "survey", one)]
    if makes:
        st.button("Survei baru", key="survey-new", type="primary", icon=":material/add:", on_click=ask, args=("new", makes[0].pk))


def show_list(chosen: list[Programme]) -> None:
    ids = [one.pk for one in chosen]
    counts = Survey.counts(ids, db())
    state = st.segmented_control(
        "Keadaan", STATES, default=SurveyState.OPEN, required=True, key=STATE, label_visibility="collapsed", on_change=from_the_start,
        format_func=lambda one: f":gray[{say(f'survey_states.{one}')} ({counts.get(one, 0)})]",
    )  # fmt: skip
    found = Survey.listed(ids, SurveyState(state), db(), before=st.session_state.get(BEFORE))
    if not found:
        blocks.empty(say(f"surveys.empty_{SurveyState(state)}"))
    row.show_rows(found[:PAGE], several=len(chosen) > 1)
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(BEFORE) is not None:
            st.button("Terbaru", key="surveys-first", icon=":material/first_page:", on_click=from_the_start)
        if len(found) > PAGE:
            st.button("Yang lebih lama", key="surveys-older", icon=":material/chevron_right:", on_click=leaf, args=(found[PAGE - 1].pk,))


def from_the_start() -> None:
    st.session_state.pop(BEFORE, None)


def leaf(before: int) -> None:
    st.session_state[BEFORE] = before


show_surveys()
