"""One survey on its own: what it asks, how it is shared, what was answered."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.errors import NotFound
from models.results.surveys.surveys import Survey
from pages.ui import blocks, survey_words
from pages.ui.session import db, programmes


def show_survey(wanted: str, actor: Actor) -> None:
    readable = [one.pk for one in programmes() if can(actor, "read", one)]
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise NotFound
    survey = Survey.find(int(wanted), readable, db())
    st.button("Semua survei", key="surveys-back", icon=":material/arrow_back:", type="tertiary", on_click=go_back)
    about = [say(f"survey_kinds.{survey.kind}"), survey.programme.name, *([survey.campaign.name] if survey.campaign else [])]
    blocks.title(survey.title, " · ".join(about), [survey_words.state(survey.state)])


def go_back() -> None:
    st.query_params.pop("id", None)
