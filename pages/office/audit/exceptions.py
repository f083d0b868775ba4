"""Bagian Pengecualian: konten yang tidak menempuh jalan biasa, menurut jenis dan periode."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.governance import exceptions
from models.governance.exceptions import PAGE, Exceptional, Kind, Wanted
from models.people import Person
from models.programmes import Programme
from pages.documents import exception_table
from pages.office.audit.spans import chosen_span
from pages.ui import blocks, formats
from pages.ui.exception_words import LOOKS, stands
from pages.ui.session import db, me, programme_choice, programmes

TURNED = "exceptions-turned"


def show_exceptions() -> None:
    st.caption(say("audit.exceptions_help"))
    wanted = chosen()
    rows, before = page_of(wanted)
    show_table(wanted)
    if not rows:
        blocks.empty(say("audit.exceptions_none"))
    titles = Content.titles({one.content_id for one in rows}, db(), me())
    people = Person.names({one.person_id for one in rows if one.person_id}, db())
    states = exceptions.states(rows[:PAGE], wanted.programmes, db())
    names = {one.pk: one.name for one in wanted.programmes}
    for one in rows[:PAGE]:
        about = [formats.moment(one.at), people.get(one.person_id or 0, ""), stands(one.kind, states.get(one.place, ""))]
        about += [names.get(one.programme_id, "")] if len(names) > 1 else []
        with blocks.row_of(titles.get(one.content_id, ""), " · ".join(filter(None, about)), LOOKS[one.kind].look):
            st.page_link("review/content/page.py", label="Buka", icon=":material/article:", query_params={"id": str(one.content_id)})
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button("Lebih baru", key="exceptions-newer", icon=":material/arrow_back:", disabled=not before, on_click=turn_back)
        last = rows[PAGE - 1].place if len(rows) > PAGE else None
        st.button(
            "Lebih lama", key="exceptions-older", icon=":material/arrow_forward:", disabled=last is None, on_click=turn, args=(last,)
        )  # fmt: skip


def chosen() -> Wanted:
    left, right = st.columns([1, 2])
    with left:
        since, until = chosen_span("exceptions", ever=True)
    names = {one: say(f"exception_kinds.{one}") for one in Kind}
    kinds = right.multiselect(
        "Jenis", list(Kind), key="exceptions-kinds", placeholder="Semua jenis", format_func=lambda one: names[one], persist_state="session"
    )
    return Wanted(tuple(readable()), frozenset(kinds), since, until)


def readable() -> list[Programme]:
    """The frame's choice, of those whose team one belongs to or that one may look at."""
    actor = me()
    ours = [one for one in programmes() if actor.sees_all or actor.is_admin or one.pk in actor.teams]
    return [one for one in ours if programme_choice() in (None, one.pk)]


def show_table(wanted: Wanted) -> None:
    st.download_button(
        "Unduh tabel (CSV)", exception_table.offered(wanted), "pengecualian.csv", "text/csv", on_click="ignore", key="exceptions-csv",
        icon=":material/download:",
    )  # fmt: skip


def page_of(wanted: Wanted) -> tuple[list[Exceptional], list[object]]:
    """The places where the pages turned so far begin; other filters start at the newest again."""
    asked = repr((wanted.ids, sorted(wanted.kinds), wanted.since, wanted.until))
    if st.session_state.get(TURNED, {}).get("asked") != asked:
        st.session_state[TURNED] = {"asked": asked, "before": []}
    before = st.session_state[TURNED]["before"]
    return exceptions.page(wanted, db(), before=before[-1] if before else None), before


def turn(last: object) -> None:
    st.session_state[TURNED]["before"].append(last)


def turn_back() -> None:
    st.session_state[TURNED]["before"].pop()
