"""Periksa kepada sumber: contacts one tap to call, the playbook's questions, statements of other offices, and sources."""

from datetime import timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.governance.contact_kinds import ContactState, ContactUse
from models.governance.contacts import Contact
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.checks import HoaxCheck
from models.public.hoaxes.states import Found
from pages.live.hoaxes import asking, looks, recording
from pages.ui import blocks, calling, formats, uploads
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in, telling

ANSWERS = (Found.REFUTES, Found.SUPPORTS, Found.UNCLEAR, Found.NO_ANSWER)


def show_checks(case: HoaxCase, actor: Actor, *, works: bool) -> None:
    if works:
        show_contacts(case, actor)
    show_questions(case, works=works)
    for one in case.checks:
        if one.asked_of:
            show_asked(case, one, works=works)
    show_sources(case, actor)
    if works:
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                "Minta keterangan", key="statement-new", icon=":material/contact_mail:", on_click=asking.ask, args=("statement", case.pk)
            )
            if not case.objections_to_editing(actor):
                st.button("Tambah sumber", key="source-new", icon=":material/add_link:", on_click=asking.ask, args=("source", case.pk))


def show_contacts(case: HoaxCase, actor: Actor) -> None:
    """Those for verification, the tested ones first; one tap calls."""
    fresh = case.programme.rules.contact_fresh_days
    found = [one for one in Contact.directory(actor, case.programme_id, db()) if one.use is ContactUse.VERIFICATION]
    if not found:
        st.caption(say("hoaxes.empty_contacts"))
    found.sort(key=lambda one: one.state(fresh) is not ContactState.VERIFIED)
    for place, one in enumerate(found[:6]):
        tested = f"Diuji {formats.short_day(one.tested_on)}" if one.tested_on and one.reached else say("hoaxes.stale_contact")
        stale = one.state(fresh) is not ContactState.VERIFIED
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            color, icon = ("orange", "warning") if stale else ("gray", "verified")
            words = " · ".join(filter(None, (one.number, tested)))
            st.markdown(f"**{blocks.plain(one.label)}**  \n:small[:{color}[:material/{icon}: {blocks.plain(words)}]]", width="stretch")
            if link := calling.address(one):
                verb, icon = calling.VERBS[one.kind]
                st.link_button(verb, link, icon=f":material/{icon}:", type="primary" if place == 0 and not case.checks else "secondary")
            st.button("Catat hasil", key=f"check-contact-{one.pk}", on_click=asking.ask, args=("check", case.pk, one.pk))


def show_questions(case: HoaxCase, *, works: bool) -> None:
    for question in case.programme.rules.hoaxes.checks:
        made = [one for one in case.checks if one.question == question.key]
        icon = ":green[:material/check_circle:]" if made else ":gray[:material/radio_button_unchecked:]"
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            lines = [f"{icon} {blocks.plain(question.text)}"]
            lines += [f"{looks.outcome_look(one.outcome).markdown} {blocks.plain(one.note.text if one.note else '')}" for one in made]
            st.markdown("  \n".join(lines), width="stretch", help=None if made else question.guidance)
            if works and not made:
                st.button("Jawab", key=f"check-{question.key}", on_click=asking.ask, args=("check", case.pk, question.key))


def show_asked(case: HoaxCase, one: HoaxCheck, *, works: bool) -> None:
    """Somebody who was asked: what he said, or by when he will."""
    late = one.waits and one.due_at is not None and one.due_at < now()
    look = blocks.deadline(one.due_at) if one.waits else looks.outcome_look(one.outcome)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        told = one.note.text if one.note else say("hoaxes.asked_at", at=formats.short_moment(one.asked_at))
        st.markdown(f"{look.markdown} **{blocks.plain(one.asked_of)}**  \n:small[{blocks.plain(told)}]", width="stretch")
        if works and one.waits:
            kind = "primary" if late else "secondary"
            st.button("Catat jawaban", key=f"answer-{one.pk}", type=kind, on_click=asking.ask, args=("answer", case.pk, one.pk))  # type: ignore[arg-type]


def show_sources(case: HoaxCase, actor: Actor) -> None:
    if not case.kept_sources:
        st.caption(say("hoaxes.empty_sources"))
        return
    edits = not case.objections_to_editing(actor)
    st.markdown("**Sumber**")
    for one in case.kept_sources:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            file = case.file(one.file_id)
            name = f" · {blocks.plain(file.name)}" if file else ""
            link = f"  \n:small[:gray[{blocks.plain(one.link)}]]" if one.link else ""
            st.markdown(f":material/attach_file: {blocks.plain(one.label)}{name}{link}", width="stretch")
            if file:
                st.link_button("Buka", uploads.address(file.sha256), type="tertiary")
            if edits:
                drop_args = (case.pk, case.version, one.pk)
                st.button("Keluarkan", key=f"source-drop-{one.pk}", type="tertiary", on_click=drop, args=drop_args)


