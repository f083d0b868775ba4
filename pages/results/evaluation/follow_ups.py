"""Bagian Tindak lanjut dari satu evaluasi: yang lama lebih dahulu, lalu yang dibukanya sendiri."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.following import steers
from pages.results.evaluation.asking import ask
from pages.results.evaluation.follow_up_row import show_row
from pages.ui import blocks
from pages.ui.session import db

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen


def show_follow_ups(seen: Seen) -> None:
    one = seen.evaluation
    old = FollowUp.inherited(one.programme_id, one.pk, one.opened_at, db())
    blocks.heading(say("evaluation.inherited"), len(old), icon="assignment_late")
    if not old:
        blocks.empty(say("evaluation.no_inherited"))
    for follow_up in old:
        show_row(follow_up)
    own = FollowUp.of(one.pk, db())
    blocks.heading(say("evaluation.own_follow_ups"), len(own), icon="assignment")
    if not own:
        blocks.empty(say("evaluation.no_own_follow_ups"))
    for follow_up in own:
        show_row(follow_up)
    if one.is_open and steers(one.programme, seen.actor):
        st.button("Buka tindak lanjut", key="follow-new", icon=":material/add_task:", on_click=ask, args=("follow", one.pk, ""))
