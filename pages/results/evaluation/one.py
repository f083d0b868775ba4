"""Satu evaluasi: kepala, bagian-bagiannya, dan langkah berikutnya."""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.freezing import later_unchecked, shown_lines
from models.results.evaluations.prefilled import FigureLine
from models.results.evaluations.snapshots import EvaluationSnapshot, report_of
from pages.results.evaluation import aims, figures, follow_ups, minutes, notes, report, summary, verdicts
from pages.results.evaluation.dialogs import show_asked
from pages.results.evaluation.going import SECTION, to_list, to_meeting
from pages.ui import blocks, evaluation_words, minutes_links
from pages.ui.session import attempt, db, signed_in


@dataclass
class Seen:
    """One evaluation as a part of the page needs it; figures are counted when somebody asks."""

    evaluation: Evaluation
    actor: Actor
    snapshots: list[EvaluationSnapshot]
    _lines: list[FigureLine] | None = field(default=None)

    @property
    def lines(self) -> list[FigureLine]:
        if self._lines is None:
            self._lines = shown_lines(self.evaluation, self.snapshots)
        return self._lines

    @property
    def later(self) -> int:
        return later_unchecked(self.evaluation, report_of(self.snapshots))

    @property
    def writes(self) -> bool:
        return not self.evaluation.objections_to_writing(self.actor)


PARTS: dict[str, tuple[str, Callable[[Seen], None]]] = {
    "ringkasan": ("Ringkasan", summary.show_summary),
    "angka": ("Angka", figures.show_figures),
    "tujuan": ("Tujuan dan hasil", aims.show_aims),
    "catatan": ("Catatan", notes.show_notes),
    "putusan": ("Putusan efektivitas", verdicts.show_verdicts),
    "tindak": ("Tindak lanjut", follow_ups.show_follow_ups),
    "notulen": ("Notulen", minutes.show_minutes),
    "laporan": ("Laporan", report.show_report),
}
STEPS = ("drafted", "discussed", "settled", "closed")


def show_one(evaluation: Evaluation, actor: Actor) -> None:
    seen = Seen(evaluation, actor, EvaluationSnapshot.of(evaluation.pk, db()))
    st.button("Evaluasi", key="back", icon=":material/arrow_back:", type="tertiary", on_click=to_list)
    show_head(seen)
    key = f"{SECTION}-{evaluation.pk}"
    part = st.segmented_control(
        "Bagian", list(PARTS), key=key, default=None if key in st.session_state else "ringkasan", required=True,
        format_func=lambda one: f":gray[{PARTS[one][0]}]", label_visibility="collapsed",
    )  # fmt: skip
    PARTS[part or "ringkasan"][1](seen)
    show_asked(evaluation.pk)


def show_head(seen: Seen) -> None:
    one = seen.evaluation
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(gap="xxsmall", width="content"):
            blocks.title(evaluation_words.title(one), one.programme.name, [evaluation_words.state_look(one)])
        if one.is_open and seen.writes and one.discussed_at is None:
            st.button("Mulai rapat", key="meeting-begin", icon=":material/groups:", type="primary", on_click=begin_meeting, args=(one.pk,))
        else:
            st.button("Mode rapat", key="meeting", icon=":material/slideshow:", on_click=to_meeting, args=(one.pk,))
    place = len(STEPS) if one.is_over else STEPS.index(one.state)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        blocks.stepper([say(f"evaluation_states.{step}") for step in STEPS], place)
        minutes_links.show_why(one, one.programme)


def begin_meeting(evaluation_id: int) -> None:
    """Discussed from now on, with minutes open; the meeting's own heading says so, a passing message would lie over its buttons."""
    with attempt(then=lambda: to_meeting(evaluation_id)) as session:
        by = signed_in(session)
        evaluation = Evaluation.current(evaluation_id, None, by.teams, session)
        evaluation.discuss(by)
        minutes.begun(evaluation, by)