def show_check(case: HoaxCase, about: str | int) -> None:
    """What came of a question of the playbook, or of a call to a contact."""
    key = f"hoax-{case.pk}-check-{about}"
    contact = Contact.known(case.programme_id, db()).get(about) if isinstance(about, int) else None
    questions = {one.key: one for one in case.programme.rules.hoaxes.checks}
    if contact:
        st.markdown(f"**{blocks.plain(contact.label)}** {blocks.plain(contact.number)}")
        st.selectbox(
            "Menjawab pertanyaan (boleh kosong)", list(questions), index=None, key=f"{key}-question", placeholder="Tidak satu pun",
            format_func=lambda one: questions[one].text if one in questions else "",
        )  # fmt: skip
    elif about in questions:
        st.markdown(f"**{blocks.plain(questions[str(about)].text)}**")
        st.caption(questions[str(about)].guidance)
    show_outcome(key)
    asking.show_buttons("check-save", "Catat hasil", check, case.pk, about)


def show_outcome(key: str) -> None:
    st.pills("Hasil", list(ANSWERS), key=f"{key}-outcome", format_func=lambda one: f":gray[{say(f'hoax_outcomes.{one}')}]")
    st.text_area("Apa yang dikatakan atau ditemukan", key=f"{key}-said", height=110, placeholder="Jabatan yang menjawab, jam, dan isinya")


def check(case_id: int, about: str | int) -> None:
    state, key = st.session_state, f"hoax-{case_id}-check-{about}"
    with attempt("Hasil pemeriksaan dicatat.", then=closing) as session:
        by = signed_in(session)
        contact = about if isinstance(about, int) else None
        question = str(about) if contact is None else state.get(f"{key}-question") or ""
        outcome = Found(state.get(f"{key}-outcome") or Found.WAITING)
        case = HoaxCase.current(case_id, None, by, session)
        case.check(by, outcome, state.get(f"{key}-said") or "", question=question, contact_id=contact)


def show_statement(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}-statement"
    contacts = {one.pk: one for one in Contact.directory(me(), case.programme_id, db()) if one.use is ContactUse.VERIFICATION}
    st.text_input("Kantor yang dimintai keterangan", key=f"{key}-office", max_chars=160, placeholder="Dinas Pekerjaan Umum")
    st.selectbox(
        "Kontaknya (boleh kosong)", list(contacts), index=None, key=f"{key}-contact", placeholder="Pilih kontak",
        format_func=lambda one: f"{contacts[one].label} {contacts[one].number}" if one in contacts else "",
    )  # fmt: skip
    due = (now() + timedelta(hours=case.programme.rules.hoaxes.statement_hours)).astimezone(LOCAL)
    st.session_state.setdefault(f"{key}-due", due.replace(tzinfo=None, second=0, microsecond=0))
    st.datetime_input("Jawaban ditunggu sampai (WIB)", format="DD/MM/YYYY", step=60, key=f"{key}-due")
    asking.show_buttons("statement-save", "Minta keterangan", ask_statement, case.pk)


def ask_statement(case_id: int) -> None:
    state, key = st.session_state, f"hoax-{case_id}-statement"
    with attempt("Permintaan keterangan dicatat.", then=closing) as session:
        by = signed_in(session)
        HoaxCase.current(case_id, None, by, session).ask_statement(
            by, state.get(f"{key}-office") or "", contact_id=state.get(f"{key}-contact"), due_at=recording.aware(state.get(f"{key}-due"))
        )


def show_answer(case: HoaxCase, check_id: int) -> None:
    key = f"hoax-{case.pk}-answer-{check_id}"
    asked = next((one.asked_of for one in case.checks if one.id == check_id), "")
    st.markdown(f"**{blocks.plain(asked)}**")
    show_outcome(key)
    st.file_uploader("Surat atau tangkapan layar (boleh kosong): PDF, JPEG, atau PNG", key=f"{key}-file")
    asking.show_buttons("answer-save", "Catat jawaban", answer, case.pk, case.version, check_id)


def answer(case_id: int, seen: int, check_id: int) -> None:
    state, key = st.session_state, f"hoax-{case_id}-answer-{check_id}"
    with telling():
        kept = recording.kept_file(f"{key}-file")
        with attempt("Jawaban dicatat sebagai sumber.", then=closing) as session:
            by = signed_in(session)
            outcome = Found(state.get(f"{key}-outcome") or Found.WAITING)
            HoaxCase.current(case_id, seen, by, session).answer_statement(by, check_id, outcome, state.get(f"{key}-said") or "", kept)


def show_source(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}-source"
    st.text_input("Apa sumbernya", key=f"{key}-label", max_chars=200, placeholder="Siaran pers BMKG 16 November 2026")
    st.text_input("Tautan (boleh kosong bila ada berkas)", key=f"{key}-link", max_chars=500)
    st.file_uploader("Berkas (boleh kosong): PDF, JPEG, atau PNG", key=f"{key}-file")
    asking.show_buttons("source-save", "Tambah sumber", add_source, case.pk, case.version)


def add_source(case_id: int, seen: int) -> None:
    state, key = st.session_state, f"hoax-{case_id}-source"
    with telling():
        kept = recording.kept_file(f"{key}-file")
        with attempt("Sumber ditambahkan.", then=closing) as session:
            by = signed_in(session)
            case = HoaxCase.current(case_id, seen, by, session)
            case.add_source(by, state.get(f"{key}-label") or "", link=state.get(f"{key}-link") or "", file=kept)


def drop(case_id: int, seen: int, source_id: int) -> None:
    with attempt("Sumber dikeluarkan.") as session:
        by = signed_in(session)
        HoaxCase.current(case_id, seen, by, session).drop_source(by, source_id)
