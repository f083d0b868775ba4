"""Is the log still whole, and how it is taken out of the house."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.database import reading
from data.wording import say
from models import log_views, verification
from models.base import now
from models.content import indonesian
from models.entries import Entry
from models.log_views import LogFilters
from pages.documents import log_export
from pages.ui import formats
from pages.ui.session import db, me, programmes

CHECKED = "audit-checked"


def show_integrity() -> None:
    """The chain is walked in a reading of its own; nothing else waits for it."""
    with st.popover("Keutuhan", icon=":material/verified_user:"):
        number, head = Entry.head(db())
        st.caption(say("audit.anchor"))
        st.code(f"{number}:{head}", language=None, wrap_lines=True)
        kept = st.text_input("Bandingkan dengan segel yang disimpan", placeholder="NOMOR:SIDIK", key="audit-kept")
        if st.button("Periksa keutuhan", type="primary", key="audit-check"):
            check(kept, number)


def check(kept: str, total: int) -> None:
    known, _, digest = kept.strip().lower().partition(":")
    if kept.strip() and not (known.isdecimal() and len(digest) == 64):
        st.error(say("audit.odd_anchor"))
        return
    bar = st.progress(0.0, say("audit.checking"))
    with reading() as session:
        anchors = {int(known): digest} if known else None
        found = verification.verify(session, anchors, progress=lambda count: _advance(bar, count / max(1, total)))
    bar.empty()
    faults = [(one.number, one.reason) for one in found.faults[:20]]
    st.session_state[CHECKED] = {"count": found.count, "head": found.head, "faults": faults, "at": now()}


def show_checked() -> None:
    """What the last check of this visit found, and when."""
    result = st.session_state.get(CHECKED)
    if result is None:
        return
    when = say("audit.checked_at", at=indonesian.moment(result["at"]))
    if not result["faults"]:
        whole = say("audit.whole", count=formats.number(result["count"]), number=result["count"], head=result["head"])
        st.success(f"{whole}  \n{when}", icon=":material/verified:")
        return
    lines = [say("audit.broken", number=number, reason=say(f"audit_faults.{reason}")) for number, reason in result["faults"]]
    st.error("  \n".join([*lines, when]), icon=":material/gpp_bad:")


def _advance(bar: DeltaGenerator, share: float) -> None:
    bar.progress(min(1.0, share))


def show_export(filters: LogFilters) -> None:
    whole, some = log_views.reads_whole_log(me()), log_views.exportable(me(), programmes())
    with st.popover("Ekspor", icon=":material/download:"):
        st.caption(say("audit.export_csv"))
        st.download_button(
            "Unduh tabel (CSV)", log_export.offered("csv", filters), "log-keputusan.csv", "text/csv", on_click="ignore",
            disabled=not (whole or some), key="audit-csv",
        )  # fmt: skip
        st.caption(say("audit.export_sealed"))
        st.download_button(
            "Unduh log utuh (ZIP)", log_export.offered("jsonl", filters), "log-keputusan.zip", "application/zip", on_click="ignore",
            disabled=not whole, key="audit-zip",
        )  # fmt: skip
        if not whole:
            st.caption(f":orange[{say('issues.log_export_not_allowed')}]")
