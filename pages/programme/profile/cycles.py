"""Tab Tahapan: siklus program, rencananya yang disetujui, dan pelaksanaannya di sampingnya (S-G, A-G)."""

import pandas as pd
import streamlit as st

from data.wording import say
from models.base import today
from models.governance.cycles import Cycle
from models.governance.evidence import Evidence
from models.governance.phases import CyclePhase, PhaseState
from models.programmes import Programme
from models.public.closed_days import ClosedDay
from pages.programme.profile import cycle_head, phase_row
from pages.programme.profile.cycle_choice import CHOSEN, chosen_cycle
from pages.ui import blocks, charts, formats, gantt
from pages.ui.session import attempt, db, me, signed_in


def show_cycles(programme: Programme) -> None:
    found = Cycle.listed(programme.pk, me(), db())
    show_beginning(programme, found)
    if not found:
        return
    cycle = chosen_cycle(found)
    cycle_head.show_head(cycle)
    closed = ClosedDay.closed(programme.pk, cycle.years, db())
    states = {one.key: one.state(today(), closed) for one in cycle.phases}
    show_chart(cycle, states)
    proofs = Evidence.of_many("cycle_phase", [one.pk for one in cycle.phases], db())
    for phase in cycle.phases:
        phase_row.show_phase(cycle, phase, states[phase.key], proofs[phase.pk])


def show_chart(cycle: Cycle, states: dict[str, PhaseState]) -> None:
    rows = [chart_row(cycle, phase, states[phase.key]) for phase in cycle.phases]
    with st.container(border=True, gap="xsmall"):
        st.markdown(":small[:gray[Batang lebar: rencana yang disetujui. Batang sempit: pelaksanaan. Garis putus: hari ini.]]")
        charts.draw(gantt.bars(rows, today()), gantt.height(len(rows)), key="cycle-gantt")
        with st.expander("Tabel"):
            table = [
                {"Tahapan": one["nama"], "Waktu": one["teks"], "Keadaan": say(f"phase_states.{states[str(one['key'])]}")} for one in rows
            ]
            st.dataframe(pd.DataFrame(table), hide_index=True, width="stretch")
    for phase in cycle.hints:
        st.caption(f":orange[:material/warning: {blocks.plain(say('programme.hint_order', phase=phase.label))}]")
    show_sop_hint(cycle)


def chart_row(cycle: Cycle, phase: CyclePhase, state: PhaseState) -> dict[str, object]:
    """Against the approved plan; one day more at the right end, since a day is as wide as its end."""
    start, end = (cycle.baseline.span(phase.key) if cycle.baseline else None) or (phase.planned_start, phase.planned_end)
    real_end = phase.real_end or (today() if phase.real_start else None)
    return {
        "key": phase.key,
        "nama": phase.label,
        "rencana_dari": start.isoformat(),
        "rencana_sampai": f"{end.isoformat()}T23:59:59",
        "nyata_dari": phase.real_start.isoformat() if phase.real_start else None,
        "nyata_sampai": f"{real_end.isoformat()}T23:59:59" if real_end else None,
        "telat": state is PhaseState.LATE or bool(phase.real_end and phase.real_end > end),
        "teks": "; ".join(filter(None, (say("programme.planned", span=formats.period(start, end)), phase_row.really(phase)))),
    }


def show_sop_hint(cycle: Cycle) -> None:
    """Two layers that needn't agree: how long after the phases the SOP ends (SOP 2.1 #6)."""
    steps = [one.last for one in cycle.programme.rules.sop.steps if one.last is not None]
    phases = [one.last for one in cycle.programme.rules.cycles.phases]
    if steps and max(steps) > max(phases):
        st.caption(f":material/info: {say('programme.ends_later', days=max(steps) - max(phases))}")


def show_beginning(programme: Programme, found: list[Cycle]) -> None:
    if not found:
        blocks.empty(say("programme.no_cycle"))
    if Cycle.objections_to_beginning(programme, me()):
        return
    with st.container(horizontal=True, gap="small"):
        for past in Cycle.to_load(programme, db()):
            st.button(
                f"Muat {past.label}", key=f"cycle-load-{past.key}", icon=":material/history:", on_click=load,
                args=(programme.pk, past.key), help=say("programme.load_help", label=past.label),
            )  # fmt: skip
        with st.popover("Siklus baru", icon=":material/add:", key="cycle-new"):
            st.caption(say("programme.begin_help"))
            st.date_input("Tanggal mulai", today(), key=f"cycle-start-{programme.pk}", format="DD/MM/YYYY")
            st.text_area("Tujuan siklus ini", key=f"cycle-purpose-{programme.pk}", height=100, max_chars=2_000)
            st.button("Susun siklus", key="cycle-begin", type="primary", on_click=begin, args=(programme.pk,))


def load(programme_id: int, key: str) -> None:
    with attempt(say("programme.loaded")) as session:
        Cycle.load_past(Programme.find(programme_id, session), key, signed_in(session), session)


def begin(programme_id: int) -> None:
    made: list[int] = []
    with attempt(say("programme.begun"), then=lambda: st.session_state.update({CHOSEN: made[0]})) as session:
        start = st.session_state.get(f"cycle-start-{programme_id}") or today()
        purpose = st.session_state.get(f"cycle-purpose-{programme_id}") or ""
        made.append(Cycle.begin(Programme.find(programme_id, session), start, signed_in(session), session, purpose=purpose).pk)
