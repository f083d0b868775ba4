"""Mode rapat: untuk proyektor, satu pernyataan per halaman; keputusan dicatat di tempat."""

from collections.abc import Callable

import streamlit as st

from models.actors import Actor
from models.governance.minutes import Minutes
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.snapshots import EvaluationSnapshot
from pages.results.evaluation import decisions, slides
from pages.results.evaluation.dialogs import show_asked
from pages.results.evaluation.going import to_one
from pages.results.evaluation.one import Seen
from pages.ui import attendance, blocks, evaluation_words
from pages.ui.session import db

PAGE = "meeting-page"


def show_meeting(evaluation: Evaluation, actor: Actor) -> None:
    st.set_page_config(initial_sidebar_state="collapsed")  # the projector shows the statement, not the menu
    seen = Seen(evaluation, actor, EvaluationSnapshot.of(evaluation.pk, db()))
    pages: list[Callable[[Seen], None]] = [*slides.of(seen), show_decisions]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":gray[{blocks.plain(evaluation_words.in_meeting(evaluation))}]", width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content", gap="small"):
            place = st.pagination(len(pages), key=f"{PAGE}-{evaluation.pk}")
            st.button(
                "Akhiri mode rapat", key="meeting-end", icon=":material/close_fullscreen:", on_click=to_one, args=(evaluation.pk, "notulen")
            )
    pages[min(place or 1, len(pages)) - 1](seen)
    show_asked(evaluation.pk)


def show_decisions(seen: Seen) -> None:
    """The last page: who is here, and what is decided."""
    met = Minutes.about(seen.evaluation, db())
    slides.statement("Keputusan rapat")
    if not met:
        blocks.empty("Notulen belum dibuka. Tekan Mulai rapat pada halaman evaluasi.")
        return
    one = met[-1]
    writes = not one.objections_to_writing(seen.actor)
    left, right = st.columns([3, 2], gap="large")
    with left:
        decisions.show_decisions(one, seen.evaluation, seen.actor, writes=writes)
    with right:
        attendance.show_attendance(one, seen.evaluation.programme, writes=writes)
