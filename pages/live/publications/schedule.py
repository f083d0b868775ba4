"""Menjadwalkan: an hour for each channel, with what speaks against it said beside."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.contents import Content
from models.content.publications import PublicationState, of_state
from models.issues import Issues
from models.playbooks import Level
from pages.ui import blocks
from pages.ui.session import attempt, signed_in


def show_schedule(content: Content, actor: Actor) -> None:
    times = ask_times(content, dict.fromkeys(content.channels))
    barred = content.objections_to_scheduling(actor)
    show_reasons(content, times, barred)
    st.button(
        "Jadwalkan", key=f"schedule-{content.pk}", icon=":material/schedule_send:", type="primary", disabled=bool(barred),
        on_click=schedule, args=(content.pk, content.version, list(times)),
    )  # fmt: skip


def show_reschedule(content: Content, actor: Actor) -> None:
    waiting = of_state(content.publications, PublicationState.SCHEDULED)
    native = [key for key, one in waiting.items() if one.native]
    times = ask_times(content, {key: one.scheduled_for for key, one in waiting.items()}, native)
    barred = content.objections_to_rescheduling(actor)
    show_reasons(content, times, barred)
    if native:
        st.caption(say("publications.move_by_hand"))
    st.button(
        "Ubah jadwal", key=f"reschedule-{content.pk}", icon=":material/edit_calendar:", type="primary", disabled=bool(barred),
        on_click=reschedule, args=(content.pk, content.version, list(times)),
    )  # fmt: skip


def ask_times(content: Content, known: dict[str, datetime | None], native: Iterable[str] = ()) -> dict[str, datetime | None]:
    """Day and hour per channel, and whether the platform itself publishes it."""
    for key, moment in known.items():
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.datetime_input(
                say("publications.hour_of", channel=content.rules.channel(key).label), local(moment or proposed(content)),
                key=widget("time", content.pk, key), format="DD/MM/YYYY", width=260,
            )  # fmt: skip
            label, help = say("publications.native"), say("publications.native_help")
            st.checkbox(label, key in native, key=widget("native", content.pk, key), help=help)
    return {key: typed(content.pk, key) for key in known}


def show_reasons(content: Content, times: dict[str, datetime | None], barred: Issues) -> None:
    blocks.issues_list(barred)
    blocks.issues_list(content.warnings_about({key: moment for key, moment in times.items() if moment}), Level.RECOMMENDED)


def schedule(content_id: int, seen: int, channels: list[str]) -> None:
    with attempt("Terjadwal.", then=lambda: forget(content_id, channels)) as session:
        actor = signed_in(session)
        content = Content.current(content_id, seen, actor, session)
        content.schedule(by=actor, times=chosen(content_id, channels), native=natives(content_id, channels))


def reschedule(content_id: int, seen: int, channels: list[str]) -> None:
    with attempt("Jadwal diubah.", then=lambda: forget(content_id, channels)) as session:
        actor = signed_in(session)
        content = Content.current(content_id, seen, actor, session)
        content.reschedule(by=actor, times=chosen(content_id, channels), native=natives(content_id, channels))


def chosen(content_id: int, channels: list[str]) -> dict[str, datetime]:
    return {key: moment for key in channels if (moment := typed(content_id, key)) is not None}


def natives(content_id: int, channels: list[str]) -> frozenset[str]:
    return frozenset(key for key in channels if st.session_state.get(widget("native", content_id, key)))


def forget(content_id: int, channels: list[str]) -> None:
    for key in channels:
        for name in ("time", "native"):
            st.session_state.pop(widget(name, content_id, key), None)
    st.session_state.pop("publication-part", None)


def typed(content_id: int, channel: str) -> datetime | None:
    """What stands in the form, in WIB; None while it is empty."""
    moment = st.session_state.get(widget("time", content_id, channel))
    return moment.replace(tzinfo=LOCAL) if isinstance(moment, datetime) else None


def proposed(content: Content) -> datetime:
    """The planned hour while it lies ahead, else the next full one."""
    if content.planned_for and content.planned_for > now():
        return content.planned_for
    return (now() + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)


def local(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)


def widget(name: str, content_id: int, channel: str) -> str:
    return f"{name}-{content_id}-{channel}"
