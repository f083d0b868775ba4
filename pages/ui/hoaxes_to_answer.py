"""Beranda's list of hoaxes that wait for a verdict or a clarification, the most urgent first."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.states import is_hoax
from pages.ui import blocks
from pages.ui.session import db, programmes

CASE = "live/hoaxes/page.py"
SHOWN = 5


def show(actor: Actor) -> None:
    """Nothing for who doesn't work on hoaxes, or where none is open."""
    if not any(can(actor, "check_hoax", one) for one in programmes()):
        return
    found = HoaxCase.urgent(actor, db(), SHOWN)
    if not found:
        return
    with st.container(gap="xsmall"):
        count = f"{SHOWN}+" if len(found) > SHOWN else len(found)
        blocks.heading("Hoaks yang belum dijawab", count, icon="report")
        for case in found[:SHOWN]:
            meta = f"{case.number} · {case.programme.name} · {say(f'hoax_states.{case.state}')}"
            late = blocks.deadline(case.due_at) if not case.result or is_hoax(case.result) else None
            if blocks.row(f"“{case.title}”", meta, late, "Buka", key=f"hoax-today-{case.pk}"):
                st.switch_page(CASE, query_params={"id": str(case.pk)})
        if len(found) > SHOWN:
            st.page_link(CASE, label="Lihat semua", icon=":material/arrow_forward:")
