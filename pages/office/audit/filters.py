"""What the log is narrowed by; it stays while one looks at something else."""

from datetime import date, datetime, time, timedelta

import streamlit as st

from data.wording import say
from models import log_views
from models.base import LOCAL, today
from models.log_views import Group, LogFilters
from pages.ui.addressing import say_in_address
from pages.ui.session import db, me, programme_choice, programmes

LONGEST = 10
ALL_TIMES, CHOSEN = "Semua waktu", "Pilih tanggal"
SPANS = {ALL_TIMES: None, "Hari ini": 0, "7 hari terakhir": 6, "30 hari terakhir": 29, CHOSEN: None}


def chosen_filters() -> LogFilters:
    """The programme is the frame's choice, one content comes with the address."""
    people, content_id = log_views.people_in(me(), db()), asked_content()
    first, second, third = st.columns(3)
    group = first.selectbox("Peristiwa", [None, *Group], format_func=group_label, key="audit-group", persist_state="session")
    names = {0: "Semua orang", **people}
    person = second.selectbox("Orang", list(names), format_func=lambda one: names[one], key="audit-person", persist_state="session")
    with third:
        since, until = chosen_days()
    if content_id is not None:
        st.button(f"Hanya konten nomor {content_id}", icon=":material/close:", key="audit-all", on_click=say_in_address)
    return LogFilters(
        programme_id=programme_choice() if len(programmes()) > 1 else None,
        actor_id=person if person in people else None, actions=log_views.actions_of(group), content_id=content_id,
        since=since, until=until,
    )  # fmt: skip


def asked_content() -> int | None:
    wanted = st.query_params.get("konten", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < LONGEST else None


def group_label(group: Group | None) -> str:
    return say(f"log_groups.{group or 'all'}")


def chosen_days() -> tuple[datetime | None, datetime | None]:
    span = st.selectbox("Waktu", list(SPANS), key="audit-span", persist_state="session")
    if span == CHOSEN:
        ends = st.date_input("Tanggal", value=[], format="DD/MM/YYYY", key="audit-days", persist_state="session")
        return (midnight(ends[0]), midnight(ends[-1] + timedelta(days=1))) if ends else (None, None)
    days = SPANS.get(span or ALL_TIMES)
    return (None if days is None else midnight(today() - timedelta(days=days))), None


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
