"""What was saved when by whom, and the words that changed between any two."""

import streamlit as st

from models.content.differences import between
from models.content.revisions import Revision
from models.people import Person
from pages.ui import blocks, formats
from pages.ui.session import db
from pages.ui.speaking import show_difference, speaker
from pages.work.compose.desk import Desk


def show_revisions(desk: Desk) -> None:
    """Newest first; the two that are compared are chosen above."""
    content = desk.content
    names = Person.names({one.by_id for one in content.revisions if one.by_id}, db())
    labels = {
        one.number: f"Revisi {one.number} · {names.get(one.by_id or 0, 'Simpul')} · {formats.short_moment(one.at)}"
        for one in reversed(content.revisions)
    }
    with st.container(border=True, gap="small"):
        blocks.heading("Perbedaan antarrevisi", len(labels))
        if len(labels) < 2:
            st.caption("Baru ada satu revisi. Perbedaan muncul di sini sesudah draf disimpan lagi.")
            return
        grid = st.grid(2, min_column_width=240)
        with grid.cell():
            before = st.selectbox(
                "Dari", list(labels), index=1, format_func=lambda one: labels.get(one, str(one)), key=f"before-{content.pk}"
            )
        with grid.cell():
            after = st.selectbox("Ke", list(labels), format_func=lambda one: labels.get(one, str(one)), key=f"after-{content.pk}")
        _compare(desk, before, after)


def _compare(desk: Desk, before: int | None, after: int | None) -> None:
    """Numbers from the screen are asked for within this content only."""
    content = desk.content
    old, new = (Revision.numbered(content.pk, one, db()) if one else None for one in (before, after))
    if old is None or new is None:
        return
    files = old.draft_files(content.media), new.draft_files(content.media)
    difference = between(old.fields, new.fields, *files, spoken=speaker(content.rules, desk.contacts))
    stages = {one.key: one.label for one in content.lane_rules.stages}
    st.caption(f"Revisi {old.number} dibuat pada tahap {stages[old.stage]}, revisi {new.number} pada tahap {stages[new.stage]}.")
    show_difference(difference, content.rules)
