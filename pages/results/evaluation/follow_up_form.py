"""Membuka dan mengubah tindak lanjut: apa, jenis, penanggung jawab, tenggat."""

from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.base import today
from models.governance.minutes import Minutes
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind
from models.results.evaluations.following import LENGTHS, owners
from pages.ui import blocks, evaluation_words
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in

USUAL = timedelta(days=30)


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
    programme = Programme.find(programme_id, db())
    key = f"inspection-{programme_id}"
    st.text_input("Nomor surat atau laporan pemeriksaan", key=f"{key}-letter", max_chars=LENGTHS["letter"])
    show_fields(key, programme, kinds=[FollowUpKind.INSPECTION])
    st.button("Catat temuan pemeriksaan", key="inspection-save", type="primary", on_click=open_inspection, args=(programme_id, key))


def show_revising(follow_up_id: int) -> None:
    one = FollowUp.find(follow_up_id, me().teams, db())
    key = f"follow-edit-{follow_up_id}"
    show_fields(key, one.programme, title=one.title, detail=one.detail, owner_id=one.owner_id, due_on=one.due_on)
    st.button("Simpan", key="follow-revise-save", type="primary", on_click=revise, args=(follow_up_id, one.version, key))


def show_fields(
    key: str, programme: Programme, *, title: str = "", detail: str = "", owner_id: int | None = None, due_on: date | None = None,
    kinds: list[FollowUpKind] | None = None,
) -> None:  # fmt: skip
    st.text_input("Yang akan dikerjakan", value=title[: LENGTHS["title"]], key=f"{key}-title", max_chars=LENGTHS["title"])
    if kinds and len(kinds) > 1:
        words = {one: say(f"follow_up_kinds.{one}") for one in kinds}
        st.selectbox("Jenis", kinds, key=f"{key}-kind", format_func=lambda one: words[one])
    people = owners(programme, db())
    left, right = st.columns(2)
    left.selectbox(
        "Penanggung jawab", list(people), index=list(people).index(owner_id) if owner_id in people else None, key=f"{key}-owner",
        placeholder="Pilih orang", format_func=lambda one: people.get(one, ""),
    )  # fmt: skip
    right.date_input("Tenggat", value=due_on or today() + USUAL, key=f"{key}-due", format="DD/MM/YYYY")
    st.text_area("Keterangan (boleh kosong)", value=detail, key=f"{key}-detail", max_chars=LENGTHS["detail"], height=90)


def decided(evaluation: Evaluation, decision_id: int) -> str:
    """The words of a decision of this evaluation's minutes, '' for none."""
    return next((it.text for met in Minutes.about(evaluation, db()) for it in met.standing if it.pk == decision_id), "")


def given(key: str) -> dict[str, object]:
    return {
        "title": st.session_state.get(f"{key}-title") or "", "detail": st.session_state.get(f"{key}-detail") or "",
        "owner_id": st.session_state.get(f"{key}-owner"), "due_on": st.session_state.get(f"{key}-due"),
    }  # fmt: skip


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
    letter = st.session_state.get(f"{key}-letter") or ""
    with attempt(say("evaluation.follow_up_opened"), then=closing) as session:
        programme = Programme.find(programme_id, session)
        by = signed_in(session)
        FollowUp.open(programme, FollowUpKind.INSPECTION, by=by, session=session, letter=letter, **given(key))  # type: ignore[arg-type]


def revise(follow_up_id: int, seen: int, key: str) -> None:
    with attempt(say("evaluation.follow_up_saved"), then=closing) as session:
        by = signed_in(session)
        FollowUp.current(follow_up_id, seen, by.teams, session).revise(by, **given(key))  # type: ignore[arg-type]
