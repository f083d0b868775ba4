"""Penutupan triwulan: hasil setiap rencana konten, alasan untuk yang menyimpang, lalu triwulannya ditutup."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.items import Outcome, PlanItem
from models.planning.plans import Plan, PlanState
from models.planning.quarters import Quarter
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in
from pages.work.planning.quarter import outcomes

SHOWN = 30


def show_closing(plan: Plan, actor: Actor) -> None:
    """Open ones with what the facts propose; those that have their outcome below."""
    if plan.period > Quarter.running():
        return
    with st.container(gap="xsmall"):
        due = PlanItem.to_settle(plan.programme_id, plan.period, db(), size=SHOWN) if plan.state is PlanState.APPROVED else []
        total = PlanItem.count_to_settle(plan.programme_id, plan.period, db()) if len(due) == SHOWN else len(due)
        blocks.heading("Hasil rencana konten", total or None, icon="task_alt", color="orange")
        if can(actor, "plan", plan.programme) and plan.state is PlanState.APPROVED:
            show_due(plan, due, total, actor)
        elif total:
            st.caption(say("quarter_plan.closing_left", count=formats.number(total)))
        outcomes.show_settled(plan)


def show_due(plan: Plan, due: list[PlanItem], total: int, actor: Actor) -> None:
    over = plan.period < Quarter.running()
    if due:
        st.caption(say("quarter_plan.closing_help"))
    else:
        blocks.empty(say("quarter_plan.closing_none" if over else "quarter_plan.closing_none_due"))
    show_as_planned(plan, sum(1 for one in due if one.proposed() is Outcome.AS_PLANNED))
    for item in due:
        if item.proposed() is not Outcome.AS_PLANNED:
            show_item(item, actor)
    if total > len(due):
        st.caption(say("quarter_plan.closing_more", count=formats.number(total - len(due))))
    if over:
        show_close(plan, actor)


def show_as_planned(plan: Plan, count: int) -> None:
    if count:
        words, look = say("quarter_plan.closing_as_planned", count=formats.number(count)), outcomes.look(Outcome.AS_PLANNED)
        blocks.row(words, "", look, "Tutup semuanya", key="settle-all", primary=True, on_click=settle_all, args=(plan.pk,))


def show_item(item: PlanItem, actor: Actor) -> None:
    """What became of it, the outcomes the facts allow, and why."""
    allowed = item.outcomes_open_to(actor)
    with st.container(border=True, gap="xsmall", key=f"settle-row-{item.pk}"):
        st.markdown(f"**{blocks.plain(item.title)}** :small[:gray[{blocks.plain(' · '.join(outcomes.facts(item)))}]]")
        names = {one: f":gray[{say(f'outcomes.{one.value}')}]" for one in allowed}
        default = item.suggested if item.suggested in allowed else None
        st.pills("Hasil", allowed, default=default, key=f"outcome-{item.pk}", format_func=lambda one: names[one])
        with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
            st.text_input("Alasan", key=f"why-{item.pk}", max_chars=500, width="stretch")
            st.button("Simpan hasil", key=f"settle-{item.pk}", on_click=settle, args=(item.pk, item.version))


def show_close(plan: Plan, actor: Actor) -> None:
    if barred := plan.objections_to_closing(actor):
        blocks.issues_list(barred)
        st.button("Tutup triwulan", icon=":material/lock:", key="plan-close-barred", disabled=True)
        return
    blocks.confirm(say("quarter_plan.may_close"), "Tutup triwulan", close, plan.pk, plan.version, key="plan-close", icon="lock")


def settle(item_id: int, seen: int) -> None:
    outcome = st.session_state.get(f"outcome-{item_id}") or Outcome.OPEN
    with attempt("Hasil tercatat.") as session:
        by = signed_in(session)
        PlanItem.current(item_id, seen, by.teams, session).settle(by, Outcome(outcome), st.session_state.get(f"why-{item_id}") or "")


def settle_all(plan_id: int) -> None:
    with attempt("Semua yang sesuai rencana sudah ditutup.") as session:
        by = signed_in(session)
        plan = Plan.current(plan_id, None, by.teams, session)
        PlanItem.settle_as_planned(plan.programme, plan.period, by, session)


def close(plan_id: int, seen: int) -> None:
    with attempt("Triwulan ditutup.") as session:
        by = signed_in(session)
        Plan.current(plan_id, seen, by.teams, session).close(by)
