"""Each question of a survey with how its answers fall; words are read a page at a time and can be erased."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.content.indonesian import number
from models.results.surveys.answers import TEXTS, SurveyReply
from models.results.surveys.counting import Tally
from models.results.surveys.questions import Question, QuestionKind
from models.results.surveys.results import RoundResult
from models.results.surveys.surveys import Survey
from pages.ui import blocks, survey_words
from pages.ui.session import attempt, db, signed_in
from pages.ui.survey_charts import Bar, bars


def show(survey: Survey, found: RoundResult, actor: Actor) -> None:
    for place, one in enumerate(found.edition.questions, start=1):
        if one.kind is QuestionKind.ELEMENT:
            continue
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{place}. {blocks.plain(one.text)}**")
            if one.kind is QuestionKind.TEXT:
                show_words(survey, found, one, actor)
            else:
                show_choices(found.tally, one)


def show_choices(told: Tally, one: Question) -> None:
    chosen = told.answers(one.key)
    n = sum(chosen.values())
    st.caption(
        say("surveys.n", n=number(n)) + (f" · {say('surveys.mean', mean=mean(chosen, n))}" if one.kind is QuestionKind.SCALE else "")
    )
    if not n:
        return
    rows = []
    for option in one.options:
        label = f"{option.key} {option.label}".strip() if one.kind is QuestionKind.SCALE else option.label
        times = chosen.get(option.key, 0)
        rows.append(Bar(label, times, f"{number(times)} ({survey_words.percent(times, n)})"))
    bars(rows, max(chosen.values()) * 1.35, f"survey-bars-{one.key}")


def mean(chosen: dict[str, int], n: int) -> str:
    return survey_words.mean(sum(int(step) * times for step, times in chosen.items()), n)


def show_words(survey: Survey, found: RoundResult, one: Question, actor: Actor) -> None:
    key = f"words-{one.key}"
    texts = SurveyReply.texts(found.round.pk, found.edition.pk, one.key, db(), before=st.session_state.get(key))
    if not texts:
        st.caption(say("surveys.no_words"))
    for reply in texts[:TEXTS]:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            if reply.erased:
                st.caption(say("surveys.words_erased"))
                continue
            with st.container(width="stretch"):
                st.text(reply.text or "")
            if can(actor, "survey", survey.programme):
                args = (survey.pk, reply.pk)
                blocks.confirm(say("surveys.erase_ask"), "Hapus", erase, *args, key=f"erase-{reply.pk}", icon="delete")
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(key) is not None:
            st.button("Terbaru", key=f"{key}-first", icon=":material/first_page:", on_click=leaf, args=(key, None))
        if len(texts) > TEXTS:
            st.button(
                "Yang lebih lama", key=f"{key}-older", icon=":material/chevron_right:", on_click=leaf, args=(key, texts[TEXTS - 1].pk)
            )


def leaf(key: str, before: int | None) -> None:
    st.session_state[key] = before


def erase(survey_id: int, reply_id: int) -> None:
    with attempt(say("surveys.erased")) as session:
        by = signed_in(session)
        survey = Survey.current(survey_id, None, by.teams, session)
        survey.erase_text(survey.programme, by, reply_id)
