"""Pieces that other programmes offer, and copies whose source changed: at home and beside the queue, for who can act on them."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.asked import once
from models.content import indonesian
from models.content.contents import Content
from models.content.copying import shown_files
from models.content.offers import Offer, OfferState
from pages.ui import blocks, dialogs, formats, uploads
from pages.ui.dialogs import dialog
from pages.ui.session import attempt, db, me, show_notices, signed_in, view

GOING = "offer-going"
DRAFT, DETAIL = "work/compose/page.py", "review/content/page.py"
PICTURES = 3


def show(actor: Actor) -> None:
    """Nothing at all where nothing waits."""
    if (taken := st.session_state.pop(GOING, None)) is not None:
        st.switch_page(DRAFT, query_params={"id": str(taken)})
    found = once(db(), ("offers", actor), lambda: Offer.to_act_on(sorted(actor.teams), db()))
    waiting = [one for one in found if one.state is OfferState.OPEN and not one.objections_to_answering(actor)]
    changed = [one for one in found if one.state is OfferState.TAKEN]
    if waiting:
        show_waiting(waiting)
    if changed:
        show_changed(changed)


def show_waiting(waiting: list[Offer]) -> None:
    with st.container(gap="xsmall"):
        blocks.heading(say("offers.waiting"), len(waiting), "ios_share")
        for one in waiting:
            content = one.content
            meta = say(
                "offers.waiting_meta", programme=one.source.name, kind=content.rules.type(content.kind).label,
                at=formats.short_moment(content.published_at or one.at), offered=formats.short_moment(one.at),
            )  # fmt: skip
            look = blocks.Look(one.target.name, "violet", "move_to_inbox")
            blocks.row(
                content.title, meta, look, "Lihat tawaran", key=f"offered-{one.pk}", on_click=dialogs.opening,
                args=(content.pk, f"offered-{one.pk}"),
            )  # fmt: skip
    for one in waiting:
        if dialogs.opened(one.content_id) == f"offered-{one.pk}":
            ask_answer(one.pk, one.content_id)


def show_changed(changed: list[Offer]) -> None:
    titles = Content.titles({one.copy_id for one in changed if one.copy_id}, db())
    with st.container(gap="xsmall"):
        blocks.heading(say("offers.changed"), len(changed), icon="sync_problem", color="red")
        for one in changed:
            assert one.changed is not None
            assert one.changed_at is not None
            change = say(f"offers.change_{one.changed.value}")
            at = formats.short_moment(one.changed_at)
            meta = say("offers.changed_meta", programme=one.target.name, source=one.source.name, change=change, at=at)
            look = blocks.Look("Periksa", "red", "sync_problem")
            if blocks.row(titles.get(one.copy_id or 0, ""), meta, look, "Buka", key=f"changed-{one.pk}"):
                st.switch_page(DETAIL, query_params={"id": str(one.copy_id)})


@dialog("Tawaran konten", icon=":material/ios_share:", on_dismiss=dialogs.closing)
def ask_answer(offer_id: int, content_id: int) -> None:
    dialogs.leave_when_done(content_id)
    with view():
        offer = Offer.find(offer_id, me(), db())
        show_notices(in_dialog=True)
        show_piece(offer)
        show_form(offer)


def show_piece(offer: Offer) -> None:
    """What is offered as its programme put it out: nothing of how it was made there."""
    content = offer.content
    assert content.revision is not None
    st.markdown(f"**{blocks.plain(content.title)}**")
    if summary := str(content.revision.fields.get("summary") or ""):
        st.text(summary)
    pictures = [(media.preview or media.sha256, said.get("alt") or media.name) for media, said in shown_files(content)][:PICTURES]
    if pictures:
        with st.container(horizontal=True, gap="small"):
            for sha256, alt in pictures:
                st.image(uploads.address(sha256), width=140, alt=alt)
    office = offer.source.office
    facts = {"programme": offer.source.name, "office": office.name, "content": offer.content_id, "revision": offer.revision}
    st.caption(blocks.plain(say("offers.offered_from", **facts)))
    stages = indonesian.listing(one.label for one in content.lane_rules.validating)
    st.caption(blocks.plain(say("offers.decided_there", stages=stages)))
    if offer.note:
        st.text(offer.note.text)


def show_form(offer: Offer) -> None:
    rules, content = offer.target.rules, offer.content
    kinds = {one.key: one.label for one in rules.types}
    place = list(kinds).index(content.kind) if content.kind in kinds else 0
    kind = st.selectbox("Jenis informasi", list(kinds), index=place, key=f"take-kind-{offer.pk}", format_func=kinds.__getitem__)
    formats_of = {key: rules.format_of(key).label for key in rules.type(kind if kind in kinds else next(iter(kinds))).formats}
    same = list(formats_of).index(content.format) if content.format in formats_of else 0
    st.selectbox("Format", list(formats_of), index=same, key=f"take-format-{offer.pk}", format_func=lambda one: formats_of.get(one, one))
    lane = rules.lane(rules.offers.lane)
    st.caption(blocks.plain(say("offers.lane", stages=" → ".join(one.label for one in lane.stages))))
    st.text_input("Alasan bila ditolak", key=f"decline-{offer.pk}", max_chars=300)
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Tolak", key="offer-decline", icon=":material/block:", on_click=decline, args=(offer.pk, offer.version))
        st.button(
            "Ambil alih", key="offer-take", type="primary", icon=":material/move_to_inbox:", on_click=take, args=(offer.pk, offer.version)
        )


def take(offer_id: int, seen: int) -> None:
    state, made = st.session_state, list[int]()

    def go_on() -> None:
        dialogs.closing()
        state[GOING] = made[0]

    with attempt(say("offers.taken"), then=go_on) as session:
        by = signed_in(session)
        offer = Offer.current(offer_id, seen, by, session)
        made.append(offer.take(by, state.get(f"take-kind-{offer_id}") or "", state.get(f"take-format-{offer_id}") or "").pk)


def decline(offer_id: int, seen: int) -> None:
    with attempt(say("offers.declined"), then=dialogs.closing) as session:
        by = signed_in(session)
        Offer.current(offer_id, seen, by, session).decline(by, st.session_state.get(f"decline-{offer_id}") or "")
