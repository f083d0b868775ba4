"""From a planned piece to its draft: at once where everything is known, and how its deadlines count back from its hour."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.content.beginning import asks_a_unit
from models.content.contents import Content
from models.issues import Issues
from models.planning.calendar import Slot
from models.planning.countdown import countdown
from models.planning.items import PlanItem
from models.programmes import Programme
from pages.ui import asked_unit, blocks, formats
from pages.ui.session import attempt, db, me, signed_in
from pages.work.planning.asking import DRAFT, ask, go
from pages.work.planning.board.adding import show_buttons
from pages.work.planning.board.form import place_of

LANE = "normal"


def objections(item: PlanItem, actor: Actor) -> Issues:
    """A missing owner is asked for in the dialog, by who may name one."""
    found = item.objections_to_beginning(actor)
    return Issues() if can(actor, "plan", item.programme) and {one.key for one in found} == {"item_owner_missing"} else found


def show_button(slot: Slot, programme: Programme) -> None:
    """One tap when the owner is known and no technical unit has to be named."""
    if slot.owner_id is None or asks_a_unit(programme, LANE):
        st.button(
            "Buat draf", key="do-begin", type="primary", icon=":material/edit_note:", on_click=ask, args=("begin", slot.key, slot.version)
        )
    else:
        st.button(
            "Buat draf", key="do-begin", type="primary", icon=":material/edit_note:", on_click=begin, args=(slot.item_id, slot.version)
        )


def show_begin(slot: Slot, programme: Programme) -> None:
    st.markdown(f"**{blocks.plain(slot.title)}**")
    if slot.owner_id is None and can(me(), "plan", programme):
        writers = PlanItem.writers(programme, db())
        st.selectbox(
            say("board.ask_owner"), list(writers), index=place_of(me().person_id, writers), key=f"begin-owner-{slot.item_id}",
            placeholder="Pilih orang", format_func=lambda one: writers.get(one, ""),
        )  # fmt: skip
    if asks_a_unit(programme, LANE):
        asked_unit.choose(programme, LANE, f"begin-unit-{slot.item_id}")
    show_buttons("begin-save", "Buat draf", begin, slot.item_id, slot.version)


def begin(item_id: int, seen: int) -> None:
    state, begun = st.session_state, list[int]()
    with attempt(then=lambda: ask("begun", begun[0])) as session:
        by = signed_in(session)
        item = PlanItem.current(item_id, seen, by.teams, session)
        if owner := state.get(f"begin-owner-{item_id}"):
            item.revise(by, {"owner_id": owner})
        begun.append(item.begin_draft(by, state.get(f"begin-unit-{item_id}")).pk)


def show_begun(content_id: int) -> None:
    """Where the draft is, and by when each stage has to be done."""
    content = Content.find(content_id, me(), db())
    st.markdown(f":green[:material/check_circle: {say('board.begun')}] **{blocks.plain(content.title)}**")
    due = countdown(content)
    if due and content.planned_for:
        st.caption(say("board.begun_way", hour=formats.short_moment(content.planned_for)))
        for stage, moment in due:
            look = blocks.deadline(moment)
            words = say("board.begun_due", stage=stage.label, due=formats.short_moment(moment))
            st.markdown(f":small[:{look.color}[:material/{look.icon}: {blocks.plain(words)}]]")
    elif not due:
        st.caption(say("board.begun_no_hours"))
    st.button("Buka draf", key="begun-open", type="primary", icon=":material/edit_note:", on_click=go, args=(DRAFT, content_id))
