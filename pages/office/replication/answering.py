"""Penyerahan yang menunggu jawaban kantor penerima, atau sudah diterimanya untuk tanggal yang belum tiba."""

import streamlit as st

from data.wording import say
from models.base import today
from models.replication.transfers import Transfer, TransferState
from pages.ui import blocks, formats
from pages.ui.session import attempt, me, notice, signed_in


def show_answering(one: Transfer) -> None:
    """Not answered yet; or accepted for a day that lies ahead, and still to be called off."""
    ahead, agreed = one.effective_on > today(), one.state is TransferState.AGREED
    day = formats.day(one.effective_on)
    with st.container(border=True, gap="small", key=f"transfer-asked-{one.pk}"):
        badge = f":violet-badge[:material/event_upcoming: {say('transfers.agreed_yours', day=day)}]"
        badge = badge if agreed else f":orange-badge[:material/move_to_inbox: {say('transfers.asked')}]"
        st.markdown(f"{badge} **{blocks.plain(one.programme.name)}**")
        st.markdown(blocks.plain(say("transfers.from_to", giver=one.source.name, receiver=one.target.name)))
        st.text(words_of(one))
        if ahead and not agreed:
            st.caption(say("transfers.not_yet", day=day))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            question = say(
                "transfers.ask_ahead" if ahead else "transfers.ask", programme=one.programme.name, office=one.target.name, day=day
            )
            if not one.objections_to_answering(me()):
                blocks.confirm(question, "Terima program", accept, one.pk, one.version, key=f"transfer-accept-{one.pk}", icon="check")
            with st.popover("Batalkan" if agreed else "Tolak", icon=":material/block:", key=f"transfer-decline-ask-{one.pk}"):
                st.text_input("Alasan", key=f"transfer-reason-{one.pk}", max_chars=300)
                verb = "Batalkan penerimaan" if agreed else "Tolak penyerahan"
                st.button(verb, key=f"transfer-decline-{one.pk}", on_click=decline, args=(one.pk, one.version))


def words_of(one: Transfer) -> str:
    who = one.by.name if one.by else "Simpul"
    return say(
        "transfers.about",
        number=one.number,
        dated=formats.day(one.dated_on),
        effective=formats.day(one.effective_on),
        basis=one.basis,
        who=who,
    )


def accept(transfer_id: int, seen: int) -> None:
    told = list[str]()
    with attempt(then=lambda: notice("done", told[0])) as session:
        by = signed_in(session)
        one = Transfer.to_answer(transfer_id, seen, by, session)
        one.accept(by)
        ahead = one.state is TransferState.AGREED
        told.append(say("transfers.accepted_ahead", day=formats.day(one.effective_on)) if ahead else say("transfers.accepted"))


def decline(transfer_id: int, seen: int) -> None:
    with attempt(say("transfers.declined")) as session:
        by = signed_in(session)
        Transfer.to_answer(transfer_id, seen, by, session).decline(by, st.session_state.get(f"transfer-reason-{transfer_id}") or "")
