"""Somebody saved first: both texts and their difference, field by field; nothing is overwritten until the writer has chosen."""

from typing import Any

import streamlit as st

from data.wording import say
from models.content.differences import between_texts
from models.content.merging import Conflict, Merge, merge
from models.people import Person
from models.playbooks import FieldKind
from pages.ui import blocks, formats
from pages.ui.session import db
from pages.ui.speaking import marked, spoken
from pages.work.compose import actions, aside
from pages.work.compose.choosing import BOTH, MINE, THEIRS, key_of_choice
from pages.work.compose.desk import Desk


def show_merge(desk: Desk) -> None:
    """Instead of the form, while the typing stands on an older revision."""
    content, newest = desk.content, desk.content.revision
    assert newest is not None
    who = Person.names({newest.by_id}, db()).get(newest.by_id, "Simpul") if newest.by_id else "Simpul"
    merged = merge((desk.base.fields, desk.base.files), (desk.fields, desk.files), (newest.fields, newest.files))
    words = say("compose.merge", who=who, number=newest.number, moment=formats.short_moment(newest.at), base=desk.base.number)
    with st.container(border=True):
        st.markdown(f":orange[:material/merge: {blocks.plain(words)}]")
    for conflict in merged.conflicts:
        _show_conflict(desk, conflict, who)
    _show_rest(desk, merged, who)
    with blocks.bottom_bar(f"{len(merged.conflicts)} bagian perlu Anda pilih" if merged.conflicts else "", "orange", "merge"):
        st.button("Buang tulisan saya", key="discard", width="stretch", on_click=aside.discard, args=(content.pk,))
        st.button(
            f"Simpan di atas revisi {newest.number}", key="settle", type="primary", width="stretch", icon=":material/save:",
            on_click=actions.settle, args=(content.pk, merged, newest.number),
        )  # fmt: skip


def _show_conflict(desk: Desk, conflict: Conflict, who: str) -> None:
    content = desk.content
    mine, theirs = _words(desk, conflict.key, conflict.mine), _words(desk, conflict.key, conflict.theirs)
    with st.container(border=True, gap="small"):
        blocks.heading(_label(desk, conflict.key), "diubah dua orang", color="orange", badge_icon="merge")
        grid = st.grid(2, min_column_width=260)
        for title, text in (("Tulisan Anda", mine), (f"Tulisan {who}", theirs)):
            with grid.cell(), st.container(border=True, gap=None):
                st.caption(title)
                st.text(text or "(kosong)")
        st.caption("Dari tulisan Anda ke tulisannya")
        st.markdown(marked(between_texts(mine, theirs)) or "(kosong)")
        options = {MINE: "Pakai tulisan saya", THEIRS: f"Pakai tulisan {who}"}
        if _is_text(desk, conflict):
            options[BOTH] = "Tulis gabungannya"
        choice, text = (key_of_choice(content.pk, content.revision_number, conflict, part) for part in ("choice", "text"))
        st.radio("Yang dipakai", list(options), key=choice, format_func=lambda one: options.get(one, one), horizontal=True)
        if st.session_state.get(choice) == BOTH:
            st.text_area("Gabungan", value=f"{mine}\n{theirs}", key=text, height=140)


def _show_rest(desk: Desk, merged: Merge, who: str) -> None:
    """What goes together by itself is said, not asked."""
    for words, keys in ((f"Dipakai dari {who}, karena Anda tidak mengubahnya", merged.theirs), ("Perubahan Anda yang tetap", merged.mine)):
        if keys:
            st.caption(f"{words}: {', '.join(_label(desk, key) for key in keys)}.")


def _is_text(desk: Desk, conflict: Conflict) -> bool:
    kinds = (FieldKind.LINE, FieldKind.TEXT, FieldKind.STEPS)
    return not conflict.key.startswith("file:") and desk.content.rules.field(conflict.key).kind in kinds


def _label(desk: Desk, key: str) -> str:
    if not key.startswith("file:"):
        return desk.content.rules.field(key).label
    names = {f"file:{one.pk}": one.name for one in desk.content.media}
    return f"Berkas {names.get(key, '')}"


def _words(desk: Desk, key: str, value: Any) -> str:
    if not key.startswith("file:"):
        return spoken(desk.content.rules.field(key), value, desk.content.rules, desk.contacts)
    if value is None:
        return "(dikeluarkan)"
    answers = {one.key: one.label for one in desk.content.rules.people.answers}
    return f"Teks alternatif: {value.get('alt') or '(kosong)'}\nWarga dalam berkas: {answers.get(value.get('people', ''), 'belum dijawab')}"
