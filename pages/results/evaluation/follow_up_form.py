"""Membuka dan mengubah tindak lanjut: apa, jenis, penanggung jawab, tenggat."""

import streamlit as st

from data.wording import say
from models.governance.minutes import Minutes
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind
from pages.ui import blocks, evaluation_words
from pages.ui.dialogs import closing
from pages.ui.follow_up_fields import given, record_finding, show_fields, show_finding
from pages.ui.session import attempt, db, me, signed_in


def show_opening(evaluation_id: int, about: str, decision_id: int) -> None:
    """For what was judged to need improvement, for a decision of the minutes (whose words it takes), or for itself."""
    evaluation = Evaluation.find(evaluation_id, me().teams, db())
    title = decided(evaluation, decision_id)
    if about:
        st.markdown(f"**{blocks.plain(evaluation_words.subject(about, evaluation.programme.rules))}**")
    key = f"follow-{evaluation_id}-{about}-{decision_id}"
    show_fields(key, evaluation.programme, title=title, kinds=list(FollowUpKind))
    st.button("Buka tindak lanjut", key="follow-save", type="primary", on_click=open_one, args=(evaluation_id, about, decision_id, key))


def show_inspection(programme_id: int) -> None:
    show_finding(Programme.find(programme_id, db()), open_inspection)


def show_revising(follow_up_id: int) -> None:
    one = FollowUp.find(follow_up_id, me().teams, db())
    key = f"follow-edit-{follow_up_id}"
    show_fields(key, one.programme, title=one.title, detail=one.detail, owner_id=one.owner_id, due_on=one.due_on)
    st.button("Simpan", key="follow-revise-save", type="primary", on_click=revise, args=(follow_up_id, one.version, key))


def decided(evaluation: Evaluation, decision_id: int) -> str:
    """The words of a decision of this evaluation's minutes, '' for none."""
    return next((it.text for met in Minutes.about(evaluation, db()) for it in met.standing if it.pk == decision_id), "")


def open_one(evaluation_id: int, about: str, decision_id: int, key: str) -> None:
    kind = FollowUpKind(st.session_state.get(f"{key}-kind") or FollowUpKind.STRATEGY)
    with attempt(say("evaluation.follow_up_opened"), then=closing) as session:
        by = signed_in(session)
        evaluation = Evaluation.current(evaluation_id, None, by.teams, session)
        FollowUp.open(
            evaluation.programme, kind, by=by, session=session, about=about, evaluation=evaluation,
            decision=Minutes.decided_on(evaluation, decision_id, session) if decision_id else None, **given(key),  # type: ignore[arg-type]
        )  # fmt: skip


def open_inspection(programme_id: int, key: str) -> None:
    with attempt(say("evaluation.follow_up_opened"), then=closing) as session:
        record_finding(programme_id, key, session)


def revise(follow_up_id: int, seen: int, key: str) -> None:
    with attempt(say("evaluation.follow_up_saved"), then=closing) as session:
        by = signed_in(session)
        FollowUp.current(follow_up_id, seen, by.teams, session).revise(by, **given(key))  # type: ignore[arg-type]
