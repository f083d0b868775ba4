"""What was answered: the figure first, then each question, n beside everything; live until closed, final afterwards."""

from collections.abc import Mapping

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.content.indonesian import moment, number
from models.results.surveys import results
from models.results.surveys.questions import SurveyKind
from models.results.surveys.results import RoundResult
from models.results.surveys.rounds import Phase
from models.results.surveys.surveys import Survey
from pages.documents import survey_export
from pages.results.surveys.answered import index, questions, quiz
from pages.ui import blocks
from pages.ui.session import db


def show(survey: Survey, actor: Actor) -> None:
    found = results.of(survey, db(), st.session_state.get(f"answered-edition-{survey.pk}"))
    if not found:
        blocks.empty(say("surveys.not_opened"))
        return
    show_state(found)
    show_editions(survey, found)
    if not any(one.answers for one in found.values()):
        blocks.empty(say("surveys.no_answers"))
        return
    if survey.kind is SurveyKind.QUIZ:
        quiz.show(found)
    else:
        if survey.kind is SurveyKind.SATISFACTION:
            index.show(survey, found[Phase.ONLY])
        questions.show(survey, found[Phase.ONLY], actor)
    if can(actor, "export", survey.programme) or can(actor, "survey", survey.programme):
        show_export(survey)


def show_state(found: Mapping[Phase, RoundResult]) -> None:
    """Live, or final with what the log committed to."""
    for phase, one in found.items():
        told = f"{say(f'survey_phases.{phase}').capitalize()}: " if phase is not Phase.ONLY else ""
        n = say("surveys.n", n=number(one.answers))
        if one.closing:
            st.caption(f"{told}{n} · {say('surveys.final', at=moment(one.closing.at), digest=one.closing.digest[:12])}")
        else:
            st.caption(f"{told}{n} · {say('surveys.live')}")


def show_editions(survey: Survey, found: Mapping[Phase, RoundResult]) -> None:
    """Only where people answered more than one edition: they are never added up."""
    editions = sorted({one for each in found.values() for one in each.editions})
    if len(editions) > 1:
        st.selectbox(
            "Versi pertanyaan", editions, index=len(editions) - 1, key=f"answered-edition-{survey.pk}", help=say("surveys.per_edition"),
            format_func=lambda one: say("surveys.edition", number=editions.index(one) + 1),
        )  # fmt: skip


def show_export(survey: Survey) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for format, label, kind in survey_export.FORMATS:
            st.download_button(
                label, survey_export.offered(survey.pk, format), f"survei-{survey.programme.key}-{survey.pk}.{format}", kind,
                on_click="ignore", icon=":material/download:", key=f"survey-export-{format}",
            )  # fmt: skip
    st.caption(say("surveys.export_help"))
