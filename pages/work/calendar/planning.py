"""Merencanakan konten dari kalender: one short form, with what speaks against the hour beside it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import streamlit as st

from data.wording import say
from models import places
from models.actors import Actor, can
from models.base import LOCAL, today
from models.planning.advice import advice
from models.planning.campaigns import Campaign
from models.planning.items import PlanItem
from models.playbooks import Level
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.dialogs import closing, dialog
from pages.ui.session import attempt, db, me, programmes, show_notices, signed_in, view
from pages.work.calendar import actions

USUAL = time(9)
ASKED = "piece"


def planned_by(actor: Actor, shown: Sequence[Programme]) -> list[int]:
    """Programmes this person may plan for."""
    return [one.pk for one in shown if can(actor, "plan", one)]


@dialog("Rencanakan konten", icon=":material/event:", on_dismiss=closing)
def ask_piece(programme_ids: list[int], on: str) -> None:
    if actions.DIALOG not in st.session_state:
        st.rerun()
    with view():
        show_notices(in_dialog=True)
        offered = {one.pk: one for one in programmes() if one.pk in programme_ids and can(me(), "plan", one)}
        if not offered:
            blocks.empty(say("calendar.read_only"))
            return
        chosen = next(iter(offered))
        if len(offered) > 1:
            names = {one: offered[one].name for one in offered}
            chosen = st.selectbox("Program", list(names), key=f"{ASKED}-programme", format_func=lambda one: names[one])
        show_form(offered[chosen], wanted_hour(on))


def show_form(programme: Programme, hour: datetime) -> None:
    rules, own = programme.rules, f"{ASKED}-{programme.pk}"
    st.text_input("Judul", key=f"{own}-title", max_chars=120)
    kinds = {one.key: one.label for one in rules.types}
    st.selectbox("Jenis informasi", list(kinds), key=f"{own}-kind", format_func=lambda one: kinds[one])
    channels = {one.key: one.label for one in rules.channels}
    on = st.pills("Kanal", list(channels), selection_mode="multi", key=f"{own}-channels", format_func=lambda one: f":gray[{channels[one]}]")
    typed = st.datetime_input("Rencana tayang (WIB)", hour, key=f"{own}-hour-{hour:%Y%m%d%H%M}", format="DD/MM/YYYY")
    if typed and on:
        blocks.issues_list(advice(programme, on, typed.replace(tzinfo=LOCAL), db()), Level.RECOMMENDED)
    writers = {0: say("calendar.owner_none")} | PlanItem.writers(programme, db())
    st.selectbox("Penanggung jawab (boleh kosong)", list(writers), key=f"{own}-owner", format_func=lambda one: writers[one])
    campaigns = {0: "Tanpa kampanye"} | {one.pk: one.name for one in Campaign.running(programme.pk, db())}
    if len(campaigns) > 1:
        st.selectbox("Kampanye (boleh kosong)", list(campaigns), key=f"{own}-campaign", format_func=lambda one: campaigns[one])
    if any(one.kind == "places" for one in rules.fields):
        known = {"": "Belum ditentukan"} | dict(places.known())
        st.selectbox("Kecamatan (boleh kosong)", list(known), key=f"{own}-place", format_func=lambda one: known[one])
    st.button(
        "Simpan rencana", type="primary", icon=":material/event_available:", key=f"{own}-save", on_click=plan,
        args=(programme.pk, f"{own}-hour-{hour:%Y%m%d%H%M}"),
    )  # fmt: skip


def plan(programme_id: int, hour_key: str) -> None:
    typed, own = st.session_state, f"{ASKED}-{programme_id}"
    hour = typed.get(hour_key)
    moment = hour.replace(tzinfo=LOCAL) if isinstance(hour, datetime) else datetime.combine(today(), USUAL, LOCAL)
    with attempt("Rencana tersimpan.", then=lambda: forget(own)) as session:
        by = signed_in(session)
        PlanItem.plan(
            Programme.find(programme_id, session), typed.get(f"{own}-title") or "", typed.get(f"{own}-kind") or "",
            list(typed.get(f"{own}-channels") or []), moment, by, session, owner_id=typed.get(f"{own}-owner") or None,
            campaign_id=typed.get(f"{own}-campaign") or None, place=typed.get(f"{own}-place") or "",
        )  # fmt: skip


def forget(own: str) -> None:
    for name in [one for one in st.session_state if str(one).startswith(f"{own}-")]:
        del st.session_state[name]
    closing()


def wanted_hour(on: str) -> datetime:
    """What was tapped, at the usual hour where only a day was; else tomorrow."""
    try:
        tapped = datetime.fromisoformat(on)
    except ValueError:
        return datetime.combine(today() + timedelta(days=1), USUAL)
    return datetime.combine(tapped.date(), USUAL) if len(on) == len("2026-11-21") else tapped.replace(tzinfo=None)
