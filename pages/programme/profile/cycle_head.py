"""Kepala siklus: keadaan, tujuan, siapa menyetujui, notulennya, dan apa yang dapat dilakukan sekarang (S-H1, A-H1)."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.governance.cycles import Cycle, CycleState
from models.governance.minutes import Minutes
from pages.documents import cycle_plan
from pages.ui import blocks, formats, minutes_links
from pages.ui.session import attempt, db, me, signed_in

LOOKS: dict[CycleState, tuple[blocks.Color, str]] = {
    CycleState.DRAFT: ("gray", "edit_note"),
    CycleState.WAITING: ("orange", "hourglass_top"),
    CycleState.APPROVED: ("green", "check_circle"),
    CycleState.PAST: ("gray", "history"),
}


def show_head(cycle: Cycle) -> None:
    color, icon = LOOKS[cycle.state]
    look = blocks.Look(say(f"cycle_states.{cycle.state}"), color, icon)
    with st.container(border=True, gap="small"):
        meta = formats.period(cycle.starts_on, cycle.ends_on)
        with blocks.row_of(cycle.label, meta, look, border=False):
            st.download_button(
                "Cetak", data=cycle_plan.offered(cycle.pk), file_name=cycle_plan.file_name(cycle), mime="application/pdf",
                icon=":material/print:", key="cycle-print", on_click="ignore",
            )  # fmt: skip
        if cycle.purpose:
            st.text(cycle.purpose)
        if cycle.state is CycleState.DRAFT and cycle.note:
            st.markdown(f":orange-badge[:material/undo: Catatan] {blocks.plain(cycle.note.text)}")
        if words := decided(cycle):
            st.caption(blocks.plain(words))
        show_verbs(cycle)
        show_minutes(cycle)
        minutes_links.show_why(cycle, cycle.programme)


def decided(cycle: Cycle) -> str:
    if cycle.state is CycleState.WAITING and cycle.submitted_at:
        return say("programme.waiting", on=formats.moment(cycle.submitted_at))
    if cycle.state is CycleState.APPROVED and cycle.approved_by and cycle.approved_at and cycle.baseline:
        on = formats.day(cycle.approved_at.astimezone(LOCAL).date())
        return say("programme.frozen", who=cycle.approved_by.name, on=on, digest=cycle.baseline.digest[:12])
    return ""


def show_verbs(cycle: Cycle) -> None:
    seen, actor = (cycle.pk, cycle.version), me()
    with st.container(horizontal=True, gap="small"):
        if not cycle.objections_to_planning(actor):
            with st.popover("Nama dan tujuan", icon=":material/edit:", key="cycle-describe"):
                st.text_input("Nama siklus", cycle.label, key=f"cycle-label-{cycle.pk}", max_chars=80)
                st.text_area("Tujuan siklus ini", cycle.purpose, key=f"cycle-why-{cycle.pk}", height=120, max_chars=2_000)
                st.button("Simpan", key="cycle-describe-save", type="primary", on_click=describe, args=seen)
            barred = cycle.objections_to_submitting(actor)
            st.button(
                "Ajukan", key="cycle-submit", type="primary", icon=":material/send:", disabled=bool(barred), on_click=submit, args=seen
            )
            blocks.issues_list(barred)
        if cycle.state is CycleState.WAITING:
            barred = cycle.objections_to_deciding(actor)
            if not barred:
                st.button("Setujui", key="cycle-approve", type="primary", icon=":material/check:", on_click=approve, args=seen)
                show_reason("Kembalikan", "undo", "cycle-return", return_for_changes, seen)
            if not Cycle.objections_to_beginning(cycle.programme, actor):
                st.button("Tarik kembali", key="cycle-back", on_click=take_back, args=seen)
        if cycle.state is CycleState.APPROVED and not Cycle.objections_to_beginning(cycle.programme, actor):
            show_reason("Rencanakan ulang", "edit_calendar", "cycle-anew", plan_anew, seen)


def show_reason(label: str, icon: str, key: str, act: Callable[[int, int], None], seen: tuple[int, int]) -> None:
    with st.popover(label, icon=f":material/{icon}:", key=f"{key}-ask"):
        st.text_area("Alasan", key=f"{key}-reason", height=100, max_chars=1_000)
        st.button(label, key=key, type="primary", on_click=act, args=seen)


def show_minutes(cycle: Cycle) -> None:
    """Directions for this cycle, from the meetings on it (S-H1, A-H1)."""
    met = Minutes.about(cycle, db())
    if not met:
        st.caption(say("programme.minutes_none"))
    for one in met:
        directions = "  \n".join(f":small[{number}. {blocks.plain(it.text)}]" for number, it in enumerate(one.standing, start=1))
        st.markdown(f":material/groups: **{blocks.plain(one.title)}**, {formats.day(one.held_on)}  \n{directions}")


def change(cycle_id: int, seen: int, done: str, act: Callable[[Cycle, Actor], None]) -> None:
    with attempt(say(f"programme.{done}")) as session:
        by = signed_in(session)
        act(Cycle.current(cycle_id, seen, by, session), by)


def describe(cycle_id: int, seen: int) -> None:
    label, purpose = (st.session_state.get(f"cycle-{name}-{cycle_id}") or "" for name in ("label", "why"))
    change(cycle_id, seen, "saved", lambda one, by: one.describe(by, label, purpose))


def submit(cycle_id: int, seen: int) -> None:
    change(cycle_id, seen, "submitted", lambda one, by: one.submit(by))


def approve(cycle_id: int, seen: int) -> None:
    change(cycle_id, seen, "approved", lambda one, by: one.approve(by))


def take_back(cycle_id: int, seen: int) -> None:
    change(cycle_id, seen, "taken_back", lambda one, by: one.take_back(by))


def return_for_changes(cycle_id: int, seen: int) -> None:
    reason = st.session_state.get("cycle-return-reason") or ""
    change(cycle_id, seen, "returned", lambda one, by: one.return_for_changes(by, reason))


def plan_anew(cycle_id: int, seen: int) -> None:
    reason = st.session_state.get("cycle-anew-reason") or ""
    change(cycle_id, seen, "planned_anew", lambda one, by: one.plan_anew(by, reason))
