"""Jeda semua publikasi terjadwal, and what a pause can't stop from here."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.pauses import Pause
from models.programmes import Programme
from pages.live.publications import marks
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, programmes, signed_in

REASON = "pause-reason"


def show_pauses(actor: Actor, programme_id: int | None) -> None:
    """A banner for each programme that stands still; a button where one may still be stopped."""
    shown = [one for one in programmes() if programme_id in (None, one.id)]
    running = {one.programme_id: one for one in Pause.open_in([one.pk for one in shown], db())}
    for programme in shown:
        if programme.pk in running:
            show_banner(programme, running[programme.pk], actor)
    if stoppable := [one for one in shown if not Pause.objections_to_starting(one, actor, running.get(one.pk))]:
        show_button(stoppable)


def show_banner(programme: Programme, pause: Pause, actor: Actor) -> None:
    facts = {"programme": programme.name, "since": formats.short_moment(pause.started_at), "who": pause.by.name if pause.by else "Simpul"}
    barred = pause.objections_to_lifting(programme, actor)
    with st.container(border=True, gap="xsmall"):
        badge = f":red-badge[:material/pause_circle: {say('publications.paused')}]"
        st.markdown(f"{badge} {blocks.plain(say('publications.paused_by', **facts))}")
        st.text(pause.note.text if pause.note else "")
        show_native(programme, actor)
        st.button(
            "Lanjutkan", icon=":material/play_arrow:", key=f"resume-{programme.pk}", on_click=resume, args=(programme.pk,),
            disabled=bool(barred),
        )  # fmt: skip
        blocks.issues_list(barred)


def show_native(programme: Programme, actor: Actor) -> None:
    """What goes out by itself unless somebody stops it on the platform."""
    contents = Content.set_on_platforms(actor, db(), programme.pk).rows
    if contents:
        st.markdown(f":small[**{say('publications.stop_by_hand')}**]")
    for content in contents:
        for one in content.publications:
            if one.native and one.scheduled_for and one.state == "scheduled":
                where = f"{marks.channel(content, one)} · {marks.hour(one)}"
                st.markdown(f":small[:material/pan_tool: {where} · {blocks.plain(content.title)}]")


def show_button(stoppable: list[Programme]) -> None:
    with st.popover("Jeda semua publikasi terjadwal", icon=":material/pause_circle:"):
        st.markdown(say("publications.pause_help"))
        st.text_area("Alasan", key=REASON, max_chars=500, placeholder=say("publications.pause_example"))
        for one in stoppable:
            st.button(f"Jeda {one.name}", key=f"pause-{one.pk}", type="primary", on_click=start, args=(one.pk,))


def start(programme_id: int) -> None:
    with attempt("Semua publikasi terjadwal dijeda.", then=lambda: st.session_state.pop(REASON, None)) as session:
        Pause.start(Programme.find(programme_id, session), st.session_state.get(REASON) or "", by=signed_in(session), session=session)


def resume(programme_id: int) -> None:
    with attempt("Publikasi dilanjutkan.") as session:
        programme = Programme.find(programme_id, session)
        Pause.find(programme, session).lift(programme, by=signed_in(session))
