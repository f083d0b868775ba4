"""The one dialog of the idea bank that was asked for; an idea put on the board, and one set aside."""

from datetime import timedelta

import streamlit as st

from data.wording import say
from models.base import today
from models.planning.ideas import Idea
from models.planning.items import PlanItem
from models.planning.passed_ideas import PassedIdea
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.dialogs import closing, dialog
from pages.ui.session import attempt, db, me, show_notices, signed_in, view
from pages.work.planning.asking import asked, leave_when_done
from pages.work.planning.board import form as board_form
from pages.work.planning.board.adding import show_buttons
from pages.work.planning.ideas import form as ideas_form
from pages.work.planning.ideas import incoming, passing

TITLES = {
    "suggest": "Usulkan ide", "revise": "Ubah ide", "aside": "Sisihkan ide", "plan": "Masukkan ke papan", "pass": "Kirim ke kantor lain",
    "accept": "Terima ide", "decline": "Tolak ide", "answer": "Jawaban kantor lain",
}  # fmt: skip
PASSED = {"accept": incoming.show_accept, "decline": incoming.show_decline, "answer": passing.show_answer}
WEEK = timedelta(days=7)


def show_asked() -> None:
    if (name := asked()[0]) in TITLES:
        dialog(TITLES[name], on_dismiss=closing)(show_dialog)()


def show_dialog() -> None:
    leave_when_done()
    with view():
        show_notices(in_dialog=True)
        name, about = asked()
        if name == "suggest":
            ideas_form.show_suggest(about[0], about[1] if len(about) > 1 else {})
            return
        if name in PASSED:
            PASSED[name](PassedIdea.find(about[0], me(), db()))
            return
        idea = Idea.find(about[0], me().teams, db())
        programme = Programme.find(idea.programme_id, db())
        {"revise": ideas_form.show_revise, "aside": show_aside, "plan": show_plan, "pass": passing.show_pass}[name](idea, programme)


def show_plan(idea: Idea, programme: Programme) -> None:
    """Everything is proposed: the channel that lacks most next week, and its next free day."""
    key = f"idea-{idea.pk}-piece"
    start = {"title": idea.title, "kind": idea.kind, "place": idea.place, **board_form.next_free(programme, today() + WEEK)}
    st.caption(blocks.plain(say("ideas.from_idea", source=programme.rules.idea_source(idea.source).label)))
    board_form.show_fields(key, programme, start)
    show_buttons("idea-plan-save", "Taruh di papan", plan, idea.pk, idea.version, key)


def show_aside(idea: Idea, _: Programme) -> None:
    st.markdown(f"**{blocks.plain(idea.title)}**")
    st.caption(say("ideas.set_aside_ask"))
    st.text_area("Alasan", key=f"aside-{idea.pk}", height=90)
    show_buttons("idea-aside-save", "Sisihkan", set_aside, idea.pk, idea.version)


def plan(idea_id: int, seen: int, key: str) -> None:
    with attempt(say("board.added"), then=closing) as session:
        by = signed_in(session)
        idea = Idea.current(idea_id, seen, by.teams, session)
        programme = Programme.find(idea.programme_id, session)
        PlanItem.plan(programme, planned_for=board_form.hour(key), by=by, session=session, idea=idea, **board_form.given(key))


def set_aside(idea_id: int, seen: int) -> None:
    with attempt(say("ideas.set_aside"), then=closing) as session:
        by = signed_in(session)
        idea = Idea.current(idea_id, seen, by.teams, session)
        idea.set_aside(Programme.find(idea.programme_id, session), by, st.session_state.get(f"aside-{idea_id}") or "")
