"""Laporan yang kembali dengan tanda tangan: dicocokkan dengan sidiknya, kodenya, atau diterima dengan pernyataan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from data import files
from data.wording import say
from models.content.media import MediaRole
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.signing import SignedScan
from models.results.evaluations.snapshots import report_of
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, db, signed_in, telling

if TYPE_CHECKING:
    from pages.results.evaluation.one import Seen

MARK = re.compile(rb"simpul-laporan:([0-9a-f]{64})")


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
        for scan in found:
            show_scan(scan)
        report = report_of(seen.snapshots)
        if report and not SignedScan.objections_to_adding(one, seen.actor):
            st.caption(say("evaluation.scan_help", code=report.code))
            st.file_uploader("Laporan bertanda tangan, PDF paling besar 20 MB", key=f"scan-{one.pk}", type=["pdf"])
            st.text_input("Kode laporan yang tercetak (untuk hasil pindai)", key=f"scan-code-{one.pk}", max_chars=20)
            st.text_area(
                "Pernyataan, bila berkas tidak dapat dicocokkan (boleh kosong)", key=f"scan-statement-{one.pk}", max_chars=600, height=80
            )
            st.button("Simpan laporan bertanda tangan", key="scan-save", icon=":material/upload_file:", on_click=add, args=(one.pk,))


def show_scan(scan: SignedScan) -> None:
    who = scan.by.name if scan.by else "–"
    st.markdown(f":green-badge[:material/task_alt: {say(f'scan_matches.{scan.match}')}] {blocks.plain(scan.name)}")
    st.caption(blocks.plain(f"{who}, {formats.moment(scan.at)}"))
    if scan.note:
        st.text(scan.note.text)
    if files.exists(scan.sha256):
        st.download_button(
            "Unduh", key=f"scan-get-{scan.pk}", icon=":material/download:", file_name=scan.name, on_click="ignore",
            data=lambda: files.read(scan.sha256),
        )  # fmt: skip


def add(evaluation_id: int) -> None:
    with telling():
        uploaded = st.session_state.get(f"scan-{evaluation_id}")
        if not uploaded:
            return
        data = uploaded.getvalue()
        media = uploads.kept(data, uploaded.name, MediaRole.LETTER)
        mark = MARK.search(data)
        with attempt(say("evaluation.scan_saved")) as session:
            by = signed_in(session)
            SignedScan.add(
                Evaluation.current(evaluation_id, None, by.teams, session), by, sha256=media.sha256, name=media.name, type=media.type,
                carries=mark[1].decode() if mark else "", code=st.session_state.get(f"scan-code-{evaluation_id}") or "",
                statement=st.session_state.get(f"scan-statement-{evaluation_id}") or "",
            )  # fmt: skip
