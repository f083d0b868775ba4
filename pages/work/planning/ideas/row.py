"""One idea of the bank: where it comes from, who suggested it, and what may be done with it."""

from dataclasses import dataclass

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.places import known
from models.planning.ideas import Idea, IdeaState
from models.planning.passed_ideas import PassedIdea
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, signed_in
from pages.work.planning import looks
from pages.work.planning.asking import ask
from pages.work.planning.ideas import passed

COLORS: dict[IdeaState, blocks.Color] = {IdeaState.OPEN: "blue", IdeaState.PLANNED: "green", IdeaState.SET_ASIDE: "gray"}
LONGEST = 280


@dataclass(frozen=True)
class Passed:
    """Where an idea was sent, and what it was accepted from."""

    sent: tuple[PassedIdea, ...] = ()
    origins: tuple[PassedIdea, ...] = ()


def show_idea(idea: Idea, programme: Programme, actor: Actor, told: Passed, *, several: bool) -> None:
    source = next((one.label for one in programme.rules.idea_sources if one.key == idea.source), idea.source)
    with st.container(border=True, gap="xsmall"):
        with st.container(gap=None):
            badge = blocks.Look(source, COLORS[idea.state], "lightbulb").markdown
            st.markdown(f"{badge} **{blocks.plain(idea.title)}**")
            who = idea.by.name if idea.by else "Simpul"
            parts = (
                idea.source_note, looks.kind(programme, idea.kind) if idea.kind else "", known().get(idea.place, ""),
                f"{who}, {formats.ago(idea.at)}", programme.name if several else "",
            )  # fmt: skip
            st.caption(blocks.plain(" · ".join(one for one in parts if one)))
        passed.show_origin(told.origins)
        if idea.about:
            st.text(idea.about if len(idea.about) <= LONGEST else f"{idea.about[:LONGEST]}…")
        if idea.state is IdeaState.SET_ASIDE and idea.note:
            st.caption(blocks.plain(say("ideas.set_aside_because", reason=idea.note.text)))
        passed.show_sent(told.sent, actor)
        show_verbs(idea, programme, actor)


def show_verbs(idea: Idea, programme: Programme, actor: Actor) -> None:
    changes = not idea.objections_to_changing(programme, actor)
    plans = idea.state is IdeaState.OPEN and can(actor, "plan", programme)
    passes = not PassedIdea.objections(idea, programme, actor)
    if not changes and not plans and not passes:
        return
    with st.container(horizontal=True, gap="xsmall"):
        if plans:
            st.button("Masukkan ke papan", key=f"idea-plan-{idea.pk}", icon=":material/add:", on_click=ask, args=("plan", idea.pk))
        if changes and idea.state is IdeaState.OPEN:
            st.button("Ubah", key=f"idea-edit-{idea.pk}", type="tertiary", icon=":material/edit:", on_click=ask, args=("revise", idea.pk))
            st.button(
                "Sisihkan",
                key=f"idea-aside-{idea.pk}",
                type="tertiary",
                icon=":material/inventory_2:",
                on_click=ask,
                args=("aside", idea.pk),
            )
        if passes:
            st.button(
                "Kirim ke kantor lain", key=f"idea-pass-{idea.pk}", type="tertiary", icon=":material/forward_to_inbox:", on_click=ask,
                args=("pass", idea.pk),
            )  # fmt: skip
        if changes and idea.state is IdeaState.SET_ASIDE:
            st.button("Ambil kembali", key=f"idea-back-{idea.pk}", icon=":material/undo:", on_click=take_back, args=(idea.pk, idea.version))


def take_back(idea_id: int, seen: int) -> None:
    with attempt(say("ideas.taken_back")) as session:
        by = signed_in(session)
        idea = Idea.current(idea_id, seen, by.teams, session)
        idea.take_back(Programme.find(idea.programme_id, session), by)
