"""Tawarkan ke program lain: the button on a published piece, to whom it was offered, and where a copy came from."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.content.contents import Content
from models.content.offers import Offer, OfferState
from models.programmes import Programme
from pages.ui import blocks, dialogs, formats
from pages.ui.dialogs import dialog
from pages.ui.session import attempt, db, me, show_notices, signed_in, view

NAME = "offering"


def show_button(content: Content, actor: Actor) -> None:
    if not Offer.objections(content, actor):
        st.button(
            "Tawarkan ke program lain", key=f"offer-{content.pk}", icon=":material/ios_share:", on_click=dialogs.opening,
            args=(content.pk, NAME),
        )  # fmt: skip


def show_asked(content: Content, actor: Actor) -> None:
    if dialogs.opened(content.pk) == NAME and not Offer.objections(content, actor):
        ask_offer(content.pk)


@dialog("Tawarkan ke program lain", icon=":material/ios_share:", on_dismiss=dialogs.closing)
def ask_offer(content_id: int) -> None:
    dialogs.leave_when_done(content_id)
    with view():
        content = Content.find(content_id, me(), db())
        show_notices(in_dialog=True)
        st.caption(say("offers.help"))
        others = {one.pk: one for one in Programme.all(db()) if one.pk != content.programme_id and one.practice_of_id is None}
        if not others:
            blocks.empty(say("offers.nobody"))
            return
        names = {key: f"{one.name} ({one.office.short_name or one.office.name})" for key, one in others.items()}
        chosen = st.selectbox("Program penerima", list(names), key=f"offer-to-{content_id}", format_func=names.__getitem__)
        barred = Offer.objections_to(content, others[chosen], db()) if chosen in others else ()
        blocks.issues_list(barred)
        st.text_area("Pesan untuk penerima (boleh kosong)", key=f"offer-note-{content_id}", max_chars=1000, height=90)
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Batal", key="offer-leave", on_click=dialogs.closing)
            st.button(
                "Tawarkan", type="primary", key="offer-make", icon=":material/send:", disabled=bool(barred), on_click=make,
                args=(content_id, content.version),
            )  # fmt: skip


def make(content_id: int, seen: int) -> None:
    with attempt(say("offers.made"), then=dialogs.closing) as session:
        by = signed_in(session)
        content = Content.current(content_id, seen, by, session)
        to = Programme.find(st.session_state.get(f"offer-to-{content_id}") or 0, session)
        Offer.make(content, to, by, session, st.session_state.get(f"offer-note-{content_id}") or "")


def show_offers(content: Content, actor: Actor) -> None:
    """To whom, and what they said."""
    given = Offer.of_source(content.pk, db())
    if not given:
        return
    with st.expander(say("offers.given", count=len(given)), icon=":material/ios_share:", key=f"offers-{content.pk}"):
        for one in given:
            at = formats.short_moment(one.answered_at or one.at)
            st.markdown(blocks.plain(say(f"offers.given_{one.state.value}", name=one.target.name, at=at, copy=one.copy_id)))
            if one.state is OfferState.DECLINED and one.reason:
                st.text(one.reason.text)
            if one.state is OfferState.OPEN and not Offer.objections(content, actor):
                st.button("Tarik tawaran", key=f"offer-withdraw-{one.pk}", on_click=withdraw, args=(one.pk, one.version))


def withdraw(offer_id: int, seen: int) -> None:
    with attempt(say("offers.withdrawn")) as session:
        by = signed_in(session)
        Offer.current(offer_id, seen, by, session).withdraw(by)


def show_origin(content: Content, actor: Actor) -> None:
    """On the copy: the piece it came from, and a mark once that changed."""
    offer = Offer.of_copy(content.pk, db())
    if offer is None:
        return
    facts = {"programme": offer.source.name, "office": offer.source.office.name, "content": offer.content_id, "revision": offer.revision}
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":violet-badge[:material/ios_share: Konten tawaran] {blocks.plain(say('offers.origin', **facts))}")
        st.caption(say("offers.digest", digest=offer.digest[:16]))
        if offer.changed and not content.stopped:
            show_changed(offer, content, actor)


def show_changed(offer: Offer, content: Content, actor: Actor) -> None:
    assert offer.changed_at is not None
    assert offer.changed is not None
    change = say(f"offers.change_{offer.changed.value}")
    words = blocks.plain(say("offers.changed_here", change=change, at=formats.short_moment(offer.changed_at)))
    if offer.settled_at:
        st.markdown(f":gray-badge[:material/check_circle: Asal {change}, sudah diperiksa {formats.short_moment(offer.settled_at)}]")
        if offer.reason:
            st.text(offer.reason.text)
        return
    st.markdown(f":red[:material/sync_problem: {words}]")
    if can(actor, "correct", content):
        with st.popover("Tetap benar", icon=":material/check:", key=f"settle-ask-{offer.pk}"):
            st.text_area(say("offers.reason"), key=f"settle-{offer.pk}", max_chars=1000, height=90)
            st.button("Catat", key=f"settle-do-{offer.pk}", type="primary", on_click=settle, args=(offer.pk, offer.version))


def settle(offer_id: int, seen: int) -> None:
    with attempt(say("offers.settled")) as session:
        by = signed_in(session)
        Offer.current(offer_id, seen, by, session).settle(by, st.session_state.get(f"settle-{offer_id}") or "")
