"""The desk without a draft on it: what came back, what is begun, what is owed, what waits with others."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.content.shelves import PAGE, Page
from pages.ui import blocks, formats
from pages.ui.hats import within
from pages.ui.session import db, me, programme_choice, programmes
from pages.work.compose import aside


def show_lists() -> None:
    actor, session = within(me(), programme_choice()), db()
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        blocks.title("Draf", "Tulis dan perbaiki konten")
        if any(Content.lanes_open_to(actor, one) for one in programmes()):
            st.button("Konten baru", icon=":material/add:", type="primary", key="begin", on_click=aside.begin_another)
    _show_list("returned", Content.returned(actor, session), "Perbaiki", lambda one: blocks.deadline(one.due_at))
    _show_owed()
    page = (st.session_state.get("desk-page") or 1) - 1
    mine = Content.on_desk(actor, session, page=page)
    _show_list("desk", mine, "Lanjutkan", lambda one: blocks.deadline(one.due_at))
    if mine.count > PAGE or page:
        st.pagination(max(-(-mine.count // PAGE), page + 1), key="desk-page")
    _show_list("others", Content.with_others(actor, session), "Lihat", lambda one: blocks.status(one.state.value), quiet=True)


def _show_owed() -> None:
    """Published by the emergency lane with something still to add, by somebody who may."""
    owed = Content.in_debt(me(), db(), programme_choice())
    mine = [one for one in owed.rows if one.completing and one.desk and one.may_act(me(), one.desk)]
    _show_list("owed", Page(mine, False, len(mine)), "Lengkapi", lambda one: blocks.Look("Menyusul", "red", "hourglass_bottom"), quiet=True)


def _show_list(key: str, page: Page, verb: str, look: Callable[[Content], blocks.Look], *, quiet: bool = False) -> None:
    if quiet and not page.rows:
        return
    with st.container(gap="xsmall"):
        blocks.heading(say(f"compose_lists.{key}"), "1.000+" if page.capped else page.count)
        if not page.rows:
            blocks.empty(say(f"compose_empty.{key}"))
        for content in page.rows:
            blocks.row(
                content.title,
                _about(content),
                look(content),
                verb,
                key=f"{key}-{content.pk}",
                on_click=aside.open_draft,
                args=(content.pk,),
            )
        if page.more and key != "desk":
            st.caption(say("compose.more", shown=len(page.rows), count=page.count))


def _about(content: Content) -> str:
    kind, format = content.rules.type(content.kind).label, content.rules.format_of(content.format).label
    lane = f" · {content.lane_rules.label}" if content.lane != "normal" else ""
    planned = f" · rencana tayang {formats.short_moment(content.planned_for)}" if content.planned_for else ""
    return f"{content.programme.name} · {kind} · {format} · {content.stage_rules.label}{lane}{planned}"
