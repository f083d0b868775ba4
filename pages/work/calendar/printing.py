"""Mencetak kalender: the span in view as a document."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.wording import say
from models.programmes import Programme
from pages.documents import printed_calendar


def offer_print(shown: Sequence[Programme], since: date, until: date) -> None:
    """Made at the click, for who is there then."""
    st.download_button(
        "Cetak (PDF)", printed_calendar.offered([one.pk for one in shown], since, until), on_click="ignore", mime="application/pdf",
        file_name=printed_calendar.file_name(since), icon=":material/print:", key="print-calendar", help=say("calendar.print_help"),
    )  # fmt: skip
