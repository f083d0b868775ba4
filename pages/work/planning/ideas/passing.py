"""Mengirim ide ke program atau kantor lain, dan mencatat jawaban kantor di luar aplikasi."""

from datetime import timedelta

import streamlit as st

from data.wording import say
from models.base import today
from models.planning.ideas import Idea
from models.planning.passed_ideas import PassedIdea
from models.planning.passing import LENGTHS, MOST_DAYS, USUAL_DAYS
from models.programmes import Programme
from pages.ui import blocks, calling
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, signed_in
from pages.work.planning.board.adding import show_buttons
from pages.work.planning.ideas import passed

OUTSIDE = 0
ANSWERS = {True: "Diterima", False: "Ditolak"}


def show_pass(idea: Idea, programme: Programme) -> None:
    key = f"pass-{idea.pk}"
    others = {one.pk: passed.full_name(one) for one in Programme.all(db()) if one.pk != programme.pk}
    st.markdown(f"**{blocks.plain(idea.title)}**")
    st.caption(say("ideas.pass_help"))
    chosen = st.selectbox(
        "Tujuan", [*others, OUTSIDE], key=f"{key}-to", format_func=lambda one: others.get(one, say("ideas.outside")), index=None,
        placeholder="Pilih program atau kantor",
    )  # fmt: skip
    if chosen == OUTSIDE:
        show_outside(key, programme)
    st.date_input(
        "Dijawab paling lambat", value=today() + timedelta(days=USUAL_DAYS), min_value=today(),
        max_value=today() + timedelta(days=MOST_DAYS), format="DD/MM/YYYY", key=f"{key}-due",
    )  # fmt: skip
    st.text_area("Pesan (boleh kosong)", key=f"{key}-words", height=90, max_chars=LENGTHS["words"])
    show_buttons("idea-pass-save", "Kirim", pass_on, idea.pk, idea.version)


def show_outside(key: str, programme: Programme) -> None:
    st.caption(say("ideas.outside_help"))
    st.text_input("Kantor atau unit yang dituju", key=f"{key}-office", max_chars=LENGTHS["office"])
    calling.show_choice(programme, key)


def show_answer(one: PassedIdea) -> None:
    key = f"answer-{one.pk}"
    st.markdown(f"**{blocks.plain(one.idea.title)}**")
    st.caption(blocks.plain(passed.where(one)))
    st.segmented_control(
        "Jawaban", list(ANSWERS), default=True, required=True, key=f"{key}-accepted", format_func=lambda one: f":gray[{ANSWERS[one]}]"
    )
    st.text_area("Isi jawaban, siapa, dan lewat apa", key=f"{key}-text", height=90, max_chars=LENGTHS["reason"])
    show_buttons("passed-answer-save", "Simpan jawaban", record_answer, one.pk, one.version)


def pass_on(idea_id: int, seen: int) -> None:
    state, key = st.session_state, f"pass-{idea_id}"
    with attempt(say("ideas.passed"), then=closing) as session:
        by = signed_in(session)
        idea = Idea.current(idea_id, seen, by.teams, session)
        to = state.get(f"{key}-to")
        PassedIdea.pass_on(
            idea, Programme.find(idea.programme_id, session), by, session, to=Programme.find(to, session) if to else None,
            office=state.get(f"{key}-office") or "" if to == OUTSIDE else "", contact_id=state.get(f"{key}-contact"),
            words=state.get(f"{key}-words") or "", due_on=state.get(f"{key}-due"),
        )  # fmt: skip


def record_answer(passed_id: int, seen: int) -> None:
    state, key = st.session_state, f"answer-{passed_id}"
    with attempt(say("ideas.answered"), then=closing) as session:
        by = signed_in(session)
        one = PassedIdea.current(passed_id, seen, by, session)
        one.record_answer(by, state.get(f"{key}-text") or "", accepted=bool(state.get(f"{key}-accepted")))
