"""Satu tahapan: keadaannya, rencana dan pelaksanaannya, dan cara menggeser, mencatat, atau melewatinya."""

import streamlit as st

from data.wording import say
from models.governance.cycles import Cycle
from models.governance.evidence import Evidence
from models.governance.phases import CyclePhase, PhaseState
from pages.programme.profile import proofs
from pages.ui import blocks, formats
from pages.ui.session import attempt, me, signed_in

LOOKS: dict[PhaseState, tuple[blocks.Color, str]] = {
    PhaseState.NOT_STARTED: ("gray", "schedule"),
    PhaseState.RUNNING: ("blue", "sync"),
    PhaseState.DONE: ("green", "check_circle"),
    PhaseState.LATE: ("red", "alarm"),
    PhaseState.SKIPPED: ("gray", "skip_next"),
    PhaseState.NOT_RECORDED: ("gray", "help"),
}


def show_phase(cycle: Cycle, phase: CyclePhase, state: PhaseState, found: list[Evidence]) -> None:
    color, icon = LOOKS[state]
    with st.container(border=True, gap="xsmall"):
        meta = " · ".join(filter(None, (formats.period(phase.planned_start, phase.planned_end), really(phase), printed(phase))))
        with blocks.row_of(phase.label, meta, blocks.Look(say(f"phase_states.{state}"), color, icon), border=False):
            if not cycle.objections_to_planning(me()):
                with st.popover("Geser", icon=":material/swap_horiz:", key=f"phase-move-{phase.pk}"):
                    show_moving(cycle, phase)
            if not phase.objections_to_recording(me()):
                with st.popover("Catat", icon=":material/event_available:", key=f"phase-record-{phase.pk}"):
                    show_recording(cycle, phase)
        st.caption(blocks.plain(phase.text))
        if phase.skipped and phase.note:
            st.text(phase.note.text)
        proofs.show_proofs(cycle.programme, "cycle_phase", phase.pk, found, cycle.pk)


def really(phase: CyclePhase) -> str:
    if not phase.real_start:
        return ""
    if not phase.real_end:
        return say("programme.real_open", start=formats.day(phase.real_start))
    words = say("programme.real", span=formats.period(phase.real_start, phase.real_end))
    return f"{words} ({say('programme.later')})" if phase.later else words


def printed(phase: CyclePhase) -> str:
    return say("programme.printed", text=phase.printed) if phase.printed else ""


def show_moving(cycle: Cycle, phase: CyclePhase) -> None:
    key = f"phase-{phase.pk}"
    st.date_input("Mulai", phase.planned_start, key=f"{key}-start", format="DD/MM/YYYY", min_value=cycle.starts_on)
    st.date_input("Selesai", phase.planned_end, key=f"{key}-end", format="DD/MM/YYYY", min_value=cycle.starts_on)
    st.checkbox("Geser juga tahapan sesudahnya", key=f"{key}-push")
    st.button("Geser tahapan", key=f"{key}-move", type="primary", on_click=move, args=(cycle.pk, cycle.version, phase.pk, phase.key))


def show_recording(cycle: Cycle, phase: CyclePhase) -> None:
    key = f"phase-{phase.pk}"
    st.date_input("Mulai sebenarnya", phase.real_start, key=f"{key}-real-start", format="DD/MM/YYYY", max_value="today")
    st.date_input("Selesai sebenarnya (kosong bila belum)", phase.real_end, key=f"{key}-real-end", format="DD/MM/YYYY", max_value="today")
    seen = (cycle.pk, cycle.version, phase.pk)
    st.button("Simpan pelaksanaan", key=f"{key}-record", type="primary", on_click=record, args=seen)
    st.text_area("Alasan, bila dilewati", key=f"{key}-reason", height=80, max_chars=1_000)
    st.button("Lewati tahapan", key=f"{key}-skip", on_click=skip, args=seen)


def move(cycle_id: int, seen: int, phase_id: int, name: str) -> None:
    key = f"phase-{phase_id}"
    start, end = st.session_state.get(f"{key}-start"), st.session_state.get(f"{key}-end")
    if not start or not end:
        return
    with attempt(say("programme.moved")) as session:
        by = signed_in(session)
        Cycle.current(cycle_id, seen, by, session).move(by, name, start, end, push=bool(st.session_state.get(f"{key}-push")))


def record(cycle_id: int, seen: int, phase_id: int) -> None:
    key = f"phase-{phase_id}"
    with attempt(say("programme.recorded")) as session:
        by = signed_in(session)
        phase = Cycle.current(cycle_id, seen, by, session).phase(phase_id)
        phase.record(by, st.session_state.get(f"{key}-real-start"), st.session_state.get(f"{key}-real-end"))


def skip(cycle_id: int, seen: int, phase_id: int) -> None:
    with attempt(say("programme.skipped")) as session:
        by = signed_in(session)
        Cycle.current(cycle_id, seen, by, session).phase(phase_id).skip(by, st.session_state.get(f"phase-{phase_id}-reason") or "")
