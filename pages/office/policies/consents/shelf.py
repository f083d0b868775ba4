"""Tab Izin foto warga: siapa mengizinkan apa, sampai kapan; yang ditarik dan apa yang masih harus diturunkan."""

import streamlit as st

from data.wording import say
from models.actors import can
from models.governance.consents import PAGE, Consent, ConsentState
from models.programmes import Programme
from pages.office.policies.consents import form, one
from pages.ui import blocks
from pages.ui.session import db, me

ONLY, BEFORE = "consents-only", "consents-before"
FILTERS: dict[str, ConsentState | None] = {"Semua": None, "Berakhir": ConsentState.EXPIRED, "Ditarik": ConsentState.WITHDRAWN}


def show_consents(programme: Programme) -> None:
    st.caption(say("consents.help"))
    if arrived := st.query_params.get("izin", "").strip():
        st.session_state[one.OPENED] = int(arrived) if arrived.isdecimal() else 0
        del st.query_params["izin"]
    if opened := st.session_state.get(one.OPENED):
        one.show_consent(opened)
        return
    keeps = can(me(), "keep_consents", programme)
    if keeps:
        with st.expander("Catat izin", icon=":material/add:", key="consent-form"):
            form.show_form(programme)
    picked = st.segmented_control(
        "Keadaan", list(FILTERS), default="Semua", required=True, key=ONLY, label_visibility="collapsed",
        format_func=lambda key: f":gray[{key}]", on_change=from_the_start,
    )  # fmt: skip
    only = FILTERS.get(picked or "Semua")
    found = Consent.listed(programme, me(), db(), before=st.session_state.get(BEFORE), only=only)
    if not found:
        blocks.empty(say("consents.none_filtered" if only else "consents.none_keeper" if keeps else "consents.none"))
    for consent in found[:PAGE]:
        one.show_row(consent)
    show_leafing(found)


def show_leafing(found: list[Consent]) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(BEFORE) is not None:
            st.button("Terbaru", key="consents-first", icon=":material/first_page:", on_click=from_the_start)
        if len(found) > PAGE:
            st.button("Yang lebih lama", key="consents-older", icon=":material/chevron_right:", on_click=leaf, args=(found[PAGE - 1].pk,))


def from_the_start() -> None:
    st.session_state.pop(BEFORE, None)


def leaf(before: int) -> None:
    st.session_state[BEFORE] = before
