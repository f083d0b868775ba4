"""Answering: the words said there, prepared ones to start from, and whether the matter is settled by it; one or many."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.public import prepared
from models.public.interactions import Interaction
from pages.live.moderation import choosing, looks
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in

SHOWN = 10


def show_answer(one: Interaction) -> None:
    st.markdown(" ".join(look.markdown for look in (looks.time_look(one), looks.category_look(one))))
    st.text(one.shown_to(me()))
    show_link(one)
    show_fields(str(one.pk), one)
    st.button("Catat jawaban", key="answer-save", type="primary", on_click=answer, args=(one.pk, one.version))


def show_link(one: Interaction) -> None:
    """Where it stands, for who answers there."""
    if one.words and one.words.link and one.programme_id in me().teams:
        st.code(one.words.link, language=None, wrap_lines=True)


def show_many(ids: Sequence[int], actor: Actor) -> None:
    found = Interaction.by_ids(ids, actor, db())
    st.caption(say("moderation.answer_many_help", count=formats.number(len(found))))
    if not found:
        return
    with st.container(border=True, gap="xxsmall", height=180 if len(found) > 3 else "content"):
        for one in found[:SHOWN]:
            st.text(one.shown_to(actor)[:200])
        if len(found) > SHOWN:
            st.caption(say("moderation.and_more", count=len(found) - SHOWN))
    show_fields("many", found[0])
    st.button("Catat untuk semua", key="answer-save", type="primary", on_click=answer_many, args=([one.pk for one in found],))


def show_fields(name: str, one: Interaction) -> None:
    offered = {told.key: told for told in prepared.offered(one.programme, one.category, db())}
    if offered:
        st.pills(
            "Jawaban siap pakai", list(offered), key=f"prepared-{name}", format_func=lambda key: blocks.plain(offered[key].label),
            on_change=start_from, args=(name, {key: told.text for key, told in offered.items()}),
        )  # fmt: skip
    st.text_area("Jawaban", key=f"answer-text-{name}", height=140)
    st.checkbox("Jawaban sementara: masih ditindaklanjuti", key=f"holding-{name}", help=say("moderation.holding_help"))
    st.caption(say("moderation.answer_help"))


def start_from(name: str, texts: dict[str, str]) -> None:
    if chosen := st.session_state.get(f"prepared-{name}"):
        st.session_state[f"answer-text-{name}"] = texts.get(chosen, "")


def typed(name: str) -> tuple[str, bool]:
    return st.session_state.get(f"answer-text-{name}") or "", bool(st.session_state.get(f"holding-{name}"))


def answer(interaction_id: int, seen: int) -> None:
    text, holding = typed(str(interaction_id))
    with attempt(say("moderation.answered"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).answer(by, text, holding=holding)


def answer_many(ids: list[int]) -> None:
    text, holding = typed("many")

    def finish() -> None:
        closing()
        choosing.forget()
        st.session_state.pop("answer-text-many", None)

    with attempt(say("moderation.answered_many", count=len(ids)), then=finish) as session:
        Interaction.answer_many(ids, signed_in(session), text, session, holding=holding)
