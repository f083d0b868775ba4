"""The one dialog of the moderation that was asked for."""

from collections.abc import Sequence

import streamlit as st

from models.programmes import Programme
from models.public.interactions import Interaction
from pages.live.moderation import answering, asking, entering, opened
from pages.ui.dialogs import closing
from pages.ui.session import db, me, show_notices, view

TITLES = {"new": "Masukkan komentar", "answer": "Jawab", "open": "Rincian komentar"}


def show_asked(moderated: Sequence[Programme]) -> None:
    if (name := asking.asked()[0]) in TITLES and (moderated or name == "open"):
        st.dialog(TITLES[name], width="large", on_dismiss=closing)(show_dialog)([one.pk for one in moderated])


def show_dialog(programme_ids: list[int]) -> None:
    asking.leave_when_done()
    with view():
        show_notices(in_dialog=True)
        name, about = asking.asked()
        if name == "new":
            entering.show_entering([Programme.find(one, db()) for one in programme_ids])
            return
        one = Interaction.find(about[0], me(), db())
        {"answer": answering.show_answer, "open": opened.show_opened}[name](one)
