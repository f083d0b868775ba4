"""Laporan yang kembali dengan tanda tangan: dicocokkan dengan sidiknya, kodenya, atau diterima dengan pernyataan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.wording import say
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.signing import SignedScan
from models.results.evaluations.snapshots import report_of
from pages.ui import blocks, signed_sheets
from pages.ui.session import attempt, db, signed_in, telling

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen


def show_scans(seen: Seen) -> None:
    one = seen.evaluation
    if not one.is_over:
        return
    found = SignedScan.of(one.pk, db())
    signed = ("Sudah ditandatangani", "green") if found else (None, "gray")
    blocks.heading("Lembar bertanda tangan", signed[0], icon="task", color=signed[1])  # type: ignore[arg-type]
    with st.container(border=True, gap="small"):
        if not found:
            st.caption(say("evaluation.scan_none"))
        signed_sheets.show_scans(found, "scan")
        report = report_of(seen.snapshots)
        if report and not SignedScan.objections_to_adding(one, seen.actor):
            st.caption(say("evaluation.scan_help", code=report.code))
            signed_sheets.show_form(f"scan-{one.pk}", "laporan", add, one.pk)


def add(evaluation_id: int) -> None:
    with telling():
        facts = signed_sheets.given(f"scan-{evaluation_id}")
        with attempt(say("evaluation.scan_saved")) as session:
            by = signed_in(session)
            SignedScan.add(Evaluation.current(evaluation_id, None, by.teams, session), by, **facts)
