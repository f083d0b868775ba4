"""Ringkasan: satu kalimat, yang menyimpang, kelengkapan data, rencana, lalu kata-kata penyusun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.actors import can
from models.results import coverage
from models.results.evaluations.evaluations import LENGTHS, Evaluation
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.prefilled import Completeness, deviations, plans_of
from pages.ui import blocks, evaluation_words, plan_words
from pages.ui.session import attempt, db, signed_in

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen

IMPORTS = "results/imports/page.py"
TEXTS = {"summary": "Ringkasan untuk pimpinan", "recommendation": "Rekomendasi"}


def show_summary(seen: Seen) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_headline(seen)
        show_words(seen)
    with right:
        show_inherited(seen)
        show_plan(seen)


def show_headline(seen: Seen) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{blocks.plain(evaluation_words.headline(seen.lines))}**")
        show_completeness(seen)
        if words := evaluation_words.later(seen.later):
            st.markdown(f":small[:orange[:material/history: {words}]]")
        short = deviations(seen.lines)
        for one in short:
            value, target = evaluation_words.amount(one.value, one), evaluation_words.amount(one.target, one)
            moved = evaluation_words.change(one)
            line = f"{one.label}: {value} {evaluation_words.unit(one)}".rstrip() + f" · {say('evaluation.target_is', target=target)}"
            st.markdown(f":orange[:material/priority_high:] {blocks.plain(f'{line} · {moved}' if moved else line)}")
        if not short and any(one.reached for one in seen.lines):
            st.markdown(f":green[:material/check_circle: {say('evaluation.none_short')}]")


def show_completeness(seen: Seen) -> None:
    if not seen.lines:
        st.caption(say("evaluation.no_figures"))
        return
    known = Completeness.of(seen.lines)
    if not known.missing and not known.partial:
        st.caption(say("evaluation.complete", count=known.final))
        return
    words = say("evaluation.incomplete", missing=len(known.missing), partial=len(known.partial), final=known.final)
    st.markdown(f":small[:orange[:material/warning: {words}]]")
    if known.missing:
        st.caption(blocks.plain(", ".join(one.label for one in known.missing)))
    if seen.evaluation.is_open:
        show_coverage(seen)


def show_coverage(seen: Seen) -> None:
    """How many months of which channels are still to be imported, and the way there."""
    programme, quarters = seen.evaluation.programme, seen.evaluation.period.quarters
    counts = coverage.summary(cell for quarter in quarters for cell in coverage.matrix(programme, quarter, db()))
    missing, partial = counts[coverage.Completeness.MISSING], counts[coverage.Completeness.PARTIAL]
    if missing or partial:
        st.caption(say("evaluation.coverage", missing=missing, partial=partial, complete=counts[coverage.Completeness.COMPLETE]))
        if can(seen.actor, "measure", seen.evaluation.programme):
            st.page_link(IMPORTS, label="Impor data", icon=":material/upload_file:")


def show_words(seen: Seen) -> None:
    """The report's number, summary and recommendation; typed once, printed as they stand."""
    one = seen.evaluation
    if not seen.writes:
        for field, label in TEXTS.items():
            if text := getattr(one, field):
                blocks.heading(label)
                st.text(text)
        return
    with st.form(f"words-{one.pk}"):
        st.text_input("Nomor laporan", value=one.number, key=f"words-number-{one.pk}", max_chars=LENGTHS["number"])
        for field, label in TEXTS.items():
            st.text_area(label, value=getattr(one, field), key=f"words-{field}-{one.pk}", max_chars=LENGTHS[field], height=140)
        st.form_submit_button("Simpan", on_click=revise, args=(one.pk, one.version))


def show_inherited(seen: Seen) -> None:
    """What earlier meetings decided comes first."""
    one = seen.evaluation
    found = FollowUp.inherited(one.programme_id, one.pk, one.opened_at, db())
    late = sum(follow_up.is_late for follow_up in found)
    blocks.heading(say("evaluation.inherited"), len(found), icon="assignment", color="red" if late else "gray")
    with st.container(border=True, gap="xsmall"):
        if not found:
            st.caption(say("evaluation.no_inherited"))
        for follow_up in found[:8]:
            look = evaluation_words.follow_up_look(follow_up)
            st.markdown(f"{look.markdown} {blocks.plain(follow_up.title)}")


def show_plan(seen: Seen) -> None:
    one = seen.evaluation
    planned = plans_of(one.programme, one.period, db())
    blocks.heading("Keterlaksanaan rencana", icon="flag")
    with st.container(border=True, gap="xsmall"):
        if not planned:
            st.caption(say("evaluation.no_plan"))
        for plan, progress in planned:
            quarter = f"{plan.period.label}: " if one.period.is_review else ""
            st.markdown(f"**{quarter}{blocks.plain(plan_words.total(progress, plan.period))}**")
            for gap in progress.behind[:6]:
                st.markdown(f":small[:orange[:material/warning:] {blocks.plain(plan_words.gap(gap, plan.programme.rules))}]")


def revise(evaluation_id: int, seen: int) -> None:
    given = {field: st.session_state.get(f"words-{field}-{evaluation_id}") or "" for field in ("number", *TEXTS)}
    with attempt(say("evaluation.saved")) as session:
        by = signed_in(session)
        Evaluation.current(evaluation_id, seen, by.teams, session).revise(by, **given)
