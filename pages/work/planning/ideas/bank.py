"""Tab Bank ide: apa yang layak disampaikan, dari mana asalnya, dan menjadi apa."""

import streamlit as st

from data.wording import say
from models.actors import READ_ONLY, Actor
from models.planning.ideas import PAGE, Idea, IdeaState
from models.planning.passed_ideas import PassedIdea
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.session import db
from pages.work.planning.asking import ask
from pages.work.planning.ideas import dialogs as ideas_dialogs
from pages.work.planning.ideas import incoming
from pages.work.planning.ideas import row as ideas_row

STATE, SOURCE, BEFORE = "ideas-state", "ideas-source", "ideas-before"


def show_ideas(actor: Actor, programmes: list[Programme]) -> None:
    ids = [one.pk for one in programmes]
    st.caption(say("ideas.help"))
    if mine := [one for one in programmes if suggests(actor, one)]:
        st.button("Usulkan ide", key="idea-new", type="primary", icon=":material/lightbulb:", on_click=ask, args=("suggest", mine[0].pk))
    incoming.show_waiting(actor, programmes)
    state, source = show_filters(programmes)
    found = Idea.bank(ids, state, db(), source=source, before=st.session_state.get(BEFORE))
    if not found:
        blocks.empty(say("ideas.empty_source" if source else f"ideas.empty_{state}"))
    by_id = {one.pk: one for one in programmes}
    sent, origins = PassedIdea.sent(found, db()), PassedIdea.origins(found, db())
    for idea in found[:PAGE]:
        told = ideas_row.Passed(tuple(sent.get(idea.pk, ())), tuple(origins.get(idea.pk, ())))
        ideas_row.show_idea(idea, by_id[idea.programme_id], actor, told, several=len(programmes) > 1)
    show_leafing(found)
    ideas_dialogs.show_asked()


def suggests(actor: Actor, programme: Programme) -> bool:
    """Anybody of the programme's own team who isn't there only to look."""
    return any(hat.programme_id == programme.pk and hat.unit_id is None and hat.role not in READ_ONLY for hat in actor.hats)


def show_filters(programmes: list[Programme]) -> tuple[IdeaState, str]:
    sources = {one.key: one.label for programme in reversed(programmes) for one in programme.rules.idea_sources}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        state = st.segmented_control(
            "Keadaan", list(IdeaState), default=IdeaState.OPEN, required=True, key=STATE, label_visibility="collapsed",
            format_func=lambda one: f":gray[{say(f'idea_states.{one}')}]", on_change=from_the_start,
        )  # fmt: skip
        source = st.selectbox(
            "Asal", ["", *sources], key=SOURCE, label_visibility="collapsed", width=280, on_change=from_the_start,
            format_func=lambda one: sources.get(one, "Semua asal"),
        )  # fmt: skip
    return IdeaState(state or IdeaState.OPEN), source if source in sources else ""


def show_leafing(found: list[Idea]) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(BEFORE) is not None:
            st.button("Terbaru", key="ideas-first", icon=":material/first_page:", on_click=from_the_start)
        if len(found) > PAGE:
            st.button("Yang lebih lama", key="ideas-older", icon=":material/chevron_right:", on_click=leaf, args=(found[PAGE - 1].pk,))


def from_the_start() -> None:
    st.session_state.pop(BEFORE, None)


def leaf(before: int) -> None:
    st.session_state[BEFORE] = before
