"""The desk on which a survey is written: what is typed stays until it is saved, whichever part of the page is looked at."""

from typing import Any

import streamlit as st

from data.wording import say
from models.planning.campaigns import Campaign
from models.results.surveys.questions import LENGTHS, MOST_QUESTIONS, Question, QuestionKind, SurveyKind
from models.results.surveys.rounds import SurveyState
from models.results.surveys.satisfaction import ELEMENTS, MOST_PEOPLE
from models.results.surveys.surveys import Survey
from pages.results.surveys import fields
from pages.ui import blocks, survey_words
from pages.ui.session import attempt, db, signed_in

RECENT = 12
KINDS = (QuestionKind.CHOICE, QuestionKind.SCALE, QuestionKind.TEXT)


def show(survey: Survey) -> None:
    typed = st.session_state.setdefault(where(survey.pk), begun(survey))
    key = f"desk-{survey.pk}"
    if survey.state is SurveyState.OPEN:
        st.markdown(f":small[:orange[:material/info: {say('surveys.open_edit')}]]")
    st.text_input("Judul yang dibaca warga", value=typed["title"], key=f"{key}-title", max_chars=LENGTHS["title"])
    st.text_area("Pengantar (boleh kosong)", value=typed["intro"], key=f"{key}-intro", max_chars=LENGTHS["intro"], height=90)
    show_about(survey, typed, key)
    if survey.kind is SurveyKind.SATISFACTION:
        show_elements(typed, key)
    for place, one in enumerate(typed["questions"], start=1):
        fields.show_question(survey, key, place, one)
    show_adding(survey, typed)
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Simpan", key=f"{key}-save", type="primary", icon=":material/save:", on_click=save, args=(survey.pk, survey.version))
        if survey.state is SurveyState.DRAFT:
            blocks.confirm(say("surveys.discard_ask"), "Buang konsep", discard, survey.pk, survey.version, key=f"{key}-discard")


def show_about(survey: Survey, typed: dict[str, Any], key: str) -> None:
    campaigns = {one.pk: one for one in Campaign.recent(survey.programme_id, db(), RECENT)}
    if survey.campaign:
        campaigns[survey.campaign.pk] = survey.campaign
    left, right = st.columns(2)
    left.selectbox(
        "Kampanye" if survey.kind is SurveyKind.QUIZ else "Kampanye (boleh kosong)", list(campaigns), key=f"{key}-campaign",
        index=list(campaigns).index(typed["campaign"]) if typed["campaign"] in campaigns else None, placeholder="Pilih kampanye",
        format_func=lambda one: campaigns[one].name,
    )  # fmt: skip
    if survey.kind is SurveyKind.SATISFACTION:
        right.number_input(
            "Jumlah orang yang diwakili (boleh kosong)", 1, MOST_PEOPLE, typed["population"], key=f"{key}-population",
            help=say("surveys.population_help"),
        )  # fmt: skip


def show_elements(typed: dict[str, Any], key: str) -> None:
    names = survey_words.element_names()
    st.pills(
        say("surveys.elements"), ELEMENTS, selection_mode="multi", default=typed["elements"], key=f"{key}-elements",
        format_func=lambda one: names[one],
    )  # fmt: skip


def show_adding(survey: Survey, typed: dict[str, Any]) -> None:
    if len(typed["questions"]) >= MOST_QUESTIONS:
        return
    kinds = {SurveyKind.QUICK: KINDS, SurveyKind.SATISFACTION: (QuestionKind.TEXT,), SurveyKind.QUIZ: (QuestionKind.QUIZ,)}[survey.kind]
    with st.container(horizontal=True, gap="xsmall"):
        for kind in kinds:
            label = f"Tambah: {say(f'question_kinds.{kind}').lower()}"
            st.button(label, key=f"desk-{survey.pk}-add-{kind}", icon=":material/add:", on_click=fields.add, args=(survey.pk, kind.value))


def begun(survey: Survey) -> dict[str, Any]:
    """As it was saved last."""
    edition = survey.edition_in(db())
    questions = [one for one in edition.questions if one.kind is not QuestionKind.ELEMENT]
    return {
        "title": edition.title, "intro": edition.intro, "campaign": survey.campaign_id, "population": survey.population,
        "elements": [one.key for one in edition.questions if one.kind is QuestionKind.ELEMENT],
        "questions": [one.told for one in questions],
    }  # fmt: skip


def keep(survey_id: int) -> None:
    """What stands in the widgets goes into the state that outlives them."""
    if typed := st.session_state.get(where(survey_id)):
        fields.gather(f"desk-{survey_id}", typed)


def where(survey_id: int) -> str:
    return f"survey-typed-{survey_id}"


def save(survey_id: int, seen: int) -> None:
    keep(survey_id)
    typed = st.session_state[where(survey_id)]
    elements = survey_words.element_questions(frozenset(typed["elements"])) if typed["elements"] else []
    questions = [*elements, *(Question.of(one) for one in typed["questions"])]
    with attempt(say("surveys.saved"), then=lambda: st.session_state.pop(where(survey_id), None)) as session:
        by = signed_in(session)
        survey = Survey.current(survey_id, seen, by.teams, session)
        campaign = Campaign.find(typed["campaign"], session) if typed["campaign"] else None
        survey.revise(survey.programme, by, typed["title"], typed["intro"], questions, typed["population"], campaign)


def discard(survey_id: int, seen: int) -> None:
    with attempt(say("surveys.discarded"), then=lambda: st.query_params.pop("id", None)) as session:
        by = signed_in(session)
        survey = Survey.current(survey_id, seen, by.teams, session)
        survey.discard(survey.programme, by)
