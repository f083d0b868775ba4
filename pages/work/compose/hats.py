"""Beside a new content: who could still decide on it, and the way it will take."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.playbooks import Lane
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.session import db, me


def show_hats(programme: Programme, lane: Lane) -> None:
    """Said before the first word is written, when another writer can still be chosen."""
    if me().room is not None:
        with st.container(border=True, gap="small"):
            blocks.heading("Bila Anda menulis ini", say("practice.colleague"), color="violet", badge_icon="smart_toy")
            st.caption(say("practice.how"))
        return
    unit_id = st.session_state.get(f"begin-unit-{programme.pk}")
    missing = Content.missing_hats(programme, lane.key, me().person_id, db(), unit_id=unit_id)
    with st.container(border=True, gap="small"):
        if not missing:
            blocks.heading("Bila Anda menulis ini", "cukup pemutus", color="green", badge_icon="check_circle")
            st.caption(say("compose.enough_deciders", stages=", ".join(one.label for one in lane.validating)))
            return
        blocks.heading("Bila Anda menulis ini", "pemutus kurang", color="red", badge_icon="person_off")
        for stage in missing:
            roles = " atau ".join(programme.rules.role(key).label for key in stage.by)
            st.markdown(f":red[:material/error:] {blocks.plain(say('compose.no_decider', stage=stage.label, roles=roles))}")
            if stage.written:
                st.caption(say("compose.written_instead"))
        st.caption(say("compose.other_writer"))


def show_way(lane: Lane) -> None:
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Tahap yang dilalui")
        st.markdown("  \n".join(f":gray[{place}.] {stage.label}" for place, stage in enumerate(lane.stages, start=1)))
        st.caption(lane.help)
