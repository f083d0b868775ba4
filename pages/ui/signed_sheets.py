"""Papers that come back signed: each as it was matched, and the form that takes the next one."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from data import files
from data.wording import say
from models.content.media import MediaRole
from models.errors import NotReady
from models.governance.handover_scans import HandoverScan
from models.issues import Issue
from models.results.evaluations.signing import SignedScan
from pages.ui import blocks, formats, uploads

MARK = re.compile(rb"simpul-(?:laporan|serah-terima):([0-9a-f]{64})")


def show_scans(scans: Sequence[SignedScan | HandoverScan], key: str) -> None:
    """The newest first, each to download."""
    for scan in scans:
        who = scan.by.name if scan.by else "–"
        st.markdown(f":green-badge[:material/task_alt: {say(f'scan_matches.{scan.match}')}] {blocks.plain(scan.name)}")
        st.caption(blocks.plain(f"{who}, {formats.moment(scan.at)}"))
        if scan.note:
            st.text(scan.note.text)
        if files.exists(scan.sha256):
            st.download_button(
                "Unduh", key=f"{key}-get-{scan.pk}", icon=":material/download:", file_name=scan.name, on_click="ignore",
                data=partial(files.read, scan.sha256),
            )  # fmt: skip


def show_form(key: str, what: str, act: Callable[..., None], *args: Any) -> None:
    """A PDF, the code printed on it or a statement; `what` is the paper's name in a sentence, `act` the callback."""
    st.file_uploader(f"{what.capitalize()} bertanda tangan, PDF paling besar 20 MB", key=key, max_upload_size=20)
    st.text_input(f"Kode {what} yang tercetak (untuk hasil pindai)", key=f"{key}-code", max_chars=20)
    st.text_area("Pernyataan, bila berkas tidak dapat dicocokkan (boleh kosong)", key=f"{key}-statement", max_chars=600, height=80)
    st.button(f"Simpan {what} bertanda tangan", key=f"{key}-save", icon=":material/upload_file:", on_click=act, args=args)


def given(key: str) -> dict[str, str]:
    """What the form holds, its file kept; NotReady without a file."""
    uploaded = st.session_state.get(key)
    if not uploaded:
        raise NotReady(Issue("file", "scan_missing"))
    data = uploaded.getvalue()
    media, mark = uploads.kept(data, uploaded.name, MediaRole.LETTER), MARK.search(data)
    return {
        "sha256": media.sha256,
        "name": media.name,
        "type": media.type,
        "carries": mark[1].decode() if mark else "",
        "code": st.session_state.get(f"{key}-code") or "",
        "statement": st.session_state.get(f"{key}-statement") or "",
    }
