"""Ruang latihan: opened and refreshed by who keeps the trainings, joined with one click."""

import streamlit as st

from data.wording import say
from models.governance import clearing_room, practice
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.practice import step_into
from pages.ui.session import attempt, db, me, signed_in


def show_room(programme: Programme) -> None:
    blocks.heading(say("practice.heading"), icon="exercise", color="violet")
    room, keeps = practice.room_of(programme.pk, db()), not practice.objections_to_keeping(programme, me())
    with st.container(border=True, gap="xsmall", key="practice-room"):
        st.caption(say("practice.caption"))
        if room is None:
            st.markdown(say("practice.none_keeper" if keeps else "practice.none"))
            if keeps:
                st.button("Buka ruang latihan", icon=":material/add:", key="practice-open", on_click=open_room, args=(programme.pk,))
            return
        show_members(room)
        show_ways_in(room)
        if keeps:
            show_playbook(room, programme)
            show_clearing(room)


def show_members(room: Programme) -> None:
    names = practice.members(room, db())
    st.caption(blocks.plain(say("practice.members", names=formats.listing(names)) if names else say("practice.nobody")))


def show_ways_in(room: Programme) -> None:
    if room.pk in me().rooms:
        st.button("Masuk ruang latihan", icon=":material/login:", key="practice-enter", type="primary", on_click=step_into, args=(room.pk,))
        st.button("Berhenti berlatih", key="practice-leave", type="tertiary", on_click=leave, args=(room.pk,))
    elif not practice.objections_to_joining(room, me()):
        st.button("Ikut berlatih", icon=":material/login:", key="practice-join", type="primary", on_click=join, args=(room.pk,))
        st.caption(say("practice.join_help"))
    else:
        st.caption(say("practice.not_of_team"))


def show_playbook(room: Programme, programme: Programme) -> None:
    older = not practice.objections_to_refreshing(room, programme, me())
    st.caption(say("practice.playbook_older" if older else "practice.playbook_same"))
    if older:
        st.button("Pakai pedoman terbaru", icon=":material/sync:", key="practice-refresh", on_click=refresh, args=(room.pk,))


def show_clearing(room: Programme) -> None:
    count = clearing_room.pieces(room, db())
    st.caption(say("practice.pieces", count=formats.number(count)) if count else say("practice.no_pieces"))
    if not clearing_room.objections_to_clearing(room, me(), db()):
        question = say("practice.clear_ask", count=formats.number(count))
        blocks.confirm(question, "Bersihkan ruang latihan", clear, room.pk, key="practice-clear", icon="mop")


def show_inside(room_id: int) -> None:
    """The same page within the room: what is practised here, with whom, and the way out of the team."""
    room = Programme.find(room_id, db())
    with st.container(border=True, gap="xsmall", key="practice-inside"):
        st.markdown(say("practice.how"))
        show_members(room)
        st.page_link("work/compose/page.py", label="Tulis naskah latihan", icon=":material/edit_note:", query_params={"baru": "1"})
        st.page_link("review/queue.py", label="Lihat yang menunggu keputusan", icon=":material/fact_check:")
        st.page_link("office/audit/page.py", label=say("practice.log_title"), icon=":material/history_edu:")
        st.button("Berhenti berlatih", key="practice-leave", type="tertiary", on_click=leave, args=(room.pk,))


def open_room(programme_id: int) -> None:
    with attempt(say("practice.opened")) as session:
        practice.open_room(Programme.find(programme_id, session), signed_in(session), session)


def refresh(room_id: int) -> None:
    with attempt(say("practice.refreshed")) as session:
        practice.refresh(Programme.find(room_id, session), signed_in(session), session)


def clear(room_id: int) -> None:
    with attempt(say("practice.cleared")) as session:
        clearing_room.clear(Programme.find(room_id, session), signed_in(session), session, say("practice.clear_reason"))


def join(room_id: int) -> None:
    """Joined and inside at once: one click."""
    with attempt(say("practice.joined"), then=lambda: step_into(room_id)) as session:
        practice.join(Programme.find(room_id, session), signed_in(session), session)


def leave(room_id: int) -> None:
    with attempt(say("practice.left"), then=lambda: step_into(None)) as session:
        practice.leave(Programme.find(room_id, session), signed_in(session), session)
