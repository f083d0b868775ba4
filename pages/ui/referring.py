"""Rujukan: a case handed to an official channel, what came back, and what the citizen was told; for any page of cases."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from data.wording import say
from models.actors import READ_ONLY, Actor
from models.programmes import Programme
from models.public.cases import CASES
from models.public.referrals import PAGE, Referral, ReferralState
from pages.ui import blocks, calling, formats
from pages.ui.session import attempt, db, me, signed_in

LOOKS: dict[str, tuple[blocks.Color, str]] = {
    "sent": ("blue", "send"), "received": ("blue", "mark_email_read"), "processing": ("orange", "pending"),
    "answered": ("violet", "reply"), "late": ("red", "alarm"), "done": ("green", "check_circle"),
}  # fmt: skip
FIELDS = ("target", "kind", "words", "office", "contact", "number")


def show_referring(case: Any, programme: Programme) -> None:
    """The case's referrals with their next step, and the form for another one; `case` was loaded in this view."""
    found = show_kept(case)
    objections = Referral.objections_to_sending(case, me())
    if not objections:
        key = f"refer-form-{case.__tablename__}-{case.pk}-{len(found)}"  # a referral that was sent shuts the form behind it
        with st.expander("Rujuk ke kanal resmi", icon=":material/forward_to_inbox:", expanded=not found, key=key):
            show_form(case, programme)
    elif not found:
        blocks.issues_list(objections)


def show_kept(case: Any) -> Sequence[Referral]:
    """Those sent so far, newest first, the finished ones too: what came of it stays with the case."""
    found = Referral.of_case(case, me(), db())
    for one in found:
        show_referral(one, me())
    return found


def show_desk(
    actor: Actor, programme_ids: Sequence[int], subject: str, open_case: Callable[[int], None], after: tuple[Any, int] | None = None
) -> Sequence[Referral]:
    """The tab "Dirujuk": open referrals by due time; `open_case` gets the case's id. Gives what was found, one more than shown if any."""
    found = Referral.desk(actor, programme_ids, db(), subject=subject, after=after)
    if not found:
        blocks.empty(say("referring.empty"))
    titles = CASES[subject].titles({one.subject_id for one in found}, actor, db()) if found else {}
    for one in found[:PAGE]:
        with blocks.row_of(titles.get(one.subject_id) or say("referring.case", id=one.subject_id), line(one), look(one)):
            st.button("Buka", key=f"referred-{one.pk}", on_click=open_case, args=(one.subject_id,))
    return found


def look(one: Referral) -> blocks.Look:
    color, icon = LOOKS[one.shown_state]
    return blocks.Look(say(f"referral_states.{one.shown_state}"), color, icon)


def line(one: Referral) -> str:
    """Where it is, since when, until when, under which number."""
    parts = [one.where, one.kind_rule.label if one.kind_rule else one.kind, f"nomor {one.number}" if one.number else "belum bernomor"]
    if one.is_open:
        parts.append(f"dikirim {formats.short_moment(one.sent_at)}, tenggat {formats.short_moment(one.due_at)}")
    elif one.closed_at:
        parts.append(f"selesai {formats.short_moment(one.closed_at)}")
    return " · ".join(parts)


def show_referral(one: Referral, actor: Actor) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{look(one).markdown} **{blocks.plain(one.where)}**  \n:small[:gray[{blocks.plain(line(one))}]]")
        show_texts(one, actor)
        if one.contact and one.is_open:
            calling.show_contact(one.contact, one.programme.rules.contact_fresh_days, key=f"call-referral-{one.pk}")
        if not one.objections_to_following(actor):
            show_steps(one)


def show_texts(one: Referral, actor: Actor) -> None:
    """Only the team reads them: they may speak of citizens."""
    texts = {"Yang dirujuk": one.words, "Hasilnya": one.outcome, "Disampaikan kepada warga": one.told}
    if not actor.roles(one.programme_id) - READ_ONLY:
        st.caption(say("referring.team_only"))
        return
    for label, note in texts.items():
        if note:
            st.caption(label)
            st.text(note.text or say("referring.erased"))


