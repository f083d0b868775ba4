"""One survey on its own: what it asks, how it is shared, what was answered."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.errors import NotFound
from models.results.surveys.rounds import SurveyState
from models.results.surveys.surveys import Survey
from pages.results.surveys import asked, desk, sharing
from pages.results.surveys.answered import answered
from pages.ui import blocks, survey_words
from pages.ui.session import db, programmes

TABS = {"tanya": "Pertanyaan", "bagikan": "Bagikan", "hasil": "Hasil"}
FIRST = {SurveyState.DRAFT: "tanya", SurveyState.OPEN: "hasil", SurveyState.CLOSED: "hasil", SurveyState.DISCARDED: "tanya"}


def show_survey(wanted: str, actor: Actor) -> None:
    readable = [one.pk for one in programmes() if can(actor, "read", one)]
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise NotFound
    survey = Survey.find(int(wanted), readable, db())
    st.button("Semua survei", key="surveys-back", icon=":material/arrow_back:", type="tertiary", on_click=go_back)
    about = [say(f"survey_kinds.{survey.kind}"), survey.programme.name, *([survey.campaign.name] if survey.campaign else [])]
    blocks.title(survey.title, " · ".join(about), [survey_words.state(survey.state)])
    tab = st.segmented_control(
        "Bagian", list(TABS), default=FIRST[survey.state], required=True, key=f"survey-tab-{survey.pk}", label_visibility="collapsed",
        format_func=lambda key: f":gray[{TABS[key]}]", on_change=desk.keep, args=(survey.pk,),
    )  # fmt: skip
    if tab == "hasil":
        answered.show(survey, actor)
    elif tab == "bagikan":
        sharing.show(survey, actor)
    elif survey.objections_to_revising(survey.programme, actor):
        asked.show(survey, actor)
    else:
        desk.show(survey)


def go_back() -> None:
    st.query_params.pop("id", None)
