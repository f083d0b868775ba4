"""Surveys of a list: what was asked, of whom, until when, and how many answered."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.content.indonesian import number
from models.results.surveys import counting
from models.results.surveys.surveys import Survey
from pages.ui import survey_words
from pages.ui.blocks import row_of
from pages.ui.session import db


def show_rows(found: Sequence[Survey], *, several: bool) -> None:
    answered = counting.sheets([one.pk for survey in found for one in survey.rounds], db())
    for survey in found:
        with row_of(survey.title, about(survey, answered, several), survey_words.state(survey.state)):
            st.button("Buka", key=f"survey-{survey.pk}", on_click=open_one, args=(survey.pk,))


def about(survey: Survey, answered: dict[int, int], several: bool) -> str:
    parts = [say(f"survey_kinds.{survey.kind}")]
    parts += [survey.campaign.name] if survey.campaign else []
    parts += [survey.programme.name] if several else []
    for one in survey.rounds:
        told = [survey_words.phase(one)] if len(survey.rounds) > 1 else []
        told += [survey_words.period(one)] if one.opens_at else []
        told += [say("surveys.n", n=number(answered.get(one.pk, 0)))] if one.opens_at else []
        parts += [", ".join(told)] if told else []
    return " · ".join(parts)


def open_one(survey_id: int) -> None:
    st.query_params["id"] = str(survey_id)
