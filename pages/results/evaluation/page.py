"""Evaluasi: satu triwulan dinilai, dibahas, dan ditutup; tindak lanjutnya diikuti sampai selesai."""

import streamlit as st

from data.wording import say
from models.actors import can
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import FollowUp
from pages.results.evaluation.follow_up import show_follow_up
from pages.results.evaluation.listing import show_listing
from pages.results.evaluation.meeting import show_meeting
from pages.results.evaluation.one import show_one
from pages.ui import blocks
from pages.ui.session import db, me, programme_choice, programmes


def show_evaluations() -> None:
    """One evaluation (`id`), its meeting (`rapat`), one follow-up (`tindak`), or everything."""
    actor = me()
    readable = {one.pk: one for one in programmes() if can(actor, "read", one)}
    if asked := number("tindak"):
        show_follow_up(FollowUp.find(asked, readable, db()), actor)
        return
    if asked := number("id"):
        evaluation = Evaluation.find(asked, readable, db())
        if st.query_params.get("rapat"):
            show_meeting(evaluation, actor)
        else:
            show_one(evaluation, actor)
        return
    chosen: list[Programme] = [one for one in readable.values() if programme_choice() in (None, one.pk)]
    blocks.title("Evaluasi", say("evaluation.help"))
    if not chosen:
        blocks.empty(say("evaluation.no_programme"))
        return
    show_listing(chosen, actor)


def number(key: str) -> int:
    typed = st.query_params.get(key, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


show_evaluations()
