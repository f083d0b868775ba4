"""Mode layanan 24 jam: one tap to ask why, one to switch; while it is on, everybody sees it above the page."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.programmes import Programme
from models.public.round_the_clock import REASON_LENGTH, RoundTheClock
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, programmes, signed_in


def show_banner(actor: Actor) -> None:
    """For the programmes this person belongs to, with the way to end it beside it."""
    mine = seen_by(actor)
    for programme_id, running in RoundTheClock.running_in(list(mine), db()).items():
        programme = mine[programme_id]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            words = say(
                "service_mode.on_since", programme=programme.name, since=formats.short_moment(running.started_at), reason=running.reason
            )
            st.markdown(f":small[:orange[:material/nightlight: {blocks.plain(words)}]]", width="content")
            if not RoundTheClock.objections_to_switching(programme, actor):
                show_end(running, key=f"banner-{running.pk}")


def show_switches(actor: Actor) -> None:
    """Beside the heading of Beranda: one button for each programme where this person may switch it on and it is off."""
    mine = seen_by(actor)
    may = [one for one in mine.values() if not RoundTheClock.objections_to_switching(one, actor)]
    running = RoundTheClock.running_in(list(mine), db()) if may else {}
    for programme in may:
        if programme.pk not in running:
            show_start(programme, key=f"today-{programme.pk}", named=len(programmes()) > 1)


def seen_by(actor: Actor) -> dict[int, Programme]:
    """Those whose service concerns this person."""
    return {one.pk: one for one in programmes() if one.pk in actor.teams or actor.sees_all}


def show_start(programme: Programme, key: str, *, named: bool = False, disabled: bool = False) -> None:
    label = f"Mode 24 jam{f': {programme.name}' if named else ''}"
    with st.popover(blocks.plain(label), icon=":material/nightlight:", key=f"all-day-{key}", disabled=disabled):
        st.caption(say("service_mode.effect"))
        st.text_input("Alasan", key=f"all-day-reason-{key}", max_chars=REASON_LENGTH, placeholder=say("service_mode.example"))
        st.button("Nyalakan", key=f"all-day-on-{key}", type="primary", on_click=start, args=(programme.pk, key))


def show_end(running: RoundTheClock, key: str, *, disabled: bool = False) -> None:
    st.button(
        "Matikan", key=f"all-day-off-{key}", icon=":material/light_mode:", disabled=disabled,
        on_click=end, args=(running.pk, running.version),
    )  # fmt: skip


def start(programme_id: int, key: str) -> None:
    with attempt(say("service_mode.started")) as session:
        reason = st.session_state.get(f"all-day-reason-{key}") or ""
        RoundTheClock.start(Programme.find(programme_id, session), reason, signed_in(session), session)


def end(stretch_id: int, seen: int) -> None:
    with attempt(say("service_mode.ended")) as session:
        RoundTheClock.current(stretch_id, seen, session).end(signed_in(session))
