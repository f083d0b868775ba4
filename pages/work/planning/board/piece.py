"""One piece of the board: all about it, what may be done with it, moving it and calling it off."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.content.contents import Content
from models.issues import Issues
from models.planning.advice import advice
from models.planning.calendar import Slot
from models.planning.items import Outcome, PlanItem
from models.playbooks import Level
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in
from pages.work.planning import looks
from pages.work.planning.asking import CONTENT, ask, go
from pages.work.planning.board import drafting as board_draft
from pages.work.planning.board import form as board_form
from pages.work.planning.board.adding import show_buttons


def show_piece(slot: Slot, programme: Programme) -> None:
    owner = looks.owners([slot]).get(slot.owner_id or 0) or say("board.no_owner")
    st.markdown(f"{looks.look(slot).markdown} **{blocks.plain(slot.title)}**")
    lines = (
        f"{looks.day_of(slot)} pukul {formats.clock(slot.at)} WIB", looks.channels(programme, slot.channels),
        looks.kind(programme, slot.kind), owner,
    )  # fmt: skip
    st.caption("  \n".join(blocks.plain(one) for one in lines if one))
    blocks.issues_list(advice(programme, slot.channels, slot.at, db(), but=slot.key), Level.RECOMMENDED)
    verbs = verbs_of(slot, me())
    with st.container(horizontal=True, gap="xsmall"):
        if slot.content_id:
            st.button(
                "Buka konten", key="do-open", type="primary", icon=":material/open_in_new:", on_click=go, args=(CONTENT, slot.content_id)
            )
        if "begin" in verbs:
            board_draft.show_button(slot, programme)
        for name, label, icon in (("move", "Pindahkan", "event"), ("edit", "Ubah", "edit"), ("cancel", "Batalkan", "cancel")):
            if name in verbs:
                st.button(label, key=f"do-{name}", icon=f":material/{icon}:", on_click=ask, args=(name, slot.key, slot.version))


def verbs_of(slot: Slot, actor: Actor) -> set[str]:
    """What this person may do with it now: the questions of the verbs, nothing of its own."""
    if slot.content_id:
        content = Content.find(slot.content_id, actor, db())
        found = {"move": content.objections_to_moving(actor), "cancel": content.objections_to_cancelling(actor)}
    elif slot.programme_id in actor.teams:
        item = PlanItem.find(slot.item_id or 0, actor.teams, db())
        changing = item.objections_to_changing(actor)
        found = {"move": changing, "edit": changing, "begin": board_draft.objections(item, actor)}
        found["cancel"] = item.objections_to_settling(actor, Outcome.CANCELLED)
    else:
        found = dict[str, Issues]()
    return {name for name, issues in found.items() if not issues}


def show_move(slot: Slot, programme: Programme) -> None:
    key, at = f"move-{slot.key}", slot.at.astimezone(LOCAL)
    st.markdown(f"**{blocks.plain(slot.title)}**")
    board_form.show_hour(key, at.date(), at.time())
    if slot.content_id and len(slot.channels) > 1:
        st.caption(say("board.move_content"))
    board_form.show_advice(key, programme, list(slot.channels), but=slot.key)
    show_buttons("move-save", "Pindahkan", move, slot.item_id, slot.content_id, slot.version, key)


def show_cancel(slot: Slot, _: Programme) -> None:
    st.markdown(f"**{blocks.plain(slot.title)}**")
    st.caption(say("board.cancel_ask"))
    st.text_area("Alasan", key=f"cancel-{slot.key}", height=90)
    show_buttons("cancel-save", "Batalkan konten", cancel, slot.item_id, slot.content_id, slot.version, f"cancel-{slot.key}")


def move(item_id: int | None, content_id: int | None, seen: int, key: str) -> None:
    with attempt(say("board.moved"), then=closing) as session:
        by, moment = signed_in(session), board_form.hour(key)
        if content_id:
            Content.current(content_id, seen, by, session).move_to(by, moment)
        else:
            PlanItem.current(item_id or 0, seen, by.teams, session).move(by, moment)


def cancel(item_id: int | None, content_id: int | None, seen: int, key: str) -> None:
    with attempt(say("board.cancelled"), then=closing) as session:
        by, reason = signed_in(session), st.session_state.get(key) or ""
        if content_id:
            Content.current(content_id, seen, by, session).cancel(by, reason)
        else:
            PlanItem.current(item_id or 0, seen, by.teams, session).settle(by, Outcome.CANCELLED, reason)
