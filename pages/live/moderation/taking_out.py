"""Ekspor: the comments of a period as a table without personal data, for who may take the log out."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import today
from models.programmes import Programme
from models.public.taking_out import may_take_out
from pages.documents import comment_table
from pages.ui import blocks


def show_export(shown: Sequence[Programme], actor: Actor) -> None:
    ours = may_take_out(actor, shown)
    blocks.heading("Ekspor daftar komentar", icon="download")
    if not ours:
        blocks.empty(say("moderation.export_not_yours"))
        return
    st.caption(say("moderation.export_help", names=", ".join(one.name for one in ours)))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        first = st.date_input("Masuk sejak", today() - timedelta(days=30), key="comments-export-since", format="DD/MM/YYYY", width=180)
        last = st.date_input("Sampai dengan", today(), key="comments-export-until", format="DD/MM/YYYY", width=180)
        ordered = first is not None and last is not None and first <= last
        st.download_button(
            "Unduh CSV", comment_table.offered([one.pk for one in ours], first, last) if ordered else b"",
            f"komentar-{first}-{last}.csv", "text/csv", key="comments-export", icon=":material/table_view:", disabled=not ordered,
            on_click="ignore",
        )  # fmt: skip
