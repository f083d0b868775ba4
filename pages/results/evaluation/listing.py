"""Daftar: yang perlu dibuka sekarang, evaluasi per periode, dan semua tindak lanjut."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.periods import Period, ended
from models.results.evaluations.reviewing import existed, owed, review_due
from pages.results.evaluation import follow_up_list
from pages.results.evaluation.going import to_one
from pages.ui import blocks, evaluation_words, formats
from pages.ui.session import attempt, db, signed_in

TABS = {"evaluasi": "Evaluasi", "tindak": "Tindak lanjut"}
TAB = "evaluation-tab"


def show_listing(programmes: list[Programme], actor: Actor) -> None:
    if TAB not in st.session_state:
        st.session_state[TAB] = "tindak" if st.query_params.get("tab") == "tindak" else "evaluasi"
    tab = st.segmented_control(
        "Bagian", list(TABS), key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key]}]", label_visibility="collapsed"
    )
    if tab == "tindak":
        follow_up_list.show_follow_ups(programmes, actor)
        return
    known = Evaluation.listed([one.pk for one in programmes], db())
    for programme in programmes:
        show_to_open(programme, [one for one in known if one.programme_id == programme.pk], actor)
    if not known:
        blocks.empty(say("evaluation.none"))
    for one in known:
        show_row(one, several=len(programmes) > 1)


def show_row(one: Evaluation, *, several: bool) -> None:
    at = one.closed_at or one.settled_at or one.discussed_at or one.opened_at
    meta = [one.programme.name] if several else []
    meta.append(f"{say(f'evaluation_states.{one.state}').lower()} {formats.ago(at)}")
    if not one.is_over:
        meta.append(say("evaluation.due_on", day=formats.day(one.period.due_on(one.programme.rules))))
    with blocks.row_of(evaluation_words.title(one), " · ".join(meta), evaluation_words.state_look(one)):
        st.button("Buka" if one.is_over else "Lanjutkan", key=f"evaluation-{one.pk}", on_click=to_one, args=(one.pk,))


def show_to_open(programme: Programme, known: list[Evaluation], actor: Actor) -> None:
    """The quarter that ended, a review of strategy that is due; quietly the one that runs, or that began before the programme."""
    periods = [(one.period.last, one.span) for one in known]
    last = Period(ended())
    offered = [(last, "evaluation.to_open" if owed(programme, last, db()) else "evaluation.to_open_early")]
    offered = [one for one in offered if existed(programme, last, db())] + [(Period(Quarter.running()), "evaluation.to_open_running")]
    review = review_due(programme, db())
    offered += [(review, "evaluation.review_due")] if review else []
    for period, words in offered:
        if (period.last, period.span) in periods or Evaluation.objections_to_opening(programme, period, actor, db()):
            continue
        urgent = words in ("evaluation.to_open", "evaluation.review_due")
        look = blocks.Look(programme.name, "orange" if urgent else "gray", "event_available")
        with blocks.row_of(
            say(words, period=period.label), say("evaluation.due_on", day=formats.day(period.due_on(programme.rules))), look
        ):
            st.button(
                "Siapkan evaluasi", key=f"evaluation-open-{programme.pk}-{period}", type="primary" if urgent else "secondary",
                on_click=open_evaluation, args=(programme.pk, str(period)),
            )  # fmt: skip


def open_evaluation(programme_id: int, written: str) -> None:
    quarter, _, span = written.rpartition("-")
    last = Quarter.read(quarter)
    assert last is not None
    opened: list[int] = []
    with attempt(say("evaluation.opened"), then=lambda: to_one(opened[0])) as session:
        by = signed_in(session)
        opened.append(Evaluation.open(Programme.find(programme_id, session), Period(last, int(span)), by, session).pk)
