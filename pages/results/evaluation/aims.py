"""Tujuan, manfaat, dan hasil yang diharapkan: keadaan setiap butir di samping angka yang menunjukkannya."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.playbooks.evaluating import AimRule, Promise
from models.results.evaluations.aims import LONGEST, AimState, EvaluationAim, judge_aim
from models.results.evaluations.evaluations import Evaluation
from pages.ui import blocks, evaluation_words
from pages.ui.session import attempt, signed_in

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen

CHOICES = [one for one in AimState if one is not AimState.OPEN]


def show_aims(seen: Seen) -> None:
    rules = seen.evaluation.programme.rules
    st.caption(say("evaluation.aims_help"))
    rows = {one.key: one for one in seen.evaluation.aims}
    if not rows:
        blocks.empty(say("evaluation.no_aims"))
    for kind in Promise:
        found = [one for one in rules.aims if one.kind is kind and one.key in rows]
        if found:
            blocks.heading(say(f"promises.{kind}"), len(found))
        for rule in found:
            show_aim(seen, rule, rows[rule.key])


def show_aim(seen: Seen, rule: AimRule, row: EvaluationAim) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{evaluation_words.aim_look(row.state).markdown} **{blocks.plain(rule.text)}**")
        st.markdown("  \n".join(f":small[:gray[{blocks.plain(line)}]]" for line in shown_by(seen, rule)))
        if row.before and row.state is AimState.OPEN:
            words = say("evaluation.aim_before", state=say(f"aim_states.{row.before}"), reason=row.reason_before)
            st.caption(blocks.plain(words))
        if seen.writes:
            show_judging(seen.evaluation, row)
        elif row.reason:
            st.text(row.reason)


def shown_by(seen: Seen, rule: AimRule) -> list[str]:
    """The figures of its indicators, what else proves it, and a promised increase without a baseline."""
    found = []
    shown = [line for key in rule.indicators for line in seen.lines if line.key == key]
    for line in shown:
        parts = [evaluation_words.amount(line.value, line) if line.value is not None else evaluation_words.figure_state(line)]
        if line.target is not None:
            parts.append(say("evaluation.target_is", target=evaluation_words.amount(line.target, line)))
        if line.baseline is not None:
            parts.append(say("evaluation.baseline_is", baseline=evaluation_words.amount(line.baseline, line)))
        found.append(f"{line.label}: {', '.join(parts)}")
    if rule.evidence:
        found.append(say("evaluation.evidence", list="; ".join(rule.evidence)))
    if rule.increase and not any(line.baseline is not None for line in shown):
        found.append(say("evaluation.no_baseline"))
    return found


def show_judging(evaluation: Evaluation, row: EvaluationAim) -> None:
    key = f"aim-{evaluation.pk}-{row.key}"
    chosen = row.state if row.state is not AimState.OPEN else row.before
    st.pills(
        "Keadaan", CHOICES, default=chosen, key=f"{key}-state", label_visibility="collapsed",
        format_func=lambda one: f":gray[{say(f'aim_states.{one}')}]",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.text_input("Alasan", value=row.reason or row.reason_before, key=f"{key}-reason", max_chars=LONGEST, width="stretch")
        st.button("Simpan", key=f"{key}-save", on_click=judge, args=(evaluation.pk, row.key, key))


def judge(evaluation_id: int, aim: str, key: str) -> None:
    state = st.session_state.get(f"{key}-state") or AimState.OPEN
    with attempt(say("evaluation.saved")) as session:
        by = signed_in(session)
        evaluation = Evaluation.current(evaluation_id, None, by.teams, session)
        judge_aim(evaluation, aim, AimState(state), st.session_state.get(f"{key}-reason") or "", by)
