"""The switch to round-the-clock service: on or off, since when, why, and who may turn it."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.programmes import Programme
from models.public.round_the_clock import RoundTheClock
from pages.ui import blocks, formats, service_mode
from pages.ui.session import db


def show_round_the_clock(programme: Programme, actor: Actor) -> None:
    running = RoundTheClock.running(programme.pk, db())
    objections = RoundTheClock.objections_to_switching(programme, actor)
    blocks.heading(say("service_mode.heading"), "Menyala" if running else "Mati", icon="nightlight", color="orange" if running else "gray")
    with st.container(border=True, gap="xsmall"):
        if running:
            st.caption(blocks.plain(f"Sejak {formats.short_moment(running.started_at)}: {running.reason}"))
            service_mode.show_end(running, key="settings", disabled=bool(objections))
        else:
            service_mode.show_start(programme, key="settings", disabled=bool(objections))
        blocks.issues_list(objections)
    if stretches := RoundTheClock.last(programme.pk, db()):
        with st.expander("Riwayat mode 24 jam", type="compact"):
            for one in stretches:
                until = formats.short_moment(one.ended_at) if one.ended_at else "sekarang"
                st.caption(blocks.plain(f"{formats.short_moment(one.started_at)} s.d. {until}: {one.reason}"))
