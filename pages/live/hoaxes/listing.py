"""The desk: open cases by their hour, what is like what is typed, filters that stay."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.playbooks import Option
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.shelves import HoaxPage, Shelf
from models.public.hoaxes.sightings import Sighting
from pages.live.hoaxes import asking, looks
from pages.ui import blocks, formats
from pages.ui.session import db, programme_choice

KEPT = "hoaxes-kept"  # the filters outlive the widgets, which a case's page doesn't draw
AFTER = "hoaxes-after"


def show_desk(actor: Actor, offered: list[Programme]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        blocks.title("Penanganan hoaks", say("hoaxes.help"))
        if mine := [one for one in offered if can(actor, "check_hoax", one)]:
            chosen = next((one for one in mine if one.pk == programme_choice()), mine[0])
            st.button("Catat klaim", key="hoax-new", type="primary", icon=":material/add:", on_click=asking.ask, args=("record", chosen.pk))
    if not offered:
        blocks.empty(say("hoaxes.not_yours"))
        return
    words, shelf, result = show_filters(offered)
    if words.strip():
        found = HoaxCase.search(words, actor, db(), before=_before())
    else:
        found = HoaxCase.shelf(shelf, actor, db(), programme_id=programme_choice(), result=result, after=st.session_state.get(AFTER))
    show_rows(found, several=len(offered) > 1, empty="search" if words.strip() else str(shelf))
    show_leafing(found)


def show_filters(offered: list[Programme]) -> tuple[str, Shelf, str]:
    kept = st.session_state.get(KEPT) or {}
    labels = {one.key: one.label for programme in reversed(offered) for one in _results(programme)}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        shelf = st.segmented_control(
            "Keadaan", list(Shelf), default=Shelf(kept.get("shelf") or Shelf.OPEN), required=True, key="hoaxes-shelf",
            label_visibility="collapsed", on_change=keep, format_func=lambda one: f":gray[{say(f'hoax_shelves.{one}')}]",
        )  # fmt: skip
        options = ["", *labels]
        result = st.selectbox(
            "Simpulan", options, index=options.index(kept["result"]) if kept.get("result") in options else 0, key="hoaxes-result",
            label_visibility="collapsed", width=240, on_change=keep, format_func=lambda one: labels.get(one, "Semua simpulan"),
        )  # fmt: skip
        words = st.text_input(
            "Cari klaim", value=kept.get("words") or "", key="hoaxes-words", placeholder="Cari klaim atau nomor kasus",
            label_visibility="collapsed", type="search", on_change=keep, max_chars=200,
        )  # fmt: skip
    return words or "", Shelf(shelf or Shelf.OPEN), result if result in labels else ""


def keep() -> None:
    """What was chosen, as plain values; a list narrowed anew begins at its first page."""
    state = st.session_state
    state[KEPT] = {key: state.get(f"hoaxes-{key}") or "" for key in ("shelf", "result", "words")}
    from_the_start()


def show_rows(found: HoaxPage, *, several: bool, empty: str) -> None:
    if not found.rows:
        blocks.empty(say(f"hoaxes.empty_{empty}"))
        return
    spread = Sighting.people_of([one.pk for one in found.rows], db())
    with st.container(gap="xsmall"):
        count = "lebih dari 1.000" if found.capped else formats.number(found.count)
        st.caption(f"{count} kasus")
        for case in found.rows:
            if blocks.row(f"“{case.title}”", about(case, spread.get(case.pk, (0, 0)), several), look(case), "Buka", key=f"hoax-{case.pk}"):
                st.switch_page(asking.LIST, query_params={"id": str(case.pk)})


def about(case: HoaxCase, spread: tuple[int, int], several: bool) -> str:
    parts = (
        case.number, case.programme.name if several else "", say(f"hoax_states.{case.state}"),
        looks.result(case.programme, case.result, case.made_by_ai), looks.spread(*spread), formats.ago(case.received_at),
        "digabung" if case.merged_into_id else "",
    )  # fmt: skip
    return " · ".join(filter(None, parts))


def look(case: HoaxCase) -> blocks.Look:
    return looks.time_look(case) or looks.state_look(case)


def show_leafing(found: HoaxPage) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(AFTER) is not None:
            st.button("Halaman pertama", key="hoaxes-first", icon=":material/first_page:", on_click=from_the_start)
        if found.more:
            last = found.rows[-1]
            st.button("Berikutnya", key="hoaxes-next", icon=":material/chevron_right:", on_click=leaf, args=(last.due_at, last.pk))


def from_the_start() -> None:
    st.session_state.pop(AFTER, None)


def leaf(due_at: datetime, case_id: int) -> None:
    st.session_state[AFTER] = (due_at, case_id)


def _before() -> int | None:
    after = st.session_state.get(AFTER)
    return after[1] if after else None


def _results(programme: Programme) -> tuple[Option, ...]:
    return (*programme.rules.hoaxes.classes, *programme.rules.hoaxes.exits)
