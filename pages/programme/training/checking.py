"""Memeriksa keaslian sertifikat dengan nomornya atau sidik digitalnya."""

import re

import streamlit as st

from data.wording import say
from models.governance.holding_trainings import certificate
from models.governance.trainings import Training
from pages.documents.certificate import identity
from pages.ui import blocks, formats
from pages.ui.session import db, me

HASH = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"plt/[^/]+/\d{4}/\d+/(\d+)")


def show_check() -> None:
    """From the code on the paper, or typed."""
    asked = st.query_params.get("sertifikat", "")
    with st.expander("Periksa sertifikat", icon=":material/verified:", expanded=bool(asked), key="certificate-check"):
        typed = st.text_input(
            "Nomor atau sidik digital", value=asked, key="certificate-hash", max_chars=80, help=say("training.check_help")
        )
        wanted = "".join((typed or "").lower().split())
        if wanted:
            show_answer(wanted)


def show_answer(wanted: str) -> None:
    number = NUMBER.fullmatch(wanted)
    seat = Training.certified(wanted, me(), db()) if HASH.fullmatch(wanted) else None
    if number and (seat := Training.numbered(int(number[1]), me(), db())) and identity(seat.training, seat).lower() != wanted:
        seat = None
    if seat is None:
        st.error(say("training.forged"), icon=":material/gpp_bad:")
        return
    training = seat.training
    if certificate(training, seat) != seat.certificate:
        st.warning(say("training.altered"), icon=":material/gpp_maybe:")
        return
    hours = formats.number(training.hours, 1).removesuffix(",0")
    words = say("training.genuine", name=seat.person.name, title=training.title, day=formats.day(training.held_on), hours=hours)
    st.success(blocks.plain(words), icon=":material/verified:")
    st.caption(say("training.check_paper", number=identity(training, seat), digest=seat.certificate))
