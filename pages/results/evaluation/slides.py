"""Halaman-halaman rapat: tindak lanjut lama, semua target, setiap angka yang menyimpang, tujuan, catatan, putusan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.results.evaluations.aims import AimState
from models.results.evaluations.effectiveness import Effectiveness, subjects
from models.results.evaluations.findings import EvaluationNote
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.prefilled import FigureLine, deviations
from pages.results.evaluation import notes
from pages.results.evaluation.figures import beside
from pages.ui import blocks, evaluation_words, target_bars
from pages.ui.session import db

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen

SINGLE = 4  # deviations that get a page of their own


def of(seen: Seen) -> list[Callable[[Seen], None]]:
    single = [partial(show_figure, line=one) for one in deviations(seen.lines)[:SINGLE]]
    return [show_old, show_targets, *single, show_aims, show_notes, show_verdicts]


def statement(words: str) -> None:
    st.title(blocks.plain(words), anchor=False)


def show_old(seen: Seen) -> None:
    one = seen.evaluation
    found = FollowUp.inherited(one.programme_id, one.pk, one.opened_at, db())
    late, done = sum(it.is_late for it in found), sum(it.state == "done" for it in found)
    if not found:
        statement("Tidak ada tindak lanjut lama yang tersisa")
        return
    statement(f"{done} dari {len(found)} tindak lanjut selesai" + (f", {late} lewat tenggat" if late else ""))
    for it in found[:9]:
        due = say("evaluation.owner_due", owner=it.owner.name, due=it.due_on.strftime("%d/%m/%Y"))
        st.markdown(f"## {evaluation_words.follow_up_look(it).markdown} {blocks.plain(it.title)} :gray[{blocks.plain(due)}]")


def show_targets(seen: Seen) -> None:
    statement(evaluation_words.headline(seen.lines))
    aimed = [one for one in seen.lines if one.share is not None]
    if aimed:
        target_bars.show_bars(aimed, scale=1.7)
    missing = [one.label for one in seen.lines if one.value is None]
    if missing:
        st.caption(blocks.plain(f"{say('evaluation.no_data')}: {', '.join(missing)}"))
    if words := evaluation_words.later(seen.later):
        st.caption(words)


def show_figure(seen: Seen, line: FigureLine) -> None:
    value, target = evaluation_words.amount(line.value, line), evaluation_words.amount(line.target, line)
    statement(" ".join(f"{line.label}: {value} {evaluation_words.unit(line)} dari target {target}".split()))
    moved = evaluation_words.change(line)
    st.markdown(
        f"## {evaluation_words.figure_look(line).markdown} {blocks.plain(evaluation_words.percent(line))} :gray[{blocks.plain(moved)}]"
    )
    for part in beside(line):
        st.markdown(f"## :gray[{blocks.plain(part)}]")
    for part in line.origin[:4]:
        st.markdown(f"## :gray[{blocks.plain(part)}]")


def show_aims(seen: Seen) -> None:
    rules = {one.key: one for one in seen.evaluation.programme.rules.aims}
    rows = [one for one in seen.evaluation.aims if one.key in rules]
    reached = sum(one.state is AimState.REACHED for one in rows)
    statement(f"{reached} dari {len(rows)} tujuan, manfaat, dan hasil tercapai")
    for one in rows:
        state = one.state if one.state is not AimState.OPEN else one.before or AimState.OPEN
        st.markdown(f"## {evaluation_words.aim_look(state).markdown} {blocks.plain(rules[one.key].text)}")


def show_notes(seen: Seen) -> None:
    found = EvaluationNote.of(seen.evaluation.pk, db())
    statement("Catatan evaluasi" if found else "Belum ada catatan evaluasi")
    for one in found[:8]:
        st.markdown(f"## {notes.look(one.kind).markdown} {blocks.plain(one.text)}")


def show_verdicts(seen: Seen) -> None:
    judged, rules = Effectiveness.of(seen.evaluation.pk, db()), seen.evaluation.programme.rules
    whole = judged.get(subjects(rules)[0])
    statement(f"Putusan efektivitas: {say(f'verdicts.{whole.verdict}').lower()}" if whole else "Putusan efektivitas belum diambil")
    for about in subjects(rules):
        known = judged.get(about)
        badge = evaluation_words.verdict_look(known.verdict) if known else blocks.Look(say("evaluation.no_verdict"), "gray", "pending")
        st.markdown(f"## {badge.markdown} {blocks.plain(evaluation_words.subject(about, rules))}")
        if known:
            st.text(known.note.text)
