"""An evidence package put together while its maker looks on: on disk, kept, then recorded; only what the log knows of is handed out."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from sqlmodel import Session
from streamlit.delta_generator import DeltaGenerator

from data import files
from data.database import reading
from data.wording import say
from models.actors import Actor
from models.governance.evidence_packages import EvidencePackage
from models.governance.spans import Span
from pages.documents import evidence_bag
from pages.ui.session import attempt, notice, signed_in, telling


def pack(span_for: Callable[[Session, Actor], Span], *, dossiers: bool = False) -> None:
    """`span_for` finds, for who is there at the click, what the package speaks of."""
    bar = st.progress(0.0, say("final_package.making"))
    with telling(), tempfile.TemporaryDirectory(prefix="simpul-") as folder:
        target = Path(folder) / "paket.zip"
        with reading() as session:
            by = signed_in(session)
            span = span_for(session, by)
            made = evidence_bag.make(span, session, by, target, _moving(bar), dossiers=dossiers)
        kept = files.keep_large(target)
        with attempt() as session:
            EvidencePackage.record(
                span, signed_in(session), session, digest=kept.sha256, size=kept.size, files=made.files, missing=made.missing
            )
            notice("done", say("final_package.made"))
    bar.empty()


def _moving(bar: DeltaGenerator) -> Callable[[float], None]:
    def move(share: float) -> None:
        bar.progress(min(1.0, share), say("final_package.making"))

    return move
