"""What the log is narrowed by; it stays while one looks at something else."""

from datetime import date, datetime, time, timedelta

import streamlit as st

from data.wording import say
from models import log_views
from models.base import LOCAL, today
from models.log_views import Group, LogFilters
from pages.ui.session import db, me, programme_choice, programmes

ALL_TIMES, CHOSEN = "Semua waktu", "Pilih tanggal"
SPANS = {ALL_TIMES: None, "Hari ini": 0, "7 hari terakhir": 6, "30 hari terakhir": 29, CHOSEN: None}


def chosen_filters() -> LogFilters:
    """The programme is the frame's choice, one content comes with the address."""
    people, wanted = log_views.people_in(me(), db()), st.query_params.get("konten", "")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        group = st.selectbox(
            "Peristiwa", [None, *Group], format_func=lambda one: say(f"log_groups.{one or 'all'}"), key="audit-group", width=220,
            persist_state="session",
        )  # fmt: skip
        person = st.selectbox(
            "Orang", [None, *people], format_func=lambda one: people.get(one or 0, "Semua orang"), key="audit-person", width=220,
            persist_state="session",
        )  # fmt: skip
        span = st.selectbox("Waktu", list(SPANS), key="audit-span", width=180, persist_state="session")
        since, until = chosen_days(span)
        if wanted.isdecimal():
            st.button(f"Hanya konten nomor {wanted}", icon=":material/close:", key="audit-all", on_click=st.query_params.clear)
    return LogFilters(
        programme_id=programme_choice() if len(programmes()) > 1 else None,
        actor_id=person, actions=log_views.actions_of(group), content_id=int(wanted) if wanted.isdecimal() else None,
        since=since, until=until,
    )  # fmt: skip


def chosen_days(span: str | None) -> tuple[datetime | None, datetime | None]:
    days = SPANS.get(span or ALL_TIMES)
    if days is not None:
        return midnight(today() - timedelta(days=days)), None
    if span != CHOSEN:
        return None, None
    ends = st.date_input("Tanggal", value=[], format="DD/MM/YYYY", key="audit-days", width=240, persist_state="session")
    return (midnight(ends[0]), midnight(ends[-1] + timedelta(days=1))) if ends else (None, None)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
