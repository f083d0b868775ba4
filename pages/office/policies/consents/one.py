"""Satu izin: rinciannya, konten yang memuat fotonya, penarikan dan tugas menurunkan."""

from collections.abc import Callable
from datetime import datetime, time

import streamlit as st
from sqlmodel import Session

from data import files
from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now, today
from models.content.contents import Content
from models.errors import NotFound
from models.governance.consents import Consent, ConsentState
from models.governance.withdrawing import Takedown, carrying
from pages.documents.offering import at_the_click
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in

OPENED = "consent-open"
LOOKS: dict[ConsentState, tuple[blocks.Color, str]] = {
    ConsentState.VALID: ("green", "verified"),
    ConsentState.EXPIRING: ("orange", "schedule"),
    ConsentState.EXPIRED: ("red", "event_busy"),
    ConsentState.WITHDRAWN: ("red", "block"),
    ConsentState.ERASED: ("gray", "delete_forever"),
}


def show_row(consent: Consent) -> None:
    with blocks.row_of(consent.called(me()), meta(consent), look(consent)):
        st.button("Buka", key=f"consent-open-{consent.pk}", on_click=look_at, args=(consent.pk,))


def meta(consent: Consent) -> str:
    labels = {one.key: one.label for one in consent.programme.rules.channels}
    until = say("consents.until", on=formats.day(consent.expires_on)) if consent.expires_on else say("consents.without_end")
    left = len(consent.open_takedowns)
    parts = (
        f"Izin {consent.number}", say("consents.child") if consent.child else "",
        formats.listing(labels.get(one, one) for one in consent.channels), until,
        say("consents.linked_files", count=len(consent.linked)) if consent.linked else "",
        f"{left} kanal belum bersih" if left else "",
    )  # fmt: skip
    return " · ".join(filter(None, parts))


def look(consent: Consent) -> blocks.Look:
    color, icon = LOOKS[consent.state]
    return blocks.Look(say(f"consent_states.{consent.state}"), color, icon)


def show_consent(consent_id: int) -> None:
    st.button("Semua izin", key="consent-back", icon=":material/arrow_back:", type="tertiary", on_click=leave)
    consent = Consent.find(consent_id, me(), db())
    st.subheader(blocks.plain(consent.called(me())), anchor=False)
    st.markdown(f"{look(consent).markdown} :small[:gray[{blocks.plain(meta(consent))}]]")
    show_private(consent)
    if consent.withdrawal_due_at and consent.withdrawn_at:
        show_withdrawn(consent)
    show_contents(consent)
    show_withdrawing(consent)


def show_private(consent: Consent) -> None:
    party = consent.party
    if consent.state is ConsentState.ERASED or not party.name:
        st.caption(say("consents.erased"))
        return
    st.text(say("consents.for_what", purpose=party.purpose))
    if not consent.names_seen_by(me()):
        st.caption(say("consents.masked"))
        return
    for words in filter(
        None,
        (
            party.guardian and say("consents.guardian", name=party.guardian),
            party.contact and say("consents.reached_at", contact=party.contact),
        ),
    ):
        st.text(words)
    if party.sha256:
        st.download_button(
            "Lihat bukti izin", data=proof_of(consent.pk), file_name=party.proof_name or "bukti-izin", mime=party.proof_type or None,
            icon=":material/attach_file:", key="consent-proof-take", on_click="ignore",
        )  # fmt: skip


def proof_of(consent_id: int) -> Callable[[], bytes]:
    """No address leads to a proof."""
    return at_the_click(lambda session, actor: proof(consent_id, session, actor))


def proof(consent_id: int, session: Session, actor: Actor) -> bytes:
    consent = Consent.find(consent_id, actor, session)
    if not consent.names_seen_by(actor) or not consent.party.sha256:
        raise NotFound
    return files.read(consent.party.sha256)


def show_withdrawn(consent: Consent) -> None:
    assert consent.withdrawn_at is not None
    assert consent.withdrawal_due_at is not None
    words = say("consents.withdrawn_at", at=formats.moment(consent.withdrawn_at), due=formats.moment(consent.withdrawal_due_at))
    st.markdown(f":small[:red[:material/block: {blocks.plain(words)}]]")
    titles = Content.titles({one.content_id for one in consent.takedowns}, db(), me())
    labels = {one.key: one.label for one in consent.programme.rules.channels}
    for one in consent.takedowns:
        show_task(one, titles.get(one.content_id, "Konten lain"), labels.get(one.channel, one.channel), seen=one.content_id in titles)


def show_task(one: Takedown, title: str, channel: str, *, seen: bool) -> None:
    """Settled where the content is: there it is taken down with a reason, or corrected."""
    open_one = one.settled_at is None
    meta = say("consents.task_open", due=formats.moment(one.due_at))
    if one.settled_at and one.how:
        meta = say("consents.task_done", how=say(f"settled.{one.how}"), at=formats.moment(one.settled_at))
    look = blocks.deadline(one.due_at) if open_one else blocks.Look(say(f"settled.{one.how}"), "green", "check_circle")
    with blocks.row_of(say("consents.task", channel=channel, title=title), meta, look):
        if open_one and seen and st.button("Turunkan", key=f"takedown-{one.pk}"):
            st.switch_page("live/publications/page.py", query_params={"id": str(one.content_id)})


def show_contents(consent: Consent) -> None:
    blocks.heading(say("consents.carried_by"), icon="article")
    found = carrying(consent.linked, db())
    if not found:
        blocks.empty(say("consents.carried_nowhere"))
    titles = Content.titles({one.pk for one in found}, db(), me())
    for content in found:
        if content.pk in titles and blocks.row(
            content.title, content.programme.name, blocks.status(content.state), "Buka", key=f"carries-{content.pk}"
        ):
            st.switch_page("review/content/page.py", query_params={"id": str(content.pk)})


def show_withdrawing(consent: Consent) -> None:
    if consent.objections_to_withdrawing(me()):
        return
    with st.popover("Catat penarikan", icon=":material/block:", key="consent-withdraw-ask"):
        st.markdown(blocks.plain(say("consents.withdraw_ask")))
        st.date_input("Disampaikan tanggal", value=today(), max_value=today(), key=f"withdrawn-on-{consent.pk}", format="DD/MM/YYYY")
        st.time_input(
            "Pukul", value=now().astimezone(LOCAL).time().replace(second=0, microsecond=0), key=f"withdrawn-at-{consent.pk}", step=300
        )
        st.button("Izin ditarik", key="consent-withdraw", type="primary", on_click=withdraw, args=(consent.pk, consent.version))


def withdraw(consent_id: int, seen: int) -> None:
    day, hour = st.session_state[f"withdrawn-on-{consent_id}"], st.session_state[f"withdrawn-at-{consent_id}"]
    heard = datetime.combine(day or today(), hour or time(0), tzinfo=LOCAL)
    with attempt(say("consents.withdrawn")) as session:
        by = signed_in(session)
        Consent.current(consent_id, seen, by, session).withdraw(by, heard)


def look_at(consent_id: int) -> None:
    st.session_state[OPENED] = consent_id


def leave() -> None:
    st.session_state.pop(OPENED, None)
