"""An idea written down and one reworded: its source must be named; what is like it already stands below the title."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.wording import say
from models.places import known
from models.planning.ideas import LENGTHS, Idea
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.dialogs import closing
from pages.ui.formats import listing
from pages.ui.session import attempt, db, me, programmes, signed_in
from pages.work.planning.board.adding import show_buttons
from pages.work.planning.board.form import place_of

KEY = "idea-new"
FIELDS = ("title", "about", "source", "source_note", "kind", "place")


def show_suggest(programme_id: int, start: Mapping[str, Any]) -> None:
    """For one of the programmes one works in; where there are several, it is chosen here."""
    offered = {one.pk: one for one in programmes() if one.pk in me().teams}
    if len(offered) > 1:
        picked = st.segmented_control(
            "Program", list(offered), default=programme_id, required=True, key=f"{KEY}-programme",
            format_func=lambda one: f":gray[{blocks.plain(offered[one].name)}]",
        )  # fmt: skip
        programme_id = picked or programme_id
    show_fields(KEY, Programme.find(programme_id, db()), start)
    show_buttons("idea-save", "Usulkan", suggest, programme_id)


def show_revise(idea: Idea, programme: Programme) -> None:
    key = f"idea-{idea.pk}"
    show_fields(key, programme, {one: getattr(idea, one) for one in FIELDS}, but=idea.pk)
    show_buttons("idea-revise-save", "Simpan", revise, idea.pk, idea.version, key)


def show_fields(key: str, programme: Programme, start: Mapping[str, Any], but: int | None = None) -> None:
    sources = {one.key: one.label for one in programme.rules.idea_sources}
    kinds = {one.key: one.label for one in programme.rules.types}
    places = dict(known())
    st.text_input("Judul", value=start.get("title", ""), key=f"{key}-title", max_chars=LENGTHS["title"])
    if alike := Idea.alike(programme.pk, st.session_state.get(f"{key}-title") or "", db(), but=but):
        words = say("ideas.alike", titles=listing(f"“{one.title}”" for one in alike))
        st.markdown(f":small[:orange[:material/lightbulb: {blocks.plain(words)}]]")
    st.text_area(
        "Yang ingin disampaikan (boleh kosong)", value=start.get("about", ""), key=f"{key}-about", max_chars=LENGTHS["about"], height=90
    )
    st.selectbox(
        "Asal ide", list(sources), index=place_of(start.get("source"), sources), key=f"{key}-source", placeholder="Pilih asal",
        format_func=lambda one: sources.get(one, ""),
    )  # fmt: skip
    st.text_input(
        "Keterangan asal (boleh kosong)", value=start.get("source_note", ""), key=f"{key}-source_note", max_chars=LENGTHS["source_note"],
        placeholder="Nomor surat, nama kantor, atau tautan komentar",
    )  # fmt: skip
    left, right = st.columns(2)
    left.selectbox(
        "Jenis informasi (boleh kosong)", list(kinds), index=place_of(start.get("kind"), kinds), key=f"{key}-kind",
        placeholder="Pilih jenis", format_func=lambda one: kinds.get(one, ""),
    )  # fmt: skip
    right.selectbox(
        "Kecamatan (boleh kosong)", list(places), index=place_of(start.get("place"), places), key=f"{key}-place",
        placeholder="Seluruh kabupaten", format_func=lambda one: places.get(one, ""),
    )  # fmt: skip


def given(key: str) -> dict[str, str]:
    return {one: st.session_state.get(f"{key}-{one}") or "" for one in FIELDS}


def suggest(programme_id: int) -> None:
    told = given(KEY)
    with attempt(say("ideas.suggested"), then=closing) as session:
        programme = Programme.find(programme_id, session)
        Idea.suggest(programme, told.pop("title"), told.pop("source"), signed_in(session), session, **told)


def revise(idea_id: int, seen: int, key: str) -> None:
    with attempt(say("ideas.revised"), then=closing) as session:
        by = signed_in(session)
        idea = Idea.current(idea_id, seen, by.teams, session)
        idea.revise(Programme.find(idea.programme_id, session), by, given(key))
