"""Cycles and their final reports that wait for somebody: in the menu, at home and beside the queue (S-H1, A-H1, S-H11, A-H13)."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.asked import once
from models.governance.cycles import Cycle
from models.governance.final_reports import FinalReport
from models.governance.submitted import submitted
from pages.ui import blocks, choice, formats
from pages.ui.session import db, programmes

PAGE = "programme/profile/page.py"


def waiting(actor: Actor) -> list[Cycle | FinalReport]:
    """Oldest first, cycles before reports; one's own are left to somebody else."""
    return once(db(), ("cycles_to_decide", actor), lambda: _waiting(actor))


def show(actor: Actor) -> None:
    """Nothing at all where nothing waits."""
    if not (found := waiting(actor)):
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("programme.to_decide"), len(found), "view_timeline")
        for one in found:
            cycle, about, place = (one, "", "tahapan") if isinstance(one, Cycle) else (one.cycle, "Laporan akhir ", "akhir")
            who = one.submitted_by.name if one.submitted_by else "Simpul"
            meta = say("programme.to_decide_one", span=formats.period(cycle.starts_on, cycle.ends_on), who=who)
            if blocks.row(f"{about}{cycle.label} · {one.programme.name}", meta, None, "Periksa", key=f"{place}-{one.pk}"):
                st.switch_page(PAGE, query_params={"tab": place, "siklus": str(cycle.pk), **choice.address_of(one.programme_id)})


def _waiting(actor: Actor) -> list[Cycle | FinalReport]:
    mine = [one.pk for one in programmes() if can(actor, "approve_cycle", one)]
    there = submitted([one.pk for one in programmes()], db()) if mine else frozenset()
    found = [one for table in (Cycle, FinalReport) if table.__tablename__ in there for one in table.awaiting(mine, db())]
    return [one for one in found if not one.objections_to_deciding(actor)]
