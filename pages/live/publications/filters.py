"""What a list is narrowed by; it stays while one goes elsewhere and comes back."""

from datetime import date, datetime, time, timedelta

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.content.archives import Filters
from pages.ui.session import programmes


def ask_filters(name: str, programme_id: int | None) -> Filters:
    """`name` keeps the filters of two lists apart."""
    shown = [one.rules for one in programmes() if programme_id in (None, one.id)]
    kinds = {one.key: one.label for rules in shown for one in rules.types}
    channels = {one.key: one.label for rules in shown for one in rules.channels}
    lanes = {one.key: one.label for rules in shown for one in rules.lanes}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        kind = choose(f"{name}-kind", say("publications.filter_kind"), kinds)
        channel = choose(f"{name}-channel", say("publications.filter_channel"), channels)
        lane = choose(f"{name}-lane", say("publications.filter_lane"), lanes)
        since = ask_day(f"{name}-since", say("publications.filter_since"))
        until = ask_day(f"{name}-until", say("publications.filter_until"))
    return Filters(programme_id, kind, channel, lane, midnight(since), midnight(until, 1))


def choose(key: str, label: str, options: dict[str, str]) -> str:
    if st.session_state.get(key, "") not in ("", *options):
        st.session_state[key] = ""  # the programme was changed meanwhile
    named = {"": say("publications.all"), **options}
    found = st.selectbox(label, list(named), key=key, format_func=lambda one: named.get(one, one), width=165, persist_state="session")
    return found or ""


def ask_day(key: str, label: str) -> date | None:
    found = st.date_input(label, None, key=key, format="DD/MM/YYYY", width=165, persist_state="session")
    return found if isinstance(found, date) else None


def midnight(day: date | None, later: int = 0) -> datetime | None:
    """The beginning of a day in the district, or of the day after."""
    return datetime.combine(day + timedelta(days=later), time(0), LOCAL) if day else None
