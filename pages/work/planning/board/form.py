"""The form of one planned piece: put on the board, changed, or made from an idea; what speaks against its hour stands below it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import streamlit as st

from models.base import LOCAL
from models.errors import NotReady
from models.places import known
from models.planning.advice import advice
from models.planning.board import USUAL_HOUR, Board, hour_of
from models.planning.campaigns import Campaign
from models.planning.items import PlanItem
from models.planning.quarters import monday
from models.playbooks import Level
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.session import db, me

USUAL = time(USUAL_HOUR)


def show_fields(key: str, programme: Programme, start: Mapping[str, Any], but: str = "") -> None:
    """`start` may give title, kind, channels, day, hour, owner, place, campaign and remark; `but` is the slot that is being changed."""
    rules = programme.rules
    kinds = {one.key: one.label for one in rules.types}
    channels = {one.key: one.label for one in rules.channels}
    writers = PlanItem.writers(programme, db())
    st.text_input("Judul", value=start.get("title", ""), key=f"{key}-title", max_chars=120, placeholder="Jadwal samsat keliling")
    st.selectbox(
        "Jenis informasi", list(kinds), index=place_of(start.get("kind"), kinds), key=f"{key}-kind", placeholder="Pilih jenis",
        format_func=lambda one: kinds.get(one, ""),
    )  # fmt: skip
    st.pills(
        "Kanal", list(channels), selection_mode="multi", default=[one for one in start.get("channels", ()) if one in channels],
        key=f"{key}-channels", format_func=lambda one: f":gray[{channels.get(one, '')}]",
    )  # fmt: skip
    show_hour(key, start.get("day"), start.get("hour"))
    st.selectbox(
        "Penanggung jawab (boleh menyusul)", list(writers), index=place_of(start.get("owner"), writers), key=f"{key}-owner",
        placeholder="Pilih orang", format_func=lambda one: writers.get(one, ""),
    )  # fmt: skip
    with st.expander("Rincian (boleh kosong)"):
        show_details(key, programme, start)
    show_advice(key, programme, st.session_state.get(f"{key}-channels") or [], but)


def show_hour(key: str, day: date | None, hour: time | None) -> None:
    left, right = st.columns(2, wrap=False, gap="small")
    left.date_input("Hari", value=day, key=f"{key}-day", format="DD/MM/YYYY")
    right.time_input("Jam (WIB)", value=hour or USUAL, key=f"{key}-hour", step=900)


def show_details(key: str, programme: Programme, start: Mapping[str, Any]) -> None:
    places = dict(known())
    running = {one.pk: one.name for one in Campaign.running(programme.pk, db())}
    st.selectbox(
        "Kecamatan", list(places), index=place_of(start.get("place"), places), key=f"{key}-place", placeholder="Seluruh kabupaten",
        format_func=lambda one: places.get(one, ""),
    )  # fmt: skip
    st.selectbox(
        "Kampanye", list(running), index=place_of(start.get("campaign"), running), key=f"{key}-campaign", placeholder="Tanpa kampanye",
        format_func=lambda one: running.get(one, ""),
    )  # fmt: skip
    st.text_area("Catatan", value=start.get("remark", ""), key=f"{key}-remark", max_chars=500, height=80)


def show_advice(key: str, programme: Programme, channels: list[str], but: str = "") -> None:
    """Nothing here keeps anybody from saving."""
    try:
        moment = hour(key)
    except NotReady:
        return
    blocks.issues_list(advice(programme, channels, moment, db(), but=but), Level.RECOMMENDED)


def hour(key: str) -> datetime:
    """What the two fields say; NotReady while one is empty."""
    return hour_of(st.session_state.get(f"{key}-day"), st.session_state.get(f"{key}-hour"))


def given(key: str) -> dict[str, Any]:
    """What was filled in, under the names of the planned piece; the hour stays apart."""
    state = st.session_state
    return {
        "title": state.get(f"{key}-title") or "", "kind": state.get(f"{key}-kind") or "",
        "channels": list(state.get(f"{key}-channels") or []), "owner_id": state.get(f"{key}-owner"),
        "place": state.get(f"{key}-place") or "", "campaign_id": state.get(f"{key}-campaign"),
        "remark": state.get(f"{key}-remark") or "",
    }  # fmt: skip


def start_of(item: PlanItem) -> dict[str, Any]:
    """A planned piece as the form wants it."""
    at = item.planned_for.astimezone(LOCAL)
    return {
        "title": item.title, "kind": item.kind, "channels": item.channels, "day": at.date(), "hour": at.time(), "owner": item.owner_id,
        "place": item.place, "campaign": item.campaign_id, "remark": item.remark,
    }  # fmt: skip


def next_free(programme: Programme, day: date) -> dict[str, Any]:
    """The channel that lacks most in the week of a day, and its first free day at the usual hour."""
    board = Board.of(programme, monday(day), me(), db())
    free = board.free_hour(board.neediest).astimezone(LOCAL)
    return {"channels": [board.neediest], "day": free.date(), "hour": free.time()}


def place_of(value: Any, among: Mapping[Any, str]) -> int | None:
    return list(among).index(value) if value in among else None
