"""Several comments chosen, to be answered or hidden with one tap; each still gets its own line in the log."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.public.interactions import Interaction
from pages.live.moderation import asking, looks
from pages.ui import blocks, formats

PICKING = "comments-picking"


def picking() -> bool:
    return bool(st.session_state.get(PICKING))


def show_toggle() -> None:
    st.toggle("Pilih beberapa", key=PICKING)


def show_box(one: Interaction) -> None:
    st.checkbox(f"Pilih {looks.writer(one)}", key=f"pick-{one.pk}", label_visibility="collapsed")


def chosen(found: Sequence[Interaction]) -> list[int]:
    return [one.pk for one in found if one.open and st.session_state.get(f"pick-{one.pk}")]


def show_bar(found: Sequence[Interaction]) -> None:
    """What is chosen on this page, and what can be done with all of it."""
    ids = chosen(found)
    bar = st.bottom.container(border=True, horizontal=True, vertical_alignment="center", gap="xsmall", horizontal_alignment="distribute")
    with bar:
        words = say("moderation.chosen", count=formats.number(len(ids))) if ids else say("moderation.choose")
        st.markdown(f":small[{blocks.plain(words)}]", width="content")
        with st.container(horizontal=True, gap="xsmall", width="content"):
            st.button("Pilih semua", key="pick-all", type="tertiary", on_click=pick, args=([one.pk for one in found if one.open],))
            st.button("Sembunyikan", key="many-hide", disabled=not ids, on_click=asking.ask, args=("hide-many", *ids))
            st.button("Jawab semua", key="many-answer", type="primary", disabled=not ids, on_click=asking.ask, args=("answer-many", *ids))


def pick(ids: Sequence[int]) -> None:
    for one in ids:
        st.session_state[f"pick-{one}"] = True


def forget() -> None:
    """Nothing chosen any more."""
    for name in [one for one in st.session_state if str(one).startswith("pick-") and str(one) != "pick-all"]:
        del st.session_state[name]
