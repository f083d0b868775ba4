"""Dialog yang meminta kata-kata: mengembalikan dengan catatan; menunda, membatalkan, dan menyangkal dengan alasan."""

import streamlit as st

from data.wording import say, sentences
from models.content.answering import keep_return_note, return_note
from models.content.checklists import Answer, unexplained
from models.content.contents import Content
from models.people import Person
from pages.review.content import unsaved
from pages.review.content.checklist import given
from pages.ui import blocks
from pages.ui.dialogs import closing, dialog, leave_when_done
from pages.ui.session import attempt, db, me, show_notices, signed_in, view

VERBS = {"hold": "Tunda", "cancel": "Batalkan konten", "deny": "Sangkal"}


@dialog("Kembalikan untuk diperbaiki", icon=":material/undo:", on_dismiss=closing)
def ask_return(content_id: int) -> None:
    leave_when_done(content_id)
    with view():
        content = Content.find(content_id, me(), db())
        show_notices(in_dialog=True)
        owner = Person.names({content.owner_id}, db()) if content.owner_id else {}
        down = content.assessing
        st.caption(say("review.assessed") if down else say("review.return_to", name=blocks.plain(next(iter(owner.values()), "–"))))
        failed = show_failed(content)
        stages = {key: content.lane_rules.stage(key).label for key in content.stage_rules.returns_to}
        if stages:
            st.radio(
                "Kembalikan ke tahap", list(stages), key=f"to-{content_id}", format_func=lambda one: stages.get(one, ""), horizontal=True
            )
        show_note(content)
        st.pills("Kalimat siap pakai", list(sentences()["ready_notes"].values()), selection_mode="multi", key=f"ready-{content_id}")
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Batal", key="return-leave", on_click=closing)
            st.button(
                "Kembalikan", type="primary", key="return-confirm", icon=":material/undo:", disabled=not failed,
                on_click=return_for_changes, args=(content_id, content.version),
            )  # fmt: skip


def show_note(content: Content) -> None:
    """A plain text area, so that it can be dictated; what was said already outlives a lost signal."""
    key = f"return-note-{content.pk}"
    if key not in st.session_state:
        st.session_state[key] = return_note(content, me())
    st.text_area("Catatan", key=key, placeholder=say("review.return_note"), height=110, on_change=keep_note, args=(content.pk,))
    unsaved.watch(content, "return", {"note": (key, "Catatan")}, lambda _: keep_note(content.pk))


def keep_note(content_id: int) -> None:
    with attempt() as session:
        by = signed_in(session)
        keep_return_note(Content.find(content_id, by, session), by, st.session_state.get(f"return-note-{content_id}") or "")


def show_failed(content: Content) -> bool:
    """The items answered no go along; without one, or without its reason, there is nothing to return for."""
    answers = given(content)
    texts = {item.key: item.text for item in content.stage_rules.checklist}
    failed = [(texts[key], note) for key, (answer, note) in answers.items() if answer is Answer.NO]
    if not failed:
        st.markdown(f":red[:material/error: {say('issues.failed_items_missing')}]")
        return False
    st.markdown(say("review.failed_items"))
    for text, note in failed:
        st.markdown(f":red[:material/close:] **{blocks.plain(text)}**  \n:small[:gray[{blocks.plain(note)}]]")
    silent = unexplained(content.stage_rules, answers)
    blocks.issues_list(silent)
    return not silent


def return_for_changes(content_id: int, seen: int) -> None:
    state = st.session_state
    ready = [one for one in state.get(f"ready-{content_id}") or [] if one in sentences()["ready_notes"].values()]
    note = "\n".join(part for part in (*ready, state.get(f"return-note-{content_id}") or "") if part.strip())
    with attempt("Dikembalikan dengan catatan.", then=closing) as session:
        by = signed_in(session)
        content = Content.current(content_id, seen, by, session)
        content.return_for_changes(by, given(content), note, state.get(f"to-{content_id}"))


@dialog("Alasan", on_dismiss=closing)
def ask_reason(content_id: int, verb: str) -> None:
    leave_when_done(content_id)
    with view():
        content = Content.find(content_id, me(), db())
        show_notices(in_dialog=True)
        st.markdown(say(f"review.{verb}_ask"))
        st.text_area("Alasan", key=f"reason-{verb}-{content_id}", height=110)
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Tutup", key="reason-leave", on_click=closing)
            st.button(
                VERBS[verb], type="primary", key=f"{verb}-confirm", on_click={"hold": hold, "cancel": cancel, "deny": deny_verbal}[verb],
                args=(content_id, content.version),
            )  # fmt: skip


def hold(content_id: int, seen: int) -> None:
    with attempt("Ditunda.", then=closing) as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).hold(by, st.session_state.get(f"reason-hold-{content_id}") or "")


def cancel(content_id: int, seen: int) -> None:
    with attempt("Dibatalkan.", then=closing) as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).cancel(by, st.session_state.get(f"reason-cancel-{content_id}") or "")


def deny_verbal(content_id: int, seen: int) -> None:
    with attempt("Disangkal. Keputusan itu tidak berlaku lagi.", then=closing) as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).deny_verbal(by, st.session_state.get(f"reason-deny-{content_id}") or "")
