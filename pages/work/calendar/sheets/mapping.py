"""Which sheet, which column is what, and what an office's own words stand for; our own files need none of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import streamlit as st

from data.wording import say
from models.base import today
from models.planning.sheets import columns as sheet_columns
from models.planning.sheets.columns import HEADINGS, MAPPED, NEEDED, Columns
from models.planning.sheets.imports import SheetImport
from models.planning.sheets.reading import folded, foreign
from models.planning.sheets.values import Tab, letters
from models.planning.sheets.words import Words
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.session import db
from pages.work.calendar.sheets.file import Uploaded, tabs

YEAR = timedelta(days=366)
NOBODY = 0


def choose_tab(taken: Uploaded) -> Tab:
    """Our own sheet where there is one; else the person picks among those of the file."""
    found = tabs(taken)
    ours = [one for one in found if (columns := sheet_columns.found_in(one)) and columns.ours]
    if len(found) == 1 or ours:
        return ours[0] if ours else found[0]
    place = st.selectbox("Lembar", range(len(found)), format_func=lambda one: found[one].name, key=f"sheet-tab-{taken.sha256[:12]}")
    return found[place]


def choose_columns(programme: Programme, taken: Uploaded, tab: Tab) -> Columns | None:
    """As guessed or remembered, changed by hand; None until day and title are shown."""
    guessed = sheet_columns.found_in(tab)
    if guessed and guessed.ours:
        return guessed
    if guessed is None:
        st.warning(say("sheets.no_heading"), icon=":material/warning:")
        guessed = Columns(tab.lines[0].number, {})
    remembered = SheetImport.remembered(programme.pk, sheet_columns.digest(tab, guessed), db())
    with st.expander("Kolom dan padanan kata", icon=":material/view_column:", expanded=not remembered, key=f"sheet-map-{programme.pk}"):
        st.caption(say("sheets.mapping_help"))
        columns = ask_columns(taken, tab, replace(guessed, **remembered) if remembered else guessed)
        if not set(NEEDED) <= columns.at.keys():
            st.warning(say("sheets.mapping_needs"), icon=":material/warning:")
            return None
        return ask_words(programme, taken, tab, columns)


def ask_columns(taken: Uploaded, tab: Tab, guess: Columns) -> Columns:
    over = sheet_columns.headings(tab, guess)
    labels = {place: f"{letters(place)} · {text[:40]}" for place, text in over.items()}
    at = {}
    for key in MAPPED:
        known = list(labels).index(guess.at[key]) if guess.at.get(key) in labels else None
        chosen = st.selectbox(
            HEADINGS[key], list(labels), index=known, format_func=lambda one: labels[one], placeholder="Tidak ada di berkas",
            key=f"sheet-col-{key}-{taken.sha256[:12]}",
        )  # fmt: skip
        if chosen is not None:
            at[key] = chosen
    same_day = st.toggle(say("sheets.same_day"), value=guess.same_day, key=f"sheet-same-{taken.sha256[:12]}")
    return replace(guess, at=at, same_day=same_day)


def ask_words(programme: Programme, taken: Uploaded, tab: Tab, columns: Columns) -> Columns:
    """A box for each word that means nothing here; those chosen are remembered with the import."""
    known = Words.of(programme, db(), today() - YEAR, today() + YEAR)
    unknown = foreign(sheet_columns.body(tab, columns), columns, known)
    if any(unknown.values()):
        st.caption(say("sheets.words_help"))
    writers = {NOBODY: "Tanpa penanggung jawab", **{one: known.owners[one] for one in known.writers}}
    return replace(
        columns,
        kinds=ask_each(taken, "Jenis informasi", unknown["kinds"], known.kinds, columns.kinds),
        channels=ask_each(taken, "Kanal", unknown["channels"], known.channels, columns.channels),
        owners=ask_each(taken, "Penanggung jawab", unknown["owners"], writers, columns.owners),
    )


def ask_each(taken: Uploaded, label: str, words: list[str], offered: Mapping[Any, str], before: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for word in words:
        keys = list(offered)
        known = keys.index(before[folded(word)]) if before.get(folded(word)) in offered else None
        chosen = st.selectbox(
            f"{label}: {blocks.plain(word[:60]) or 'sel kosong'}", keys, index=known, format_func=lambda one: offered[one],
            placeholder="Pilih padanannya", key=f"sheet-word-{label}-{folded(word)}-{taken.sha256[:12]}",
        )  # fmt: skip
        if chosen is not None:
            found[folded(word)] = chosen
    return found
