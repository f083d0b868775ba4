"""The one dialog that was asked for: a decision of the mentor, a follow-up opened, something made a plan."""

from typing import Any

import streamlit as st

from data.wording import say
from models.results.evaluations.effectiveness import Verdict
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import EvaluationNote
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.planning_on import Target, into_plan
from pages.results.evaluation import follow_up_form, verdicts
from pages.results.evaluation.asking import asked, leave_when_done
from pages.ui import blocks, evaluation_words
from pages.ui.dialogs import closing, dialog
from pages.ui.session import attempt, db, me, show_notices, signed_in, view

TITLES = {
    "judge": "Putusan efektivitas", "follow": "Buka tindak lanjut", "inspection": "Catat temuan pemeriksaan",
    "revise_follow": "Ubah tindak lanjut", "plan_note": "Jadikan rencana", "plan_follow": "Jadikan rencana",
}  # fmt: skip


def show_asked(evaluation_id: int = 0) -> None:
    """`evaluation_id` is the one on screen: a note or a follow-up becomes a plan in its name."""
    if (name := asked()[0]) in TITLES:
        dialog(TITLES[name], on_dismiss=closing)(show_dialog)(evaluation_id)


def show_dialog(evaluation_id: int) -> None:
    leave_when_done()
    with view():
        show_notices(in_dialog=True)
        name, about = asked()
        match name:
            case "judge":
                show_judging(*about)
            case "follow":
                follow_up_form.show_opening(about[0], about[1], about[2] if len(about) > 2 else 0)
            case "inspection":
                follow_up_form.show_inspection(about[0])
            case "revise_follow":
                follow_up_form.show_revising(about[0])
            case "plan_note" | "plan_follow":
                show_planning(name, about[0], evaluation_id)


def show_judging(evaluation_id: int, about: str, verdict: str) -> None:
    evaluation = Evaluation.find(evaluation_id, me().teams, db())
    look = evaluation_words.verdict_look(Verdict(verdict))
    st.markdown(f"{look.markdown} **{blocks.plain(evaluation_words.subject(about, evaluation.programme.rules))}**")
    key = f"verdict-reason-{about}"
    st.text_area("Alasan", key=key, height=120, max_chars=1_500)
    st.button("Simpan putusan", key="verdict-save", type="primary", on_click=verdicts.judge, args=(evaluation_id, about, verdict, key))


def show_planning(name: str, row_id: int, evaluation_id: int) -> None:
    row = found(name, row_id, evaluation_id)
    st.pills(
        "Menjadi", list(Target), default=Target.IDEA, key="plan-target", required=True,
        format_func=lambda one: f":gray[{'Ide di Bank ide' if one is Target.IDEA else 'Prioritas rencana triwulan berikutnya'}]",
    )  # fmt: skip
    words = row.text if isinstance(row, EvaluationNote) else row.title
    st.text_input("Judul", value=words[:120], key=f"plan-title-{name}-{row_id}", max_chars=120)
    st.button("Jadikan rencana", key="plan-save", type="primary", on_click=plan, args=(name, row_id, evaluation_id))


def found(name: str, row_id: int, evaluation_id: int) -> EvaluationNote | FollowUp:
    if name == "plan_follow":
        return FollowUp.find(row_id, me().teams, db())
    evaluation = Evaluation.find(evaluation_id, me().teams, db())
    return EvaluationNote.find(row_id, evaluation, db())


def plan(name: str, row_id: int, evaluation_id: int) -> None:
    target = Target(st.session_state.get("plan-target") or Target.IDEA)
    title = st.session_state.get(f"plan-title-{name}-{row_id}") or ""
    with attempt(say("evaluation.planned"), then=closing) as session:
        by = signed_in(session)
        row: Any
        if name == "plan_follow":
            row = FollowUp.current(row_id, None, by.teams, session)
            evaluation = Evaluation.current(row.evaluation_id or evaluation_id, None, by.teams, session)
        else:
            evaluation = Evaluation.current(evaluation_id, None, by.teams, session)
            row = EvaluationNote.current(row_id, None, evaluation, session)
        into_plan(row, evaluation, by, target, title)
