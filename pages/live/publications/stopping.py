"""Menghentikan: back to the writers, off one channel, or cancelled altogether."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.publications import PublicationState, of_state
from pages.ui import blocks
from pages.ui.session import attempt, signed_in


def show_stopping(content: Content, actor: Actor) -> None:
    show_recall(content, actor)
    st.text_area(say("publications.reason"), key=reason(content.pk), max_chars=500, placeholder=say("publications.reason_example"))
    waiting = of_state(content.publications, PublicationState.SCHEDULED)
    if len(waiting) + len(of_state(content.publications, PublicationState.PUBLISHED)) > 1:
        show_channels(content, actor, list(waiting))
    barred = content.objections_to_cancelling(actor)
    blocks.issues_list(barred)
    if not barred:
        question, key = say("publications.cancel_question"), f"cancel-{content.pk}"
        blocks.confirm(question, "Batalkan konten", cancel, content.pk, content.version, key=key, icon="cancel")


def show_recall(content: Content, actor: Actor) -> None:
    barred = content.objections_to_recalling(actor)
    st.caption(say("publications.recall_help"))
    st.button(
        "Tarik kembali", key=f"recall-{content.pk}", icon=":material/undo:", disabled=bool(barred), on_click=recall,
        args=(content.pk, content.version),
    )  # fmt: skip
    blocks.issues_list(barred)


def show_channels(content: Content, actor: Actor, waiting: list[str]) -> None:
    barred = content.objections_to_cancelling_channels(actor)
    labels = {one.key: one.label for one in content.rules.channels}
    st.multiselect(
        say("publications.channels_off"), waiting, key=off(content.pk), format_func=lambda key: labels.get(key, key),
        placeholder=say("publications.choose_channels"), disabled=bool(barred),
    )  # fmt: skip
    st.button(
        "Batalkan di kanal ini", key=f"cancel-channels-{content.pk}", icon=":material/link_off:", disabled=bool(barred),
        on_click=cancel_channels, args=(content.pk, content.version),
    )  # fmt: skip
    blocks.issues_list(barred)


def recall(content_id: int, seen: int) -> None:
    with attempt("Pengajuan ditarik kembali.") as session:
        actor = signed_in(session)
        Content.current(content_id, seen, actor, session).recall(by=actor)


def cancel(content_id: int, seen: int) -> None:
    with attempt("Dibatalkan.", then=lambda: st.session_state.pop(reason(content_id), None)) as session:
        actor = signed_in(session)
        Content.current(content_id, seen, actor, session).cancel(by=actor, reason=st.session_state.get(reason(content_id)) or "")


def cancel_channels(content_id: int, seen: int) -> None:
    chosen = st.session_state.get(off(content_id)) or []
    with attempt("Dibatalkan di kanal itu.", then=lambda: forget(content_id)) as session:
        actor = signed_in(session)
        given = st.session_state.get(reason(content_id)) or ""
        Content.current(content_id, seen, actor, session).cancel_channels(by=actor, channels=chosen, reason=given)


def forget(content_id: int) -> None:
    for key in (reason(content_id), off(content_id)):
        st.session_state.pop(key, None)


def reason(content_id: int) -> str:
    return f"stop-reason-{content_id}"


def off(content_id: int) -> str:
    return f"stop-channels-{content_id}"
