"""Riwayat: setiap langkah sebagai kalimat, dengan alasan dan catatannya."""

import streamlit as st

from models.content.contents import Content
from models.content.history import Said, said_with
from models.entries import Entry
from pages.ui import blocks, formats
from pages.ui.history import lines
from pages.ui.session import db

SHOWN = 100
ICONS = {
    "content.begun": "edit_note", "content.saved": "save", "content.submitted": "send", "content.approved": "check_circle",
    "content.written_validation": "description", "content.returned": "undo", "content.recalled": "reply", "content.held": "pause_circle",
    "content.resumed": "play_circle", "content.decision_undone": "history", "content.verbally_approved": "call",
    "content.verbal_confirmed": "verified", "content.verbal_denied": "block", "content.scheduled": "schedule_send",
    "content.published": "campaign",
    "content.taken_down": "visibility_off", "content.cancelled": "cancel", "content.archived": "inventory_2",
    "content.inspected": "visibility",
}  # fmt: skip


def show_history(content: Content) -> None:
    entries = Entry.of(content, db(), limit=SHOWN)
    said = said_with(content, entries)
    items = {item.key: item.text for lane in content.rules.lanes for stage in lane.stages for item in stage.checklist}
    for entry, line in zip(entries, lines(entries, db()), strict=True):
        own = said[entry.number]
        title = f"{blocks.plain(line.sentence)} · {formats.short_moment(line.at)}"
        icon = f":material/{ICONS.get(entry.action, 'radio_button_checked')}:"
        with st.expander(title, icon=icon, type="step", expanded=bool(own.note or own.failed), key=f"line-{entry.number}"):
            show_said(own, items, entry.number)


def show_said(said: Said, items: dict[str, str], number: int) -> None:
    if said.note:
        st.text(f"“{said.note}”")
    for item, why in said.failed:
        st.markdown(f":red[:material/close:] {blocks.plain(items.get(item, item))}  \n:small[:gray[{blocks.plain(why)}]]")
    st.caption(f"Catatan log nomor {number}")
