"""Plans of a quarter that wait for somebody's decision: counted in the menu, listed at home and beside the queue."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.asked import once
from models.planning.plans import Plan
from pages.ui import blocks, plan_words
from pages.ui.session import db, programmes

PLANNING = "work/planning/page.py"


def waiting(actor: Actor) -> list[Plan]:
    """Oldest first; one's own are left to somebody else."""
    return once(db(), ("plans_to_decide", actor), lambda: _waiting(actor))


def show(actor: Actor) -> None:
    """Nothing at all where nothing waits."""
    if not (plans := waiting(actor)):
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("quarter_plan.to_decide"), len(plans), "view_column")
        for plan in plans:
            title = f"{plan.period.label} · {plan.programme.name} · versi {plan.number}"
            if blocks.row(title, plan_words.said_by(plan), plan_words.state(plan), "Periksa", key=f"plan-{plan.pk}"):
                st.switch_page(PLANNING, query_params={"rencana": str(plan.pk)})


def _waiting(actor: Actor) -> list[Plan]:
    mine = [one.pk for one in programmes() if can(actor, "approve_plan", one)]
    return [one for one in Plan.awaiting(mine, db()) if not one.objections_to_deciding(actor)] if mine else []
