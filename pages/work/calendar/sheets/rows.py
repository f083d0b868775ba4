"""Rows of the preview as cards: what each would do, why it can't, and what to think of."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.issues import Issue
from models.planning.sheets.columns import HEADINGS
from models.planning.sheets.verdicts import Row, Verdict
from models.playbooks import Level
from pages.ui import blocks, formats

AT_ONCE = 20
LOOKS: dict[Verdict, tuple[blocks.Color, str]] = {
    Verdict.UNCHANGED: ("gray", "check"),
    Verdict.KNOWN: ("gray", "done_all"),
    Verdict.CHANGED: ("blue", "edit"),
    Verdict.NEW: ("green", "add_circle"),
    Verdict.CONFLICT: ("orange", "call_split"),
    Verdict.REFUSED: ("red", "block"),
}


def show_rows(programme_id: int, rows: Sequence[Row]) -> None:
    """A page of them; the others are one tap away."""
    name = f"sheet-page-{programme_id}"
    pages = max(1, -(-len(rows) // AT_ONCE))
    page = min(st.session_state.get(name, 0), pages - 1)
    for row in rows[page * AT_ONCE : (page + 1) * AT_ONCE]:
        show_row(programme_id, row)
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Sebelumnya", key=f"{name}-back", disabled=page == 0, on_click=turn, args=(name, page - 1))
        st.caption(f"Halaman {page + 1} dari {pages}", width="content")
        st.button("Berikutnya", key=f"{name}-on", disabled=page + 1 == pages, on_click=turn, args=(name, page + 1))


def turn(name: str, page: int) -> None:
    st.session_state[name] = page


def show_row(programme_id: int, row: Row) -> None:
    color, icon = LOOKS[row.verdict]
    look = blocks.Look(say(f"sheet_verdicts.{row.verdict}"), color, icon)
    when = formats.short_moment(row.moment) if row.moment else ""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{look.markdown} **{blocks.plain(row.title) or '(tanpa judul)'}**")
        st.caption(" · ".join(one for one in (f"Baris {row.number}", row.key, when) if one))
        for change in row.changes:
            before, after = (blocks.plain(one) or "(kosong)" for one in (change.before, change.after))
            st.markdown(f":small[{HEADINGS[change.field]}: {before} → **{after}**]")
        blocks.issues_list([labelled(one) for one in row.issues])
        blocks.issues_list(row.advice, Level.RECOMMENDED)
        if row.verdict is Verdict.CONFLICT:
            ask_conflict(programme_id, row)


def labelled(issue: Issue) -> Issue:
    """A field by its heading, where the sentence names one."""
    field = issue.facts.get("field")
    return Issue(issue.about, issue.key, {**issue.facts, "field": HEADINGS[field]}) if field in HEADINGS else issue


def ask_conflict(programme_id: int, row: Row) -> None:
    st.caption(say("sheets.conflict"))
    name = f"sheet-overwrite-{programme_id}"
    key = f"sheet-over-{programme_id}-{row.number}"
    chosen = row.number in st.session_state.get(name, [])
    st.toggle("Pakai isi berkas", value=chosen, key=key, on_change=choose, args=(name, row.number, key))


def choose(name: str, number: int, key: str) -> None:
    """Kept apart from the widget: another page of rows must not forget it."""
    others = [one for one in st.session_state.get(name, []) if one != number]
    st.session_state[name] = [*others, number] if st.session_state[key] else others
