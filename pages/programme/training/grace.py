"""Yang akan atau sudah tidak dapat memutus tanpa pelatihan, dan masa tenggang yang dapat diperpanjang Admin Aplikasi."""

from datetime import timedelta

import streamlit as st

from data.wording import say
from models.actors import administers
from models.base import today
from models.governance.training_rule import LONGEST, TrainingGrace, TrainingRule
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in


def show_warnings(programme: Programme) -> None:
    """A stage nobody of which is trained is said before it counts, and when it does."""
    rule = TrainingRule.of(programme.pk, programme.rules, db())
    for stage, day in rule.bare(programme.rules, ahead=True):
        key = "nobody_left" if day <= today() else "nobody_left_ahead"
        words = say(f"training_standing.{key}", stage=stage.label, day=formats.day(day))
        st.warning(blocks.plain(words), icon=":material/school:")
    if rule.binds_from and administers(me()):
        show_extending(programme)


def show_extending(programme: Programme) -> None:
    with st.popover("Perpanjang masa tenggang", icon=":material/more_time:", key="grace-ask"):
        st.caption(say("training_standing.extend_help"))
        until = today() + timedelta(days=30)
        st.date_input("Sampai", value=until, min_value=today() + timedelta(days=1), max_value=today() + LONGEST, key="grace-until",
                      format="DD/MM/YYYY")  # fmt: skip
        st.text_area("Alasan", key="grace-reason", height=90)
        st.button("Perpanjang", key="grace-extend", type="primary", on_click=extend, args=(programme.pk,))


def extend(programme_id: int) -> None:
    with attempt(say("training_standing.extended")) as session:
        until, reason = st.session_state.get("grace-until"), st.session_state.get("grace-reason") or ""
        TrainingGrace.extend(Programme.find(programme_id, session), until, reason, signed_in(session), session)
