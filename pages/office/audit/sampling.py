"""Bagian Uji petik: saringan, angka acak, dan yang terambil."""

import secrets

import streamlit as st

from data.wording import say
from models.governance import samples
from models.governance.samples import LARGEST, LETTER_LENGTH, SEED_LENGTH, Criteria, Sample
from models.playbooks import Playbook
from models.programmes import Programme
from pages.office.audit.drawn import show_drawn
from pages.office.audit.spans import chosen_span
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import attempt, db, me, signed_in

USUAL = 20
SEED, SIZE, LETTER, CHOSEN = "sample-seed", "sample-size", "sample-letter", "sample-chosen"


def show_sampling() -> None:
    programme = one_programme("audit-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    st.caption(say("audit.sample_help"))
    refused = samples.objections(programme, me())
    for issue in refused:
        blocks.field_issue(issue)
    if not refused:
        show_form(programme)
    show_drawn(programme, st.session_state.get(CHOSEN))


def show_form(programme: Programme) -> None:
    rules, letter = programme.rules, samples.sent_by(me(), programme.pk, db())
    with st.container(border=True, gap="small"):
        first, second, third = st.columns(3)
        with first:
            since, until = chosen_span("sample")
        second.number_input("Jumlah konten", 1, LARGEST, USUAL, key=SIZE, persist_state="session")
        st.session_state.setdefault(SEED, f"{secrets.randbelow(10**6):06d}")
        third.text_input("Angka acak", key=SEED, max_chars=SEED_LENGTH)
        picked = show_criteria(rules)
        if letter:
            st.caption(say("audit.sample_letter", letter=letter))
        else:
            st.text_input("Nomor surat tugas (boleh kosong)", key=LETTER, max_chars=LETTER_LENGTH)
        criteria = Criteria(since, until, *picked) if since and until else None
        st.button(
            "Ambil uji petik", type="primary", icon=":material/casino:", key="sample-draw", on_click=draw, args=(programme.pk, criteria),
            disabled=criteria is None,
        )  # fmt: skip


def show_criteria(rules: Playbook) -> list[tuple[str, ...]]:
    """Types, channels and lanes; none chosen means all."""
    offered = {
        "Jenis informasi": {one.key: one.label for one in rules.types}, "Kanal": {one.key: one.label for one in rules.channels},
        "Jalur": {one.key: one.label for one in rules.lanes},
    }  # fmt: skip
    labels = {key: label for named in offered.values() for key, label in named.items()}
    return [
        tuple(place.multiselect(what, list(named), key=f"sample-{what}", placeholder="Semua", format_func=lambda one: labels.get(one, one)))
        for place, (what, named) in zip(st.columns(3), offered.items(), strict=True)
    ]


def draw(programme_id: int, criteria: Criteria) -> None:
    seed, size, letter = (st.session_state.get(key) for key in (SEED, SIZE, LETTER))
    made: list[Sample] = []

    def show() -> None:
        st.session_state[CHOSEN] = made[0].pk

    with attempt(then=show) as session:
        by = signed_in(session)
        made.append(Sample.draw(Programme.find(programme_id, session), criteria, size or 0, seed or "", by, session, letter=letter or ""))
