"""Kepala rencana: status, versi, siapa mengajukan dan menyetujui, dan apa yang dapat dilakukan sekarang."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.plans import Plan, PlanState
from models.planning.quarters import Quarter
from pages.documents import quarter_plan
from pages.ui import blocks, formats, minutes_links, plan_words
from pages.ui.session import attempt, signed_in
from pages.work.planning.quarter import versions as quarter_versions

OPEN = (PlanState.DRAFT, PlanState.WAITING)


def show_head(plan: Plan, versions: Sequence[Plan], actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        with st.container(gap=None, width=620):  # wider than a phone: there the buttons go below
            st.markdown(f"{plan_words.state(plan).markdown} {blocks.plain(plan.programme.name)} · versi {plan.number}")
            st.caption(" · ".join(filter(None, (period(plan), plan_words.weeks(plan.period), plan_words.said_by(plan)))))
        show_verbs(plan, versions, actor)
    show_note(plan)
    show_decision(plan, actor)
    show_beside(plan, versions)
    minutes_links.show_why(plan, plan.programme)


def period(plan: Plan) -> str:
    return formats.period(plan.period.starts_on, plan.period.ends_on)


def show_verbs(plan: Plan, versions: Sequence[Plan], actor: Actor) -> None:
    with st.container(horizontal=True, gap="xsmall", width="content"):
        newest = versions[0]
        if can(actor, "plan", plan.programme) and newest.state is PlanState.APPROVED and plan.period >= Quarter.running():
            st.button(
                "Buat versi baru", icon=":material/edit:", key="plan-version-new", on_click=new_version, args=(plan.programme_id, plan.pk)
            )
        st.download_button(
            "Cetak", data=quarter_plan.offered(plan.pk), file_name=quarter_plan.file_name(plan), mime="application/pdf",
            icon=":material/print:", key="plan-print", on_click="ignore",
        )  # fmt: skip
        if plan.state in OPEN and can(actor, "plan", plan.programme):
            blocks.confirm(
                say("quarter_plan.discard_ask"), "Buang konsep", discard, plan.pk, plan.version, key="plan-discard", icon="delete"
            )
        if len(versions) > 1 or plan.state in (PlanState.APPROVED, PlanState.CLOSED):
            with st.popover("Versi", icon=":material/history:", key="plan-versions"):
                quarter_versions.show_versions(plan, versions)


def show_note(plan: Plan) -> None:
    """Why the mentor sent it back."""
    if plan.note and plan.state is PlanState.DRAFT:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f":red-badge[:material/undo: {say('quarter_plan.returned')}]")
            st.text(plan.note.text)


def show_decision(plan: Plan, actor: Actor) -> None:
    if plan.state is not PlanState.WAITING:
        return
    barred = plan.objections_to_deciding(actor)
    if barred:
        st.caption(f":material/hourglass_top: {say('quarter_plan.waiting_for')}")
        if barred.about("person") and can(actor, "approve_plan", plan.programme):
            blocks.issues_list(barred)
        return
    quarter_versions.show_beside_before(plan)
    with st.container(horizontal=True, gap="xsmall"):
        seen = plan.pk, plan.version
        st.button("Setujui rencana", type="primary", icon=":material/check:", key="plan-approve", on_click=approve, args=seen)
        with st.popover("Kembalikan", icon=":material/undo:", key="plan-return-ask"):
            st.text_area("Catatan untuk penyusun", key=f"plan-note-{plan.pk}", height=110)
            st.button("Kembalikan dengan catatan", key="plan-return", on_click=return_for_changes, args=seen)


def show_beside(plan: Plan, versions: Sequence[Plan]) -> None:
    """Another version matters too: a newer one in the making, or the one in force."""
    newest = versions[0]
    if newest.pk != plan.pk and newest.state in OPEN:
        words = say("quarter_plan.draft_beside" if newest.state is PlanState.DRAFT else "quarter_plan.waiting_beside", number=newest.number)
        if blocks.row(words, "", None, "Buka", key="plan-newest", on_click=quarter_versions.look_at, args=(newest.pk,)):
            return
    if plan.state is PlanState.REPLACED:
        st.caption(f":material/history: {say('quarter_plan.in_old_version')}")


def new_version(programme_id: int, plan_id: int) -> None:
    with attempt("Versi baru dibuat. Ubah, lalu ajukan.") as session:
        by = signed_in(session)
        known = Plan.current(plan_id, None, frozenset({programme_id}), session)
        plan = Plan.draft(known.programme, known.period, by, session)
        session.flush()
        st.session_state[quarter_versions.CHOSEN] = plan.pk


def discard(plan_id: int, seen: int) -> None:
    with attempt("Konsep dibuang.") as session:
        by = signed_in(session)
        Plan.current(plan_id, seen, by.teams, session).discard(by)


def approve(plan_id: int, seen: int) -> None:
    with attempt("Rencana triwulan disetujui.") as session:
        by = signed_in(session)
        Plan.current(plan_id, seen, by.teams, session).approve(by)


def return_for_changes(plan_id: int, seen: int) -> None:
    with attempt("Dikembalikan dengan catatan.") as session:
        by = signed_in(session)
        Plan.current(plan_id, seen, by.teams, session).return_for_changes(by, st.session_state.get(f"plan-note-{plan_id}") or "")
