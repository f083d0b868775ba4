"""Answering one comment: the words said there, prepared ones to start from, and whether the matter is settled by it."""

import streamlit as st

from data.wording import say
from models.public.interactions import Interaction
from pages.live.moderation import looks
from pages.ui.dialogs import closing
from pages.ui.session import attempt, me, signed_in


def show_answer(one: Interaction) -> None:
    st.markdown(" ".join(look.markdown for look in (looks.time_look(one), looks.category_look(one))))
    st.text(one.shown_to(me()))
    key = f"answer-text-{one.pk}"
    offered = {told.key: told for told in one.rules.moderation.answers if told.category in ("", one.category)}
    if offered:
        st.pills(
            "Jawaban siap pakai", list(offered), key=f"prepared-{one.pk}", format_func=lambda name: offered[name].label,
            on_change=start_from, args=(one.pk, {name: told.text for name, told in offered.items()}),
        )  # fmt: skip
    st.text_area("Jawaban", key=key, height=140)
    st.checkbox("Jawaban sementara: masih ditindaklanjuti", key=f"holding-{one.pk}", help=say("moderation.holding_help"))
    st.caption(say("moderation.answer_help"))
    st.button("Catat jawaban", key="answer-save", type="primary", on_click=answer, args=(one.pk, one.version))


def start_from(interaction_id: int, texts: dict[str, str]) -> None:
    if chosen := st.session_state.get(f"prepared-{interaction_id}"):
        st.session_state[f"answer-text-{interaction_id}"] = texts.get(chosen, "")


def answer(interaction_id: int, seen: int) -> None:
    state = st.session_state
    with attempt(say("moderation.answered"), then=closing) as session:
        by = signed_in(session)
        one = Interaction.current(interaction_id, seen, by, session)
        one.answer(by, state.get(f"answer-text-{interaction_id}") or "", holding=bool(state.get(f"holding-{interaction_id}")))
