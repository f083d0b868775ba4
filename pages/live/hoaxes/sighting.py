"""Jejak sebaran: where it was seen and how far it went there."""

from typing import Any

import streamlit as st

from data.wording import say
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.sightings import LENGTHS, Sighting
from pages.live.hoaxes import asking, looks, recording
from pages.ui import blocks, formats, uploads
from pages.ui.dialogs import closing
from pages.ui.session import attempt, signed_in, telling


def show_fields(key: str, programme: Programme) -> None:
    part = programme.rules.hoaxes
    places, levels = {one.key: one.label for one in part.places}, {one.key: one.label for one in part.spread}
    left, right = st.columns(2)
    left.selectbox(
        "Tempat",
        list(places),
        index=None,
        key=f"{key}-sight-place",
        placeholder="Pilih tempat",
        format_func=lambda one: places.get(one, ""),
    )
    right.selectbox("Sebaran", list(levels), key=f"{key}-sight-spread", format_func=lambda one: levels.get(one, ""))
    left.text_input("Keterangan (boleh kosong)", key=f"{key}-sight-detail", max_chars=LENGTHS["detail"], placeholder="Grup warga RT 04")
    right.number_input("Perkiraan orang (boleh kosong)", min_value=0, step=50, value=None, key=f"{key}-sight-people")
    st.session_state.setdefault(f"{key}-sight-at", recording.this_minute())
    st.datetime_input("Terlihat pada (WIB)", format="DD/MM/YYYY", step=60, key=f"{key}-sight-at")


def given(key: str) -> dict[str, Any]:
    state = st.session_state
    return {
        "place": state.get(f"{key}-sight-place") or "", "spread": state.get(f"{key}-sight-spread") or "",
        "detail": state.get(f"{key}-sight-detail") or "", "people": state.get(f"{key}-sight-people"),
        "seen_at": recording.aware(state.get(f"{key}-sight-at")),
    }  # fmt: skip


def show_trail(case: HoaxCase, *, works: bool) -> None:
    """All traces, newest first, with what can be told of each."""
    people = sum(one.people or 0 for one in case.sightings)
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Jejak sebaran", len(case.sightings), icon="share")
        if not case.sightings:
            st.caption(say("hoaxes.empty_sightings"))
        else:
            st.caption(looks.spread(len(case.sightings), people))
        for one in reversed(case.sightings):
            show_trace(case, one)
        if works:
            st.button("Catat jejak", key="sight-new", icon=":material/add:", on_click=asking.ask, args=("sight", case.pk))


def show_trace(case: HoaxCase, one: Sighting) -> None:
    part = case.programme.rules.hoaxes
    place, level = looks.label_of(part.places, one.place), looks.label_of(part.spread, one.spread)
    parts = [level, f"sekitar {formats.number(one.people)} orang" if one.people else "", formats.short_moment(one.seen_at)]
    parts += ["komentar di kanal kita"] if one.interaction_id else []
    parts += ["sudah dijawab" if one.answered_at else "belum dijawab"] if one.interaction_id else []
    detail = f" · {blocks.plain(one.detail)}" if one.detail else ""
    st.markdown(f"**{place}**{detail}  \n:small[:gray[{blocks.plain(' · '.join(filter(None, parts)))}]]")
    if one.link:
        st.text(one.link)
    if (file := case.file(one.file_id)) and file.is_picture:
        st.image(uploads.address(file.preview or file.sha256), width=220)


def show_sight(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}"
    show_fields(key, case.programme)
    st.text_input("Tautan (boleh kosong)", key=f"{key}-sight-link", max_chars=LENGTHS["link"])
    st.file_uploader("Tangkapan layar (boleh kosong): JPEG, PNG, atau WebP", key=f"{key}-sight-file")
    asking.show_buttons("sight-save", "Catat jejak", sight, case.pk)


def sight(case_id: int) -> None:
    key = f"hoax-{case_id}"
    with telling():
        kept = recording.kept_file(f"{key}-sight-file")
        with attempt("Jejak dicatat.", then=closing) as session:
            by = signed_in(session)
            link = st.session_state.get(f"{key}-sight-link") or ""
            HoaxCase.current(case_id, None, by, session).sight(by, **given(key), link=link, file=kept)
