"""Satu berita acara serah terima: cetakannya, dan lembarnya yang kembali bertanda tangan."""

import streamlit as st

from data.wording import say
from models.governance import handover_scans
from models.governance.handover_scans import HandoverScan
from models.governance.handovers import Handover
from pages.documents import handover as printed
from pages.ui import blocks, formats, signed_sheets
from pages.ui.session import attempt, me, signed_in, telling


def show(one: Handover, scans: list[HandoverScan]) -> None:
    words = say("handovers.from_to", giver=one.giver.name, receiver=one.receiver.name)
    stayed = len(one.items) - len(one.moved)
    meta = [one.number or say("handovers.no_number"), formats.day(one.held_on), say("handovers.moved", count=len(one.moved))]
    if stayed:
        meta.append(say("handovers.stayed", count=stayed))
    signed = ("signed", "green", "task_alt") if scans else ("unsigned", "gray", "draw")
    look = blocks.Look(say(f"handovers.{signed[0]}"), signed[1], signed[2])  # type: ignore[arg-type]
    adds = not HandoverScan.objections_to_adding(one, me())
    with st.container(border=True, gap="xsmall"):
        with blocks.row_of(words, " · ".join(meta), look, border=False):
            st.download_button(
                "Cetak", key=f"handover-print-{one.pk}", icon=":material/print:", data=printed.offered(one.pk),
                file_name=printed.file_name(one), mime="application/pdf", on_click="ignore",
            )  # fmt: skip
        if scans or adds:
            with st.expander("Lembar bertanda tangan", icon=":material/task:", key=f"handover-scans-{one.pk}"):
                signed_sheets.show_scans(scans, "handover-scan")
                if adds:
                    st.caption(say("handovers.scan_help", code=handover_scans.code(one)))
                    signed_sheets.show_form(f"handover-scan-{one.pk}", "berita acara", add_scan, one.pk)


def add_scan(handover_id: int) -> None:
    with telling():
        facts = signed_sheets.given(f"handover-scan-{handover_id}")
        with attempt(say("handovers.scan_saved")) as session:
            by = signed_in(session)
            HandoverScan.add(Handover.find(handover_id, by, session), by, session, **facts)
