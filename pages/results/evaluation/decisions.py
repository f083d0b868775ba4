"""Keputusan rapat: diketik sekali, dan dari sana menjadi tindak lanjut."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.governance.minutes import Minutes, MinutesDecision
from models.governance.recording import LENGTHS
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.following import steers
from pages.results.evaluation.asking import ask
from pages.ui import blocks, evaluation_words
from pages.ui.session import attempt, db, signed_in


def show_decisions(one: Minutes, evaluation: Evaluation, actor: Actor, *, writes: bool) -> None:
    blocks.heading("Keputusan", len(one.standing), icon="gavel")
    carried = {follow_up.decision_id: follow_up for follow_up in FollowUp.of(evaluation.pk, db())}
    if not one.standing:
        blocks.empty(say("evaluation.no_decisions"))
    for place, decision in enumerate(one.standing, start=1):
        opens = evaluation.is_open and steers(evaluation.programme, actor)
        show_decision(one, place, decision, evaluation.pk, carried.get(decision.pk), writes=writes, opens=opens)
    if writes:
        st.text_area("Keputusan baru", key=f"decision-{one.pk}", max_chars=LENGTHS["text"], height=80)
        st.button("Catat keputusan", key=f"decision-save-{one.pk}", icon=":material/add:", on_click=decide, args=(one.pk,))


def show_decision(
    one: Minutes, place: int, decision: MinutesDecision, evaluation_id: int, carried: FollowUp | None, *, writes: bool, opens: bool
) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{place}.** {blocks.plain(decision.text)}")
        if carried:
            st.markdown(f"{evaluation_words.follow_up_look(carried).markdown} :small[:gray[{blocks.plain(carried.owner.name)}]]")
        with st.container(horizontal=True, gap="xsmall"):
            if opens and not carried:
                st.button(
                    "Jadikan tindak lanjut", key=f"decision-follow-{decision.pk}", icon=":material/add_task:", on_click=ask,
                    args=("follow", evaluation_id, "", decision.pk),
                )  # fmt: skip
            if writes and not carried:
                where = (one.pk, decision.pk)
                st.button(
                    "Hapus", key=f"decision-out-{decision.pk}", type="tertiary", icon=":material/close:", on_click=take_out, args=where
                )


def decide(minutes_id: int) -> None:
    key = f"decision-{minutes_id}"

    def cleared() -> None:
        st.session_state[key] = ""

    with attempt(say("evaluation.decision_saved"), then=cleared) as session:
        by = signed_in(session)
        Minutes.current(minutes_id, None, by.teams, session).decide(st.session_state.get(key) or "", by)


def take_out(minutes_id: int, decision_id: int) -> None:
    with attempt() as session:
        by = signed_in(session)
        Minutes.current(minutes_id, None, by.teams, session).take_out(decision_id, by)
