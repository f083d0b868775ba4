"""Catatan evaluasi: yang berjalan baik, yang perlu diperhatikan, usulan; dan jalannya menjadi rencana."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.actors import can
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import LONGEST, EvaluationNote, NoteKind
from pages.results.evaluation.asking import ask
from pages.ui import blocks
from pages.ui.session import attempt, db, signed_in

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen

LOOKS: dict[NoteKind, tuple[blocks.Color, str]] = {
    NoteKind.GOOD: ("green", "thumb_up"),
    NoteKind.WEAK: ("orange", "visibility"),
    NoteKind.PROPOSAL: ("blue", "lightbulb"),
}


def look(kind: NoteKind) -> blocks.Look:
    color, icon = LOOKS[kind]
    return blocks.Look(say(f"note_kinds.{kind}"), color, icon)


def show_notes(seen: Seen) -> None:
    st.caption(say("evaluation.notes_help"))
    found = EvaluationNote.of(seen.evaluation.pk, db())
    if not found:
        blocks.empty(say("evaluation.no_notes"))
    for one in found:
        show_note(seen, one)
    if seen.writes:
        show_writing(seen.evaluation)


def show_note(seen: Seen, one: EvaluationNote) -> None:
    with st.container(border=True, gap="xsmall"):
        who = f" :small[:gray[{blocks.plain(one.by.name)}]]" if one.by else ""
        st.markdown(f"{look(one.kind).markdown}{who}")
        st.text(one.text)
        if one.idea_id or one.plan_id:
            st.caption(say("evaluation.planned_priority" if one.plan_id else "evaluation.planned_idea"))
        plans = can(seen.actor, "plan", seen.evaluation.programme) and not (one.idea_id and one.plan_id)
        with st.container(horizontal=True, gap="xsmall"):
            if plans:
                st.button(
                    "Jadikan rencana", key=f"note-plan-{one.pk}", icon=":material/add_task:", on_click=ask, args=("plan_note", one.pk)
                )
            if seen.writes:
                where = (seen.evaluation.pk, one.pk, one.version)
                st.button("Hapus", key=f"note-remove-{one.pk}", type="tertiary", icon=":material/delete:", on_click=remove, args=where)


def show_writing(evaluation: Evaluation) -> None:
    with st.form(f"note-{evaluation.pk}", clear_on_submit=False):
        st.pills(
            "Jenis catatan", list(NoteKind), default=NoteKind.WEAK, key=f"note-kind-{evaluation.pk}",
            format_func=lambda one: f":gray[{say(f'note_kinds.{one}')}]",
        )  # fmt: skip
        st.text_area("Catatan", key=f"note-text-{evaluation.pk}", max_chars=LONGEST, height=90)
        st.form_submit_button("Tambah catatan", icon=":material/add:", on_click=write, args=(evaluation.pk,))


def write(evaluation_id: int) -> None:
    key = f"note-text-{evaluation_id}"
    kind = st.session_state.get(f"note-kind-{evaluation_id}") or NoteKind.WEAK

    def cleared() -> None:
        st.session_state[key] = ""

    with attempt(say("evaluation.note_saved"), then=cleared) as session:
        by = signed_in(session)
        evaluation = Evaluation.current(evaluation_id, None, by.teams, session)
        EvaluationNote.write(evaluation, NoteKind(kind), st.session_state.get(key) or "", by)


def remove(evaluation_id: int, note_id: int, seen: int) -> None:
    with attempt(say("evaluation.note_removed")) as session:
        by = signed_in(session)
        evaluation = Evaluation.current(evaluation_id, None, by.teams, session)
        EvaluationNote.current(note_id, seen, evaluation, session).remove(evaluation, by)
