"""Which time a part of the audit looks at: a quarter, all of it, or days of one's own."""

from datetime import date, datetime, timedelta

import streamlit as st

from models.planning.quarters import Quarter, midnight

BACK = 8
OWN = "own"
EVER = "ever"


def chosen_span(key: str, *, ever: bool = False) -> tuple[datetime | None, datetime | None]:
    """[since, until); None at both ends for all times, and for days that weren't picked yet."""
    quarters = [Quarter.running()]
    while len(quarters) < BACK:
        quarters.append(quarters[-1].previous)
    names = ({EVER: "Semua waktu"} if ever else {}) | {str(one): one.label for one in quarters} | {OWN: "Pilih tanggal"}
    span = st.selectbox("Periode", list(names), key=f"{key}-span", format_func=lambda one: names[one], persist_state="session")
    if span == OWN:
        ends = st.date_input("Tanggal", value=[], format="DD/MM/YYYY", key=f"{key}-days", persist_state="session")
        return picked(ends) if isinstance(ends, tuple) else (None, None)
    quarter = Quarter.read(span or "")
    return (quarter.since, quarter.until) if quarter else (None, None)


def picked(ends: tuple[date, ...]) -> tuple[datetime | None, datetime | None]:
    return (midnight(ends[0]), midnight(ends[-1] + timedelta(days=1))) if ends else (None, None)
