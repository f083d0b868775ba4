"""Pelatihan: jadwal, kehadiran, sertifikat, dan siapa sudah dilatih."""

import streamlit as st

from data.wording import say
from models.governance.trainings import Training, TrainingState
from models.programmes import Programme
from pages.programme.training import checking, grace, practice, scheduling, standing
from pages.programme.training.one import show_training
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import db, me


def show_trainings() -> None:
    room = me().room
    blocks.title("Pelatihan", say("training.caption"))
    if room is not None:
        practice.show_inside(room)
        return
    programme = one_programme("training-programme")
    if programme is None or not (programme.pk in me().teams or me().sees_all or me().is_admin):
        blocks.empty(say("pages.no_role_mine"))
        return
    grace.show_warnings(programme)
    keeps = not Training.objections_to_keeping(programme, me())
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if keeps:
            scheduling.show_form(programme)
        show_planned(programme, keeps)
        show_held(programme, keeps)
    with right:
        practice.show_room(programme)
        standing.show_standing(programme)
        checking.show_check()
    standing.show_quarters(programme)


def show_planned(programme: Programme, keeps: bool) -> None:
    planned = Training.listed(programme.pk, [TrainingState.PLANNED], me(), db(), newest=False)
    blocks.heading("Akan datang", len(planned) or None, icon="event")
    if not planned:
        blocks.empty(say("training.none_keeper" if keeps else "training.none"))
    for one in planned:
        show_training(one, keeps)


def show_held(programme: Programme, keeps: bool) -> None:
    over = Training.listed(programme.pk, [TrainingState.HELD, TrainingState.CANCELLED], me(), db())
    blocks.heading("Sudah berlangsung", len(over) or None, icon="history_edu")
    if not over:
        blocks.empty(say("training.none_held"))
    for one in over:
        show_training(one, keeps)


show_trainings()
