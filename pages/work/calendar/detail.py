"""Satu butir kalender: what it is, what speaks against its hour, and how to move it without dragging."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.content.contents import Content
from models.issues import Issues
from models.people import Person
from models.planning.advice import advice
from models.planning.calendar import Status, belongs
from models.planning.items import Outcome, PlanItem
from models.playbooks import Level
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.dialogs import closing, dialog
from pages.ui.session import attempt, db, me, programmes, show_notices, signed_in, telling, view
from pages.ui.slots import status_look
from pages.work.calendar import actions

CONTENT = "review/content/page.py"
COMPOSE = "work/compose/page.py"


@dialog("Rincian kalender", icon=":material/event:", on_dismiss=closing)
def show_piece(key: str) -> None:
    if actions.DIALOG not in st.session_state:
        st.rerun()
    with view():
        show_notices(in_dialog=True)
        with telling():
            show_found(key)
        show_notices(in_dialog=True)


def show_found(key: str) -> None:
    if key.startswith("k"):
        show_content(Content.find(actions.number_of(key), me(), db()), key)
    else:
        show_item(PlanItem.find(actions.number_of(key), readable(), db()), key)


def readable() -> frozenset[int]:
    """Programmes whose planned pieces this person may read: his own teams', not those he only validates for."""
    return frozenset(one.pk for one in programmes() if me().sees_all or belongs(me(), one.pk))


def show_content(content: Content, key: str) -> None:
    kind = content.rules.type(content.kind).label
    head(content.title, blocks.status(content.state), f"{content.programme.name} · {kind} · {content.stage_rules.label}", content.owner_id)
    hour = content.published_at or content.first_hour
    if hour:
        st.markdown(f":material/schedule: {formats.full_day(hour.astimezone(LOCAL).date())} pukul {formats.clock(hour)} WIB")
    channels = ", ".join(content.rules.channel(one).label for one in content.channels)
    if channels:
        st.markdown(f":material/campaign: {blocks.plain(channels)}")
    barred = content.objections_to_moving(me())
    ask_hour(key, content.version, content.programme, content.channels, hour, barred)
    native = [content.rules.channel(one.channel).label for one in content.publications if one.native and not one.published_at]
    if native and not barred:
        st.caption(say("calendar.moved_by_hand", channels=", ".join(native)))
    st.page_link(CONTENT, label="Buka konten", icon=":material/open_in_new:", query_params={"id": str(content.pk)})


def show_item(item: PlanItem, key: str) -> None:
    rules = item.programme.rules
    look = blocks.Look(say(f"outcomes.{item.outcome.value}"), "gray", "edit_calendar")
    look = status_look(Status.PLANNED) if item.is_open else look
    head(item.title, look, f"{item.programme.name} · {rules.type(item.kind).label}", item.owner_id)
    st.markdown(
        f":material/schedule: {formats.full_day(item.planned_for.astimezone(LOCAL).date())} pukul {formats.clock(item.planned_for)} WIB"
    )
    st.markdown(f":material/campaign: {blocks.plain(', '.join(rules.channel(one).label for one in item.channels))}")
    if item.campaign:
        st.markdown(f":material/flag: {blocks.plain(item.campaign.name)}")
    if item.remark:
        st.text(item.remark)
    if item.note:
        st.text(item.note.text)
    barred = item.objections_to_changing(me())
    ask_hour(key, item.version, item.programme, item.channels, item.planned_for, barred)
    if barred:
        return
    cannot = item.objections_to_beginning(me())
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            "Buat draf",
            icon=":material/edit_note:",
            key=f"begin-{item.pk}",
            disabled=bool(cannot),
            on_click=begin,
            args=(item.pk, item.version),
        )
        with st.popover("Batalkan rencana", icon=":material/cancel:"):
            st.markdown(say("calendar.cancel_ask"))
            st.text_area("Alasan", key=f"cancel-reason-{item.pk}", max_chars=400)
            st.button("Batalkan rencana ini", key=f"cancel-{item.pk}", type="primary", on_click=cancel, args=(item.pk, item.version))
    blocks.issues_list(cannot)


def head(title: str, look: blocks.Look, about: str, owner_id: int | None) -> None:
    st.markdown(f"{look.markdown}  \n**{blocks.plain(title)}**")
    owner = Person.names({owner_id}, db()).get(owner_id, "") if owner_id else ""
    st.caption(blocks.plain(f"{about} · {owner or say('calendar.owner_none')}"))


def ask_hour(key: str, seen: int, programme: Programme, channels: list[str], hour: datetime | None, barred: Issues) -> None:
    """Day and hour as two inputs any keyboard and phone can fill; advice beside them."""
    if barred:
        blocks.issues_list(barred, Level.RECOMMENDED)
        return
    local = hour.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0) if hour else None
    typed = st.datetime_input("Pindahkan ke (WIB)", local, key=hour_key(key, seen), format="DD/MM/YYYY")
    moment = typed.replace(tzinfo=LOCAL) if typed else hour
    if moment:
        blocks.issues_list(advice(programme, channels, moment, db(), but=key), Level.RECOMMENDED)
    st.caption(say("calendar.move_help"))
    st.button(
        "Pindahkan", icon=":material/event_repeat:", type="primary", key=f"move-{key}", disabled=moment is None or moment == hour,
        on_click=move, args=(key, seen),
    )  # fmt: skip


def move(key: str, seen: int) -> None:
    typed = st.session_state.get(hour_key(key, seen))
    if isinstance(typed, datetime) and actions.move(key, seen, typed.replace(tzinfo=LOCAL)):
        closing()


def begin(item_id: int, seen: int) -> None:
    with attempt("Draf dibuat.", then=closing) as session:
        by = signed_in(session)
        PlanItem.current(item_id, seen, by.teams, session).begin_draft(by)


def cancel(item_id: int, seen: int) -> None:
    with attempt("Rencana dibatalkan.", then=closing) as session:
        by = signed_in(session)
        reason = str(st.session_state.get(f"cancel-reason-{item_id}", ""))
        PlanItem.current(item_id, seen, by.teams, session).settle(by, Outcome.CANCELLED, reason)


def hour_key(key: str, seen: int) -> str:
    return f"hour-{key}-{seen}"
