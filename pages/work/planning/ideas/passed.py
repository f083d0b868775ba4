"""Under an idea: where it was sent and what became of it there, and where one that was accepted came from."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.passed_ideas import PassedIdea, PassedState
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, signed_in
from pages.work.planning.asking import ask

LOOKS: dict[str, tuple[blocks.Color, str]] = {
    "open": ("violet", "forward_to_inbox"), "late": ("red", "alarm"), "accepted": ("green", "check_circle"), "declined": ("gray", "block"),
    "withdrawn": ("gray", "undo"),
}  # fmt: skip


def look(one: PassedIdea) -> blocks.Look:
    color, icon = LOOKS[one.shown_state]
    return blocks.Look(say(f"passed_states.{one.shown_state}"), color, icon)


def full_name(programme: Programme) -> str:
    return f"{programme.name} ({programme.office.short_name or programme.office.name})"


def show_origin(found: Sequence[PassedIdea]) -> None:
    for one in found:
        at = formats.short_moment(one.answered_at or one.at)
        st.caption(f":material/move_to_inbox: {blocks.plain(say('ideas.comes_from', source=full_name(one.source), at=at))}")


def show_sent(found: Sequence[PassedIdea], actor: Actor) -> None:
    for one in found:
        with st.container(gap=None, key=f"passed-{one.pk}"):
            st.markdown(f"{look(one).markdown} {blocks.plain(where(one))}  \n:small[:gray[{blocks.plain(line(one))}]]")
            if one.reason:
                st.text(one.reason.text)
            if one.state is PassedState.OPEN and can(actor, "plan", one.source):
                show_verbs(one, actor)


def where(one: PassedIdea) -> str:
    return say("ideas.sent_to", name=full_name(one.target) if one.target else one.office)


def line(one: PassedIdea) -> str:
    """Since when, until when, what it is there now."""
    parts = [say("ideas.sent_at", at=formats.short_moment(one.at))]
    if one.state is PassedState.OPEN:
        parts.append(say("ideas.due", due=formats.day(one.due_on)))
    elif one.answered_at:
        parts.append(say(f"ideas.at_{one.state}", at=formats.short_moment(one.answered_at)))
    if one.copied:
        parts.append(say(f"ideas.there_{one.copied.state}"))
    if one.contact:
        parts.append(one.contact.label)
    return " · ".join(parts)


def show_verbs(one: PassedIdea, actor: Actor) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if one.to_id is None and not one.objections_to_answering(actor):
            st.button("Catat jawaban", key=f"passed-answer-{one.pk}", icon=":material/reply:", on_click=ask, args=("answer", one.pk))
        st.button(
            "Tarik", key=f"passed-withdraw-{one.pk}", type="tertiary", icon=":material/undo:", on_click=withdraw, args=(one.pk, one.version)
        )


def withdraw(passed_id: int, seen: int) -> None:
    with attempt(say("ideas.pass_withdrawn")) as session:
        by = signed_in(session)
        PassedIdea.current(passed_id, seen, by, session).withdraw(by)
