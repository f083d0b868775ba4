"""What a survey asks, to read: word for word as the public has it, with the reason why it can't be changed."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.results.surveys.questions import Question, QuestionKind
from models.results.surveys.surveys import Survey
from pages.ui import blocks
from pages.ui.session import db


def show(survey: Survey, actor: Actor) -> None:
    edition = survey.edition_in(db())
    blocks.issues_list(survey.objections_to_revising(survey.programme, actor).about("page"))
    st.caption(say("surveys.edition", number=edition.number))
    if edition.intro:
        st.text(edition.intro)
    for place, one in enumerate(edition.questions, start=1):
        show_question(place, one)


def show_question(place: int, one: Question) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{place}. {blocks.plain(one.text)}**")
        if one.kind is QuestionKind.TEXT:
            st.caption(say("question_kinds.text"))
        for option in one.options:
            right = " :green[:material/check_circle:]" if one.correct == option.key else ""
            st.markdown(f":small[{blocks.plain(option.label or option.key)}{right}]")
