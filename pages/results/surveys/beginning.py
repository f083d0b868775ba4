"""A new survey: its kind, for which campaign, and the template it starts from; everything else is written on its own page."""

from typing import Any

import streamlit as st

from data import reference
from data.wording import say
from models.actors import can
from models.planning.campaigns import Campaign
from models.programmes import Programme
from models.results.surveys.questions import LENGTHS, Question, SurveyKind
from models.results.surveys.surveys import Survey
from pages.results.surveys.asking import asked, leave_when_done
from pages.ui import blocks
from pages.ui.dialogs import closing, dialog
from pages.ui.session import attempt, db, me, programmes, show_notices, signed_in, view
from pages.ui.survey_words import element_questions

KEY = "survey-new"
GOING = "surveys-going"
RECENT = 12


def show_asked() -> None:
    if asked()[0] == "new":
        dialog("Survei baru", on_dismiss=closing)(show_new)()


def show_new() -> None:
    leave_when_done()
    with view():
        show_notices(in_dialog=True)
        programme_id, kind, campaign_id = [*asked()[1], SurveyKind.QUICK, None][:3]
        offered = {one.pk: one for one in programmes() if can(me(), "survey", one)}
        if len(offered) > 1:
            picked = st.segmented_control(
                "Program", list(offered), default=programme_id, required=True, key=f"{KEY}-programme",
                format_func=lambda one: f":gray[{blocks.plain(offered[one].name)}]",
            )  # fmt: skip
            programme_id = picked or programme_id
        show_fields(Programme.find(programme_id, db()), SurveyKind(kind), campaign_id)


def show_fields(programme: Programme, kind: SurveyKind, campaign_id: int | None) -> None:
    kind = st.radio(
        "Jenis", list(SurveyKind), index=list(SurveyKind).index(kind), key=f"{KEY}-kind",
        format_func=lambda one: say(f"survey_kinds.{one}"), captions=[say(f"surveys.kind_{one}") for one in SurveyKind],
    ) or kind  # fmt: skip
    starts = {one["key"]: one for one in reference.satisfaction()["templates"] if one["kind"] == kind}
    start = st.selectbox("Mulai dari", list(starts), format_func=lambda one: str(starts[one]["label"]), key=f"{KEY}-start-{kind}")
    campaigns = {one.pk: one for one in Campaign.recent(programme.pk, db(), RECENT)}
    label = "Kampanye" if kind is SurveyKind.QUIZ else "Kampanye (boleh kosong)"
    chosen = st.selectbox(
        label, list(campaigns), key=f"{KEY}-campaign", placeholder="Pilih kampanye", format_func=lambda one: campaigns[one].name,
        index=list(campaigns).index(campaign_id) if campaign_id in campaigns else None,
    )  # fmt: skip
    st.text_input("Judul yang dibaca warga", value=starts[start]["title"], key=f"{KEY}-title-{start}", max_chars=LENGTHS["title"])
    with st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
        st.button("Batal", key="survey-new-cancel", type="tertiary", on_click=closing)
        args = (programme.pk, kind.value, start, chosen)
        st.button("Buat konsep", key="survey-new-save", type="primary", on_click=draft, args=args)


def questions_of(template: dict[str, Any]) -> list[Question]:
    if template["kind"] == SurveyKind.SATISFACTION:
        return element_questions()
    return [Question.of(one) for one in template["questions"]]


def draft(programme_id: int, kind: str, start: str, campaign_id: int | None) -> None:
    template = next(one for one in reference.satisfaction()["templates"] if one["key"] == start)
    title = st.session_state.get(f"{KEY}-title-{start}") or ""
    with attempt(say("surveys.drafted"), then=closing) as session:
        programme, by = Programme.find(programme_id, session), signed_in(session)
        campaign = Campaign.find(campaign_id, session) if campaign_id else None
        made = Survey.draft(programme, SurveyKind(kind), title, template["intro"], questions_of(template), by, session, campaign=campaign)
        st.session_state[GOING] = made.pk


def go_on() -> None:
    """To the survey that was just begun."""
    if going := st.session_state.pop(GOING, None):
        st.query_params["id"] = str(going)
