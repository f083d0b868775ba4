"""Angka: setiap indikator terhadap target, data awal, dan triwulan sebelumnya, dengan asalnya."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.results.evaluations.prefilled import FigureLine
from models.results.evaluations.snapshots import report_of
from pages.ui import blocks, evaluation_words, formats

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen


def show_figures(seen: Seen) -> None:
    report = report_of(seen.snapshots)
    if not seen.evaluation.is_open and report:
        words = say("evaluation.frozen", at=formats.moment(report.taken_at), digest=report.digest[:16])
        st.caption(f":material/lock: {words}")
    else:
        st.caption(say("evaluation.open_figures"))
    if not seen.lines:
        blocks.empty(say("evaluation.no_figures"))
    for line in seen.lines:
        show_line(line)


def show_line(line: FigureLine) -> None:
    value = evaluation_words.amount(line.value, line)
    unit = f" :gray[{blocks.plain(evaluation_words.unit(line))}]" if evaluation_words.unit(line) else ""
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", gap="xxsmall"):
            st.markdown(f"{evaluation_words.figure_look(line).markdown} **{blocks.plain(line.label)}**")
            st.markdown(f":small[:gray[{blocks.plain(' · '.join(beside(line)))}]]")
        st.markdown(f"### {blocks.plain(value)}{unit}", width="content")
        with st.popover("Asal angka", icon=":material/manage_search:", key=f"origin-{line.key}"):
            show_origin(line)


def beside(line: FigureLine) -> list[str]:
    """What stands in small letters: state, target, baseline, the quarter before, n."""
    parts = [evaluation_words.figure_state(line)]
    if line.target is not None:
        parts.append(f"{say('evaluation.target_is', target=evaluation_words.amount(line.target, line))} ({evaluation_words.percent(line)})")
    if line.baseline is not None:
        parts.append(say("evaluation.baseline_is", baseline=evaluation_words.amount(line.baseline, line)))
    if line.previous is not None:
        parts.append(say("evaluation.previous_is", previous=evaluation_words.amount(line.previous, line)))
    if moved := evaluation_words.change(line):
        parts.append(moved)
    return [*parts, f"n = {formats.number(line.n)}"] if line.n is not None else parts


def show_origin(line: FigureLine) -> None:
    if line.formula:
        st.markdown(f"**Definisi** (versi {blocks.plain(line.definition)})  \n{blocks.plain(line.formula)}")
    if line.baseline_source:
        st.markdown(f"**Data awal**  \n{blocks.plain(line.baseline_source)}")
    st.markdown("**Dihitung dari**  \n" + ("  \n".join(blocks.plain(one) for one in line.origin) or "–"))
