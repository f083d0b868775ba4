"""Tab Permintaan data: apa yang diminta warga atas datanya, dan berapa lama lagi; hanya untuk Admin Aplikasi."""

import streamlit as st

from data.wording import say
from models.governance.requests import LENGTHS, DataRequest, RequestOutcome, Wanted
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in


def show_requests(_: Programme) -> None:
    st.caption(say("requests.help"))
    with st.expander("Catat permintaan", icon=":material/add:", key="request-form"):
        show_form()
    found = DataRequest.listed(me(), db())
    if not found:
        blocks.empty(say("requests.none"))
    for one in found:
        show_request(one)


def show_form() -> None:
    kinds = {one: say(f"wanted.{one}") for one in Wanted}
    st.selectbox("Yang diminta", list(kinds), key="request-wanted", format_func=lambda one: kinds[one])
    st.text_input("Nama peminta", key="request-name", max_chars=LENGTHS["name"])
    st.text_input("Cara menghubungi (boleh kosong)", key="request-contact", max_chars=LENGTHS["contact"])
    st.text_area("Isi permintaan (boleh kosong)", key="request-wish", max_chars=LENGTHS["wish"], height=90)
    st.button("Catat permintaan", key="request-save", type="primary", icon=":material/save:", on_click=receive)


def show_request(one: DataRequest) -> None:
    title = f"{say('requests.number', number=one.pk)} · {say(f'wanted.{one.wanted}')}"
    look = blocks.deadline(one.due_at)
    meta = say("requests.came", at=formats.moment(one.received_at))
    if one.closed_at and one.outcome:
        look = blocks.Look(say(f"request_outcomes.{one.outcome}"), "green" if one.outcome is RequestOutcome.DONE else "gray", "task_alt")
        meta = say("requests.closed_at", at=formats.moment(one.closed_at), outcome=say(f"request_outcomes.{one.outcome}"))
    with st.container(border=True, gap="xsmall"):
        with blocks.row_of(title, meta, look, border=False):
            if one.closed_at is None:
                show_verbs(one)
        for words in filter(None, (one.party.name, one.party.contact, one.party.wish, one.note.text if one.note else "")):
            st.text(words)
        if one.wanted is Wanted.ERASURE and one.closed_at is None:
            st.caption(say("requests.command"))
            st.code(f'python -m data erase --name "…" --request {one.pk} --admin … --reason "…"', language=None)


def show_verbs(one: DataRequest) -> None:
    outcomes = {each: say(f"request_outcomes.{each}") for each in RequestOutcome}
    with st.popover("Tutup", key=f"request-close-{one.pk}"):
        st.selectbox("Hasil", list(outcomes), key=f"request-outcome-{one.pk}", format_func=lambda each: outcomes[each])
        st.text_area("Apa yang dilakukan, atau mengapa tidak", key=f"request-answer-{one.pk}", height=90)
        st.button("Tutup permintaan", key=f"request-done-{one.pk}", type="primary", on_click=close, args=(one.pk, one.version))


def receive() -> None:
    state = st.session_state
    with attempt(say("requests.received"), then=forget) as session:
        DataRequest.receive(
            Wanted(state["request-wanted"]), state["request-name"], signed_in(session), session,
            contact=state["request-contact"], wish=state["request-wish"],
        )  # fmt: skip


def forget() -> None:
    for key in ("name", "contact", "wish"):
        st.session_state[f"request-{key}"] = ""


def close(request_id: int, seen: int) -> None:
    state = st.session_state
    with attempt(say("requests.closed")) as session:
        by = signed_in(session)
        outcome = RequestOutcome(state[f"request-outcome-{request_id}"])
        DataRequest.current(request_id, seen, by, session).close(by, outcome, state[f"request-answer-{request_id}"] or "")
