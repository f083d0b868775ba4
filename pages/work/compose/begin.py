"""A new content: what it is about, in which form, on which lane; and at once whether enough people are left to decide on it."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.content.beginning import EMERGENCY, asks_a_unit
from models.content.contents import Content
from models.playbooks import InformationType, Lane
from models.programmes import Programme
from pages.ui import asked_unit, blocks
from pages.ui.session import attempt, me, programme_choice, programmes, signed_in
from pages.work.compose.aside import leave, open_draft
from pages.work.compose.hats import show_hats, show_way


def show_begin() -> None:
    offered = [one for one in programmes() if Content.lanes_open_to(me(), one)]
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        blocks.title("Konten baru")
        st.button("Kembali ke draf", icon=":material/arrow_back:", key="back", on_click=leave)
    if not offered:
        blocks.empty(say("compose.may_not_begin"))
        return
    form, side = st.columns([5, 3], gap="medium")
    with form, st.container(border=True, gap="small"):
        programme = _programme(offered)
        lane = _lane(programme)
        kind = _kind(programme)
        st.segmented_control(
            "Format", list(kind.formats), default=kind.formats[0], required=True, key=f"begin-format-{programme.pk}-{kind.key}",
            format_func=lambda one: f":gray[{programme.rules.format_of(one).label}]",
        )  # fmt: skip
        st.text_input("Judul", key="begin-title", max_chars=100, placeholder=programme.rules.field("title").placeholder)
        _plan(programme, lane)
        if lane.key == EMERGENCY:
            st.text_area("Alasan memakai jalur darurat", key="begin-reason", height=90, placeholder="Mengapa ini tidak dapat menunggu")
        st.button(
            "Mulai menulis", type="primary", icon=":material/edit_note:", key="start",
            on_click=begin, args=(programme.pk, kind.key, lane.key),
        )  # fmt: skip
    with side:
        show_hats(programme, lane)
        show_way(lane)


def begin(programme_id: int, kind: str, lane: str) -> None:
    state, begun = st.session_state, list[int]()
    hour: datetime | None = state.get("begin-hour")
    with attempt(then=lambda: open_draft(begun[0])) as session:
        content = Content.begin(
            Programme.find(programme_id, session), kind, state.get(f"begin-format-{programme_id}-{kind}") or "",
            state.get("begin-title") or "", signed_in(session), session, lane=lane,
            planned_for=hour.replace(tzinfo=LOCAL) if hour else None,
            reason=state.get("begin-reason") or "", unit_id=state.get(f"begin-unit-{programme_id}"),
        )  # fmt: skip
        begun.append(content.pk)


def _programme(offered: list[Programme]) -> Programme:
    by_id = {one.pk: one for one in offered}
    if len(offered) == 1:
        return offered[0]
    chosen = st.selectbox(
        "Program", list(by_id), index=list(by_id).index(programme_choice() or -1) if programme_choice() in by_id else 0,
        key="begin-programme", format_func=lambda one: by_id[one].name,
    )  # fmt: skip
    return by_id.get(chosen or -1, offered[0])


def _lane(programme: Programme) -> Lane:
    lanes = {one.key: one for one in Content.lanes_open_to(me(), programme)}
    if len(lanes) == 1:
        return next(iter(lanes.values()))
    chosen = st.segmented_control(
        "Jalur", list(lanes), default=next(iter(lanes)), required=True, key=f"begin-lane-{programme.pk}",
        format_func=lambda one: f":gray[{lanes[one].label}]",
    )  # fmt: skip
    return lanes.get(chosen or "", next(iter(lanes.values())))


def _kind(programme: Programme) -> InformationType:
    kinds = {one.key: one for one in programme.rules.types}
    chosen = st.radio(
        "Jenis informasi", list(kinds), key=f"begin-kind-{programme.pk}", format_func=lambda one: kinds[one].label,
        captions=[one.help for one in kinds.values()],
    )  # fmt: skip
    return kinds.get(chosen or "", programme.rules.types[0])


def _plan(programme: Programme, lane: Lane) -> None:
    grid = st.grid(2, min_column_width=240)
    with grid.cell():
        st.datetime_input("Rencana tayang, WIB (boleh kosong)", value=None, key="begin-hour", format="DD/MM/YYYY", step=900)
    if asks_a_unit(programme, lane.key):
        with grid.cell():
            asked_unit.choose(programme, lane.key, f"begin-unit-{programme.pk}")
