"""Laporan: yang masih kurang, menetapkan, menutup, adendum, berkas cetak, dan hasil yang ditandatangani."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.freezing import late_figures
from models.results.evaluations.signing import EvaluationSignature
from models.results.evaluations.snapshots import EvaluationSnapshot, addenda_of, report_of
from pages.documents import evaluation_report
from pages.results.evaluation import scans
from pages.ui import blocks, evaluation_words, formats
from pages.ui.session import attempt, db, signed_in

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen

SIGNATURES = 2


def show_report(seen: Seen) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        show_ending(seen)
        show_addenda(seen)
    with right:
        show_files(seen)
        scans.show_scans(seen)


def show_ending(seen: Seen) -> None:
    one = seen.evaluation
    report = report_of(seen.snapshots)
    blocks.heading("Penetapan", icon="draw")
    with st.container(border=True, gap="small"):
        if report and not one.is_open:
            show_signatures(report)
        if one.is_open:
            show_settling(seen)
        elif one.state == "settled":
            show_closing(seen)


def show_settling(seen: Seen) -> None:
    one = seen.evaluation
    if barred := one.objections_to_settling(seen.actor):
        st.markdown(f"**{say('evaluation.still_open')}**")
        blocks.issues_list(barred)
        st.button("Tetapkan", key="settle-barred", icon=":material/lock:", disabled=True)
        return
    st.markdown(f":green[:material/check_circle: {say('evaluation.ready')}]")
    blocks.confirm(say("evaluation.settle_ask"), "Tetapkan", settle, one.pk, one.version, key="settle", icon="lock")


def show_closing(seen: Seen) -> None:
    one = seen.evaluation
    if barred := one.objections_to_closing(seen.actor):
        st.caption(say("evaluation.waits_for_second"))
        blocks.issues_list(barred)
    else:
        blocks.confirm(say("evaluation.close_ask"), "Tutup evaluasi", close, one.pk, one.version, key="close", icon="lock")
    if not one.objections_to_taking_back(seen.actor):
        with st.popover("Kembalikan ke pembahasan", icon=":material/undo:", key="ask-take-back"):
            st.text_area("Alasan", key=f"back-{one.pk}", height=90)
            st.button("Ya, kembalikan", key="take-back", on_click=take_back, args=(one.pk, one.version))


def show_signatures(snapshot: EvaluationSnapshot) -> None:
    for signed in EvaluationSignature.of([snapshot.pk], db()).get(snapshot.pk, []):
        words = say("evaluation.signature", name=signed.name, number=formats.number(signed.anchor_number), at=formats.moment(signed.at))
        st.markdown(f":green[:material/draw:] {blocks.plain(words)}")
    st.caption(f"Sidik digital {snapshot.digest}")


def show_addenda(seen: Seen) -> None:
    one = seen.evaluation
    if not one.is_over:
        return
    added = addenda_of(seen.snapshots)
    blocks.heading("Adendum", len(added), icon="post_add")
    for number, snapshot in enumerate(added, start=1):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**Adendum {number}** · {formats.day(snapshot.taken_at.date())}")
            st.text(snapshot.told["reason"])
            for line in snapshot.lines:
                value = evaluation_words.amount(line.value, line)
                st.markdown(f":small[{blocks.plain(line.label)}: **{blocks.plain(value)}** · {evaluation_words.figure_state(line)}]")
            show_signatures(snapshot)
    if added and not one.objections_to_signing_addendum(seen.actor):
        blocks.confirm(say("evaluation.close_ask"), "Tandatangani adendum", sign_addendum, one.pk, one.version, key="addendum-sign")
    with st.container(border=True, gap="small"):
        late = late_figures(one)
        if added and waits(added[-1]):
            st.markdown(f":small[:orange[:material/hourglass_top: {say('evaluation.addendum_waits', number=len(added))}]]")
        st.caption(say("evaluation.addendum_help", count=len(late)) if late else say("evaluation.addendum_none"))
        for before, line in late:
            old, new = (evaluation_words.amount(known.value if known else None, line) for known in (before, line))
            st.markdown(f":small[{blocks.plain(f'{line.label}: {old} menjadi {new}')}]")
        if late and not one.objections_to_adding(seen.actor):
            st.text_area("Alasan", key=f"addendum-{one.pk}", height=90)
            st.button("Susun adendum", key="addendum-add", icon=":material/post_add:", on_click=add, args=(one.pk, one.version))


def waits(snapshot: EvaluationSnapshot) -> bool:
    """For its second signature; until then its figures don't stand in the report."""
    return len(EvaluationSignature.of([snapshot.pk], db()).get(snapshot.pk, [])) < SIGNATURES


def show_files(seen: Seen) -> None:
    blocks.heading("Berkas laporan", icon="description")
    with st.container(border=True, gap="small"):
        st.caption(say("evaluation.report_help"))
        one = seen.evaluation
        with st.container(horizontal=True, gap="xsmall"):
            for form, label in (("pdf", "Laporan PDF"), ("docx", "Laporan Word"), ("xlsx", "Data XLSX")):
                st.download_button(
                    label, key=f"report-{form}", icon=":material/download:", data=evaluation_report.offered(one.pk, form),
                    file_name=evaluation_report.file_name(one, form), mime=evaluation_report.TYPES[form], on_click="ignore",
                )  # fmt: skip


def settle(evaluation_id: int, seen: int) -> None:
    with attempt(say("evaluation.settled")) as session:
        by = signed_in(session)
        Evaluation.current(evaluation_id, seen, by.teams, session).settle(by)


def close(evaluation_id: int, seen: int) -> None:
    with attempt(say("evaluation.closed")) as session:
        by = signed_in(session)
        Evaluation.current(evaluation_id, seen, by.teams, session).close(by)


def take_back(evaluation_id: int, seen: int) -> None:
    with attempt(say("evaluation.taken_back")) as session:
        by = signed_in(session)
        Evaluation.current(evaluation_id, seen, by.teams, session).take_back(by, st.session_state.get(f"back-{evaluation_id}") or "")


def add(evaluation_id: int, seen: int) -> None:
    with attempt(say("evaluation.addendum_written")) as session:
        by = signed_in(session)
        Evaluation.current(evaluation_id, seen, by.teams, session).add(by, st.session_state.get(f"addendum-{evaluation_id}") or "")


def sign_addendum(evaluation_id: int, seen: int) -> None:
    with attempt(say("evaluation.addendum_signed")) as session:
        by = signed_in(session)
        Evaluation.current(evaluation_id, seen, by.teams, session).sign_addendum(by)