def show_steps(one: Referral) -> None:
    """The next step first; nothing goes back."""
    key = f"referral-{one.pk}"
    if one.state is ReferralState.ANSWERED:
        st.text_area("Yang disampaikan kepada warga", key=f"{key}-told", height=90)
        st.button("Selesaikan rujukan", type="primary", key=f"{key}-finish", on_click=finish, args=(one.pk, one.version))
        return
    with st.container(horizontal=True, gap="xsmall"):
        if following := one.next_states():
            verb = {ReferralState.RECEIVED: "Catat diterima", ReferralState.PROCESSING: "Catat diproses"}[following[0]]
            with st.popover(verb, key=f"{key}-on"):
                st.text_input("Nomor dari tujuan (boleh kosong)", value=one.number, key=f"{key}-number", max_chars=60)
                st.button("Catat", key=f"{key}-advance", on_click=advance, args=(one.pk, one.version, following[0].value))
        with st.popover("Catat jawaban", key=f"{key}-back"):
            st.text_area("Hasil atau jawabannya", key=f"{key}-outcome", height=110)
            st.button("Simpan jawaban", type="primary", key=f"{key}-answer", on_click=answer, args=(one.pk, one.version))


def show_form(case: Any, programme: Programme) -> None:
    """What each channel takes, by when it should answer, and whom to call."""
    rules, key = programme.rules.referrals, f"refer-{case.__tablename__}-{case.pk}"
    targets = {one.key: one for one in rules.targets}
    target = targets[
        st.selectbox("Tujuan", list(targets), key=f"{key}-target", format_func=lambda one: targets[one].label) or next(iter(targets))
    ]
    st.caption(blocks.plain(target.help))
    st.selectbox("Jenis laporan", target.classes, key=f"{key}-kind", format_func=lambda one: within(programme, one))
    if target.named:
        st.text_input("Kantor atau instansi", key=f"{key}-office", max_chars=120)
    calling.show_choice(programme, key)
    st.text_area("Yang diminta atau dilaporkan", key=f"{key}-words", height=110, help=say("referring.words_help"))
    st.text_input("Nomor tiket (boleh menyusul)", key=f"{key}-number", max_chars=60)
    st.button("Rujuk", type="primary", key=f"{key}-send", on_click=send, args=(str(case.__tablename__), case.pk, case.version))


def within(programme: Programme, kind: str) -> str:
    one = programme.rules.referrals.class_of(kind)
    return f"{one.label} ({f'{formats.number(one.hours, 1)} jam' if one.hours else f'{one.days} hari kerja'})"


def send(subject: str, subject_id: int, seen: int) -> None:
    given = {name: st.session_state.get(f"refer-{subject}-{subject_id}-{name}") for name in FIELDS}

    def forget() -> None:
        for name in FIELDS:
            st.session_state.pop(f"refer-{subject}-{subject_id}-{name}", None)

    with attempt(say("referring.sent"), then=forget) as session:
        by = signed_in(session)
        case = CASES[subject].table.current(subject_id, seen, by, session)
        Referral.send(
            case, given["target"] or "", given["kind"] or "", given["words"] or "", by,
            office=given["office"] or "", contact_id=given["contact"], number=given["number"] or "",
        )  # fmt: skip


def advance(referral_id: int, seen: int, state: str) -> None:
    with attempt(say("referring.advanced")) as session:
        by = signed_in(session)
        number = st.session_state.get(f"referral-{referral_id}-number") or ""
        Referral.current(referral_id, seen, by, session).advance(ReferralState(state), by, number)


def answer(referral_id: int, seen: int) -> None:
    with attempt(say("referring.answered")) as session:
        by = signed_in(session)
        Referral.current(referral_id, seen, by, session).answer(st.session_state.get(f"referral-{referral_id}-outcome") or "", by)


def finish(referral_id: int, seen: int) -> None:
    with attempt(say("referring.finished")) as session:
        by = signed_in(session)
        Referral.current(referral_id, seen, by, session).finish(st.session_state.get(f"referral-{referral_id}-told") or "", by)
