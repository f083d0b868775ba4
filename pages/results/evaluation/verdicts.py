"""Putusan efektivitas: mentor memutus terhadap angka, untuk program dan setiap tujuan yang dinilai tersendiri."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.results.evaluations.effectiveness import WHOLE, Effectiveness, Verdict, figures_digest, subjects
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.following import steers
from models.results.evaluations.freezing import current_lines
from pages.results.evaluation.aims import shown_by
from pages.results.evaluation.asking import ask
from pages.ui import blocks, evaluation_words, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, signed_in

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen


def show_verdicts(seen: Seen) -> None:
    one = seen.evaluation
    st.caption(say("evaluation.verdict_help"))
    judged = Effectiveness.of(one.pk, db())
    followed = {follow_up.about for follow_up in FollowUp.of(one.pk, db()) if follow_up.state != "cancelled"}
    barred = Effectiveness.objections_to_judging(one, seen.actor)
    for about in subjects(one.programme.rules):
        show_subject(seen, about, judged.get(about), judges=not barred, followed=about in followed)
    if barred and one.is_open:
        blocks.issues_list(barred)


def show_subject(seen: Seen, about: str, known: Effectiveness | None, *, judges: bool, followed: bool) -> None:
    one, rules = seen.evaluation, seen.evaluation.programme.rules
    with st.container(border=True, gap="xsmall"):
        badge = evaluation_words.verdict_look(known.verdict) if known else blocks.Look(say("evaluation.no_verdict"), "gray", "pending")
        st.markdown(f"{badge.markdown} **{blocks.plain(evaluation_words.subject(about, rules))}**")
        lines = [evaluation_words.headline(seen.lines)] if about == WHOLE else shown_by(seen, rules.aim(about))
        st.markdown("  \n".join(f":small[:gray[{blocks.plain(line)}]]" for line in lines))
        if known:
            st.text(known.note.text)
            who = known.by.name if known.by else "–"
            st.caption(blocks.plain(say("evaluation.verdict_by", who=who, at=formats.moment(known.at))))
            if one.is_open and known.figures != figures_digest(seen.lines):
                st.markdown(f":small[:orange[:material/update: {say('evaluation.verdict_older')}]]")
        if known and known.verdict is Verdict.IMPROVE and not followed:
            st.markdown(f":small[:red[:material/error: {say('evaluation.improve_open')}]]")
        with st.container(horizontal=True, gap="xsmall"):
            if judges:
                for verdict in Verdict:
                    look = evaluation_words.verdict_look(verdict)
                    st.button(
                        look.words, key=f"verdict-{about}-{verdict}", icon=f":material/{look.icon}:",
                        on_click=ask, args=("judge", one.pk, about, verdict.value),
                    )  # fmt: skip
            if known and known.verdict is Verdict.IMPROVE and one.is_open and steers(one.programme, seen.actor):
                st.button(
                    "Buka tindak lanjut", key=f"follow-{about}", icon=":material/add_task:", on_click=ask, args=("follow", one.pk, about)
                )


def judge(evaluation_id: int, about: str, verdict: str, key: str) -> None:
    with attempt(say("evaluation.verdict_saved"), then=closing) as session:
        by = signed_in(session)
        evaluation = Evaluation.current(evaluation_id, None, by.teams, session)
        Effectiveness.judge(evaluation, about, Verdict(verdict), st.session_state.get(key) or "", by, current_lines(evaluation))
