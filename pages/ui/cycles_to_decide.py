"""Cycles that wait for somebody's approval: counted in the menu, listed at home and beside the queue (S-H1, A-H1)."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.asked import once
from models.governance.cycles import Cycle
from models.governance.submitted import submitted
from pages.ui import blocks, choice, formats
from pages.ui.session import db, programmes

PAGE = "programme/profile/page.py"


def waiting(actor: Actor) -> list[Cycle]:
    """Oldest first; one's own are left to somebody else."""
    return once(db(), ("cycles_to_decide", actor), lambda: _waiting(actor))


def show(actor: Actor) -> None:
    """Nothing at all where nothing waits."""
    if not (cycles := waiting(actor)):
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("programme.to_decide"), len(cycles), "view_timeline")
        for cycle in cycles:
            who = cycle.submitted_by.name if cycle.submitted_by else "Simpul"
            meta = say("programme.to_decide_one", span=formats.period(cycle.starts_on, cycle.ends_on), who=who)
            if blocks.row(f"{cycle.label} · {cycle.programme.name}", meta, None, "Periksa", key=f"cycle-{cycle.pk}"):
                st.switch_page(PAGE, query_params={"tab": "tahapan", "siklus": str(cycle.pk), **choice.address_of(cycle.programme_id)})


def _waiting(actor: Actor) -> list[Cycle]:
    mine = [one.pk for one in programmes() if can(actor, "approve_cycle", one)]
    if not mine or "cycle" not in submitted([one.pk for one in programmes()], db()):
        return []
    return [one for one in Cycle.awaiting(mine, db()) if not one.objections_to_deciding(actor)]
