"""The practice room on every page: the switch that leads there and back, the banner, what isn't there."""

import streamlit as st

from data.database import transaction
from data.wording import say
from models.actors import Actor
from models.programmes import Programme
from models.sessions import SignIn
from pages.ui import blocks, session
from pages.ui.addressing import PROGRAMME


def show_switch(actor: Actor) -> None:
    """Programmes of one's own and, after joining, their practice rooms; the address alone never leads into one."""
    own = {one.pk: one.name for one in session.programmes() if one.practice_of_id is None}
    rooms = {one.pk: say("practice.switch", name=called(one)) for one in Programme.rooms(actor.rooms, session.db())}
    first = {0: say("practice.out")} if actor.room is not None else {0: "Semua program"} if len(own) > 1 else {}
    names = first | own | rooms
    if len(names) < 2:
        return
    wanted = st.session_state.get(PROGRAMME, st.query_params.get(PROGRAMME, ""))
    if actor.room is not None:
        st.session_state[PROGRAMME] = actor.room
    elif wanted in {*rooms, *map(str, rooms)}:
        st.session_state[PROGRAMME] = next(iter(names))
    st.selectbox(
        "Program", list(names), key=PROGRAMME, format_func=lambda one: names[one], label_visibility="collapsed", bind="query-params",
        on_change=switch, args=(frozenset(rooms), actor.room),
    )  # fmt: skip


def switch(rooms: frozenset[int], room: int | None) -> None:
    """Choosing a practice room enters it, choosing anything else leads out of it."""
    chosen = st.session_state.get(PROGRAMME)
    if chosen in rooms or room is not None:
        step_into(chosen if chosen in rooms else None)


def show_banner(actor: Actor) -> None:
    if actor.room is None:
        return
    name = next((called(one) for one in session.programmes()), "")
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small", key="practice-banner"):
        st.markdown(f":violet[:material/exercise: **{blocks.plain(say('practice.banner', name=name))}**]", width="stretch")
        show_way_out("practice-out")


def called(room: Programme) -> str:
    """The name of the programme that is practised."""
    return room.name.removeprefix("Latihan ")


def step_into(room_id: int | None) -> None:
    """Into a practice room or back out, in every tab of this session; nothing of the one stays chosen in the other."""
    with transaction() as changing:
        SignIn.step_into(session.token(), room_id, changing)
    st.session_state.pop(PROGRAMME, None)


def show_way_out(key: str) -> None:
    st.button("Keluar dari latihan", icon=":material/logout:", key=key, on_click=step_out)


def show_elsewhere() -> None:
    """In place of a page that isn't practised."""
    blocks.empty(say("practice.elsewhere"))
    show_way_out("practice-elsewhere")


def step_out() -> None:
    step_into(None)
    session.notice("done", say("practice.stepped_out"))
