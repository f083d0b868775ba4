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
from pages.ui.tabs import chosen_tab


def show_settings() -> None:
    blocks.title("Pengaturan", say("settings.caption"))
    programme = one_programme("hours-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    offered = parts_for(me(), programme)
    tab = chosen_tab("settings", {key: TABS[key][0] for key in offered})
    TABS[tab][1](programme, me())


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


show_settings()
