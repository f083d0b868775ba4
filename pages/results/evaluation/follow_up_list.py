"""Semua tindak lanjut program: terbuka, lewat tenggat, selesai; juga temuan pemeriksaan."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.programmes import Programme
from models.results.evaluations.follow_ups import PAGE, FollowUp, Shown
from models.results.evaluations.following import steers
from pages.results.evaluation.asking import ask
from pages.results.evaluation.dialogs import show_asked
from pages.results.evaluation.follow_up_row import show_row
from pages.ui import blocks
from pages.ui.session import db

LABELS = {Shown.OPEN: "Terbuka", Shown.LATE: "Lewat tenggat", Shown.OVER: "Selesai"}
SHOWN, MINE, AFTER = "follow-ups-shown", "follow-ups-mine", "follow-ups-after"


def show_follow_ups(programmes: list[Programme], actor: Actor) -> None:
    ids = [one.pk for one in programmes]
    counts = FollowUp.counts(ids, db())
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        shown = st.segmented_control(
            "Tampilkan", list(Shown), default=Shown.OPEN, key=SHOWN, required=True, label_visibility="collapsed",
            on_change=from_the_start, format_func=lambda one: f":gray[{LABELS[one]} ({counts[one.value]})]",
        )  # fmt: skip
        mine = st.toggle("Hanya milik saya", key=MINE, on_change=from_the_start)
    shown = Shown(shown or Shown.OPEN)
    before = st.session_state.get(AFTER)
    found = FollowUp.page(ids, shown, db(), owner_id=actor.person_id if mine else None, before=before)
    if not found:
        blocks.empty(say(f"evaluation.none_{shown.value}"))
    for one in found[:PAGE]:
        show_row(one, several=len(programmes) > 1)
    with st.container(horizontal=True, gap="xsmall"):
        if before:
            st.button("Dari awal", key="follow-ups-first", icon=":material/first_page:", on_click=from_the_start)
        if len(found) > PAGE:
            last = found[PAGE - 1]
            st.button("Berikutnya", key="follow-ups-next", icon=":material/chevron_right:", on_click=leaf, args=(last.due_on, last.pk))
    for programme in programmes:
        if steers(programme, actor):
            words = "Catat temuan pemeriksaan" + (f" {programme.name}" if len(programmes) > 1 else "")
            st.button(
                words, key=f"inspection-{programme.pk}-new", icon=":material/policy:", type="tertiary", on_click=ask,
                args=("inspection", programme.pk),
            )  # fmt: skip
    show_asked()


def from_the_start() -> None:
    st.session_state.pop(AFTER, None)


def leaf(*before: object) -> None:
    st.session_state[AFTER] = before
