"""Koreksi: ralat atau pemutakhiran dari mana saja sebuah konten terlihat, rangkaiannya, dan apa yang berubah."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.contents import Content
from models.content.corrections import Correction, CorrectionKind
from models.content.differences import between
from models.content.publications import PublicationState, of_state
from models.content.revisions import Revision
from pages.ui import blocks, dialogs, formats
from pages.ui.dialogs import dialog
from pages.ui.session import attempt, db, me, show_notices, signed_in, view
from pages.ui.speaking import show_difference, speaker

LABELS = {CorrectionKind.RALAT: ("Buat ralat", "edit_note"), CorrectionKind.PEMUTAKHIRAN: ("Mutakhirkan", "update")}
GOING = "correction-going"
DRAFT = "work/compose/page.py"
DETAIL = "review/content/page.py"


def show_buttons(content: Content, actor: Actor, where: str) -> None:
    """The two ways to correct, for who may; `where` tells two places on one screen apart."""
    for kind, (label, icon) in LABELS.items():
        if not content.objections_to_correcting(actor, kind):
            st.button(
                label, key=f"{where}-{kind.value}-{content.pk}", icon=f":material/{icon}:", on_click=dialogs.opening,
                args=(content.pk, kind.value),
            )  # fmt: skip


def show_asked(content: Content, actor: Actor) -> None:
    """The dialog that was asked for; after it the new draft opens."""
    if (begun := st.session_state.pop(GOING, None)) is not None:
        st.switch_page(DRAFT, query_params={"id": str(begun)})
    asked = dialogs.opened(content.pk)
    if asked in {one.value for one in CorrectionKind} and not content.objections_to_correcting(actor, CorrectionKind(asked)):
        ask_correction(content.pk, asked)


@dialog("Koreksi", icon=":material/edit_note:", on_dismiss=dialogs.closing)
def ask_correction(content_id: int, asked: str) -> None:
    dialogs.leave_when_done(content_id)
    with view():
        content, kind = Content.find(content_id, me(), db()), CorrectionKind(asked)
        show_notices(in_dialog=True)
        st.markdown(f"**{say(f'correction_kinds.{kind.value}')}** · {blocks.plain(content.title)}")
        st.caption(say("corrections.help"))
        st.text_area(say(f"corrections.reason_{kind.value}"), key=f"correction-reason-{content_id}", height=100, max_chars=1000)
        st.datetime_input(
            "Diketahui sejak (WIB)", now().astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0), step=60, format="DD/MM/YYYY",
            key=f"correction-since-{content_id}", help=say("corrections.since_help"),
        )  # fmt: skip
        if changed := content.outdated_values():
            st.caption(say("corrections.facts"))
            st.text("\n".join(f"{old} → {new}" for old, new in changed.items()))
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Batal", key="correction-leave", on_click=dialogs.closing)
            st.button(
                "Mulai koreksi", type="primary", key="correction-begin", icon=":material/edit_note:", on_click=correct,
                args=(content_id, content.version, kind.value),
            )  # fmt: skip


def correct(content_id: int, seen: int, kind: str) -> None:
    state, begun = st.session_state, list[int]()
    typed = state.get(f"correction-since-{content_id}")
    since = typed.replace(tzinfo=LOCAL) if isinstance(typed, datetime) else now()

    def go_on() -> None:
        dialogs.closing()
        state[GOING] = begun[0]

    with attempt("Koreksi dimulai.", then=go_on) as session:
        by = signed_in(session)
        content = Content.current(content_id, seen, by, session)
        begun.append(content.correct(by, CorrectionKind(kind), state.get(f"correction-reason-{content_id}") or "", since).pk)


def show_thread(content: Content, actor: Actor) -> None:
    """What replaced what, who said so, until when; the newest is one click away."""
    thread = Correction.thread(content.pk, db())
    if not thread:
        return
    rows = Content.titled([thread[0].old_id, *(one.new_id for one in thread)], actor, db())
    by_id = {one.pk: one for one in rows}
    show_position(content, thread, by_id)
    with st.expander(say("corrections.thread", count=len(thread)), icon=":material/history:", key=f"thread-{content.pk}"):
        for place, one in enumerate(rows):
            show_version(one, thread[place - 1] if place else None, thread[place] if place < len(thread) else None, content)


def show_position(content: Content, thread: list[Correction], by_id: dict[int, Content]) -> None:
    out = [one for one in thread if one.superseded_at]
    own = next((one for one in thread if one.old_id == content.pk), None)
    if content.state == "superseded" and out and (newest := by_id.get(out[-1].new_id)):
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f":orange-badge[:material/history: {say('content_states.superseded')}] {blocks.plain(newest.title)}", width="stretch"
            )
            st.page_link(DETAIL, label="Buka yang terbaru", icon=":material/arrow_forward:", query_params={"id": str(newest.pk)})
        show_left(content)
    elif own and (new := by_id.get(own.new_id)):
        who = own.by.name if own.by else "Simpul"
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            words = say("corrections.under_way", who=who, at=formats.short_moment(own.begun_at))
            st.markdown(f":blue-badge[:material/edit_note: Koreksi berjalan] {blocks.plain(words)}", width="stretch")
            st.page_link(DETAIL, label="Buka koreksi", icon=":material/arrow_forward:", query_params={"id": str(new.pk)})
    answering = next((one for one in thread if one.new_id == content.pk), None)
    if answering:
        show_answer(content, answering, by_id.get(answering.old_id))


def show_left(content: Content) -> None:
    """Channels that still show what was replaced."""
    left = [content.rules.channel(key).label for key in of_state(content.publications, PublicationState.PUBLISHED)]
    if left:
        st.markdown(f":small[:red[:material/error: {say('corrections.still_shown', channels=', '.join(left))}]]")


def show_answer(content: Content, one: Correction, old: Content | None) -> None:
    """What this content puts right: why, since when it was known, and every word that differs."""
    with st.container(border=True, gap="xsmall"):
        title = blocks.plain(old.title) if old else ""
        st.markdown(f":violet-badge[:material/edit_note: {say(f'correction_kinds.{one.kind.value}')}] atas **{title}**")
        st.text(one.note.text)
        took = say("corrections.took", minutes=formats.number(one.minutes)) if one.minutes is not None else running(one)
        st.caption(f"Diketahui {formats.short_moment(one.known_since)} · {took}")
        if old is not None:
            st.page_link(DETAIL, label="Buka yang dikoreksi", icon=":material/arrow_back:", query_params={"id": str(old.pk)})
            with st.expander("Yang berubah", icon=":material/difference:", key=f"changed-{content.pk}"):
                before = Revision.numbered(old.pk, old.revision_number, db())
                assert before is not None
                assert content.revision is not None
                spoken = speaker(content.rules, content.known_contacts())
                show_difference(between(before.fields, content.revision.fields, spoken=spoken), content.rules)


def show_version(one: Content, made_by: Correction | None, ended_by: Correction | None, here: Content) -> None:
    since = formats.short_moment(one.published_at) if one.published_at else say("corrections.not_out")
    until = f" s.d. {formats.short_moment(ended_by.superseded_at)}" if ended_by and ended_by.superseded_at else ""
    kind = say(f"correction_kinds.{made_by.kind.value}") if made_by else say("corrections.first")
    who = f" · {made_by.by.name}" if made_by and made_by.by else ""
    mark = " · :blue[sedang dibuka]" if one.pk == here.pk else ""
    about = f":small[:gray[{blocks.plain(kind + who)} · {since}{until}]{mark}]"
    st.markdown(f"{blocks.status(one.state).markdown} **{blocks.plain(one.title)}**  \n{about}")
    if made_by:
        st.text(made_by.note.text)
    if one.pk != here.pk:
        st.page_link(DETAIL, label="Buka", icon=":material/arrow_forward:", query_params={"id": str(one.pk)})


def running(one: Correction) -> str:
    return say("corrections.running", minutes=formats.number(int((now() - one.known_since).total_seconds() // 60)))
