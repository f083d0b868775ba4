"""Pengaturan: service hours, who is told after how long, the playbook and its proposals, what was assumed, devices."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import Actor, administers, can
from models.programmes import Programme
from pages.office.settings.assumed import show_assumptions
from pages.office.settings.closed_days import show_closed_days
from pages.office.settings.devices import show_devices
from pages.office.settings.escalation import show_escalation
from pages.office.settings.hours import show_hours
from pages.office.settings.playbook import show_playbook
from pages.office.settings.switch import show_round_the_clock
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me

TAB, LAST, ASKED = "settings-tab", "settings-last", "settings-asked"


def show_settings() -> None:
    blocks.title("Pengaturan", say("settings.caption"))
    programme = one_programme("hours-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    offered = parts_for(me(), programme)
    arrive(offered)
    tab = st.segmented_control(
        "Bagian", offered, key=TAB, required=True, format_func=lambda key: f":gray[{TABS[key][0]}]", label_visibility="collapsed"
    )
    st.session_state[LAST] = tab
    TABS[tab or offered[0]][1](programme, me())


def parts_for(actor: Actor, programme: Programme) -> list[str]:
    admin = administers(actor)
    reads = admin or can(actor, "read", programme)
    may = {"pedoman": reads, "asumsi": reads, "eskalasi": reads, "perangkat": admin}
    return [key for key in TABS if may.get(key, True)]


def show_times(programme: Programme, actor: Actor) -> None:
    admin = administers(actor)
    left, right = st.columns(2, gap="medium")
    with left:
        show_round_the_clock(programme, actor)
        show_hours(programme, admin=admin)
    with right:
        show_closed_days(programme, admin=admin)


Tab = Callable[[Programme, Actor], None]
TABS: dict[str, tuple[str, Tab]] = {
    "jam": ("Jam layanan", show_times),
    "eskalasi": ("Eskalasi", show_escalation),
    "pedoman": ("Pedoman", show_playbook),
    "asumsi": ("Asumsi", show_assumptions),
    "perangkat": ("Perangkat dan surel", show_devices),
}


def arrive(offered: list[str]) -> None:
    """Coming here, or by another link: the address decides once, after that the person does."""
    asked = st.query_params.get("tab", "").strip()
    if st.session_state.get(TAB) in offered and st.session_state.get(ASKED) == asked:
        return
    wanted = asked or st.session_state.get(LAST)
    st.session_state.update({ASKED: asked, TAB: wanted if wanted in offered else offered[0]})


show_settings()
