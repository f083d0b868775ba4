"""Rencana dan kenyataan: target, frekuensi kanal, dan prioritas, dengan kekurangan yang disebut namanya."""

import streamlit as st

from data.wording import say
from models.planning.plans import Plan, PlanState
from models.planning.progress import Progress
from models.planning.quarters import Quarter
from models.planning.snapshots import PlanSnapshot
from pages.ui import blocks, formats, plan_words
from pages.ui.session import db


def show_figures(plan: Plan) -> Progress:
    """What was wanted beside what is; of a closed quarter what was kept at its closing."""
    kept = PlanSnapshot.of(plan.pk, db()).get(True) if plan.state is PlanState.CLOSED else None
    progress = (kept.progress if kept else None) or Progress.of(plan, db())
    if kept:
        st.caption(f":material/lock: {say('quarter_plan.result_kept')}")
    elif plan.period <= Quarter.running() and plan.state is PlanState.APPROVED:
        show_gaps(progress, plan)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_targets(progress, plan)
        show_priorities(plan)
    with right:
        show_channels(progress, plan)
    return progress


def show_gaps(progress: Progress, plan: Plan) -> None:
    words, gaps = plan_words.headline(progress, plan.programme.rules, plan.period)
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{plan_words.total(progress, plan.period)}**")
        st.markdown(f":orange[:material/warning: {words}]" if gaps else f":green[:material/check_circle: {words}]")
        if gaps:
            st.markdown("\n".join(f"- {blocks.plain(one)}" for one in gaps))


def show_targets(progress: Progress, plan: Plan) -> None:
    rules, quarter = plan.programme.rules, plan.period
    with st.container(gap="xsmall"):
        blocks.heading("Target konten", icon="flag")
        with st.container(border=True, gap="small"):
            for one in progress.targets:
                place = f" :gray[{blocks.plain(plan_words.place(one.place))}]" if one.place else ""
                with st.container(gap="xxsmall"):
                    st.markdown(f"**{plan_words.kind(rules, one.kind)}**{place} {plan_words.target_look(one, quarter).markdown}")
                    show_bar(one.out / one.wanted, plan_words.target_line(one, quarter), quarter)
        if progress.beside:
            listed = formats.listing(f"{formats.number(n)} {plan_words.kind(rules, key)}" for key, n in progress.beside.items())
            st.caption(say("quarter_plan.beside", list=listed))


def show_bar(share: float, words: str, quarter: Quarter) -> None:
    """None for a quarter that hasn't begun."""
    if quarter <= Quarter.running():
        st.progress(min(1.0, share), text=f":small[{words}]")
    elif words:
        st.caption(words)


def show_channels(progress: Progress, plan: Plan) -> None:
    rules = plan.programme.rules
    with st.container(gap="xsmall"):
        blocks.heading("Frekuensi per kanal", icon="speed")
        with st.container(border=True, gap="small"):
            for one in progress.channels:
                with st.container(gap="xxsmall"):
                    st.markdown(f"**{plan_words.channel(rules, one.channel)}** {plan_words.channel_look(one).markdown}")
                    show_bar(one.rate / one.per_week, plan_words.channel_line(one), plan.period)
            if not progress.channels:
                st.caption(say("quarter_plan.no_frequency"))


def show_priorities(plan: Plan) -> None:
    with st.container(gap="xsmall"):
        blocks.heading("Prioritas", icon="low_priority")
        with st.container(border=True, gap="xsmall"):
            for one in plan.priorities:
                st.markdown(f"{one.rank}\\. **{blocks.plain(one.subject)}**  \n:small[:gray[{blocks.plain(one.reason)}]]")
            if not plan.priorities:
                st.caption(say("quarter_plan.no_priority"))
