"""Moderasi komentar: yang ditulis warga, urut menurut bahaya dan tenggatnya."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models import duty
from models.actors import Actor, can
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.queues import PAGE
from pages.live.moderation import asking, choosing, dialogs, filters, removing, row, tools
from pages.ui import blocks, formats
from pages.ui.session import db, me, programme_choice, programmes

TABS = {"open": "Perlu ditangani", "mine": "Tugas saya", "referred": "Dirujuk", "done": "Selesai"}
ENTER = {"new": "Tulis satu", "paste": "Tempel banyak", "sheet": "Impor CSV atau XLSX"}


def show_moderation() -> None:
    asking.go_on()
    asking.arrive()
    actor = me()
    shown = [one for one in programmes() if programme_choice() in (None, one.id) and (actor.sees_all or one.pk in actor.teams)]
    moderated = [one for one in shown if can(actor, "moderate", one)]
    show_title(shown, moderated)
    if not shown:
        blocks.empty(say("moderation.not_yours"))
        return
    if tool := tools.opened():
        tools.show_tool(tool, shown, actor)
    else:
        removing.show_waiting(shown, actor)
        show_queue(actor, shown, bool(moderated))
    dialogs.show_asked(moderated)


def show_title(shown: Sequence[Programme], moderated: Sequence[Programme]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(gap=None, width="content"):
            st.title("Moderasi komentar", anchor=False)
            st.caption(say("moderation.caption", service=service(shown)))
        with st.container(horizontal=True, width="content", gap="xsmall"):
            if shown:
                tools.show_menu()
            if moderated:
                st.menu_button(
                    "Masukkan komentar", list(ENTER), key="comment-enter", icon=":material/add_comment:", on_click=enter,
                    format_func=lambda one: ENTER[one],
                )  # fmt: skip


def enter() -> None:
    if chosen := st.session_state.get("comment-enter"):
        asking.ask(chosen)


def service(shown: Sequence[Programme]) -> str:
    serving = [one.name for one in shown if duty.is_open(one, db())]
    return say("moderation.serving", names=formats.listing(serving)) if serving else say("moderation.not_serving")


def show_queue(actor: Actor, shown: Sequence[Programme], moderates: bool) -> None:
    ids = [one.pk for one in shown]
    counts = Interaction.counts(actor, ids, db())
    tab, narrowed = filters.show_filters(TABS, counts, shown)
    if counts["urgent"] and tab == "open":
        st.markdown(blocks.Look(say("moderation.urgent", count=formats.number(counts["urgent"])), "red", "warning").markdown)
    found = Interaction.queue(actor, ids, db(), shelf="open" if tab == "mine" else tab, narrowed=narrowed, after=filters.place())
    if not found:
        blocks.empty(say("moderation.empty_narrowed" if narrowed.category or narrowed.channel else f"moderation.empty_{tab}"))
    picks = moderates and tab in ("open", "mine") and len(found) > 1
    if picks:
        choosing.show_toggle()
    row.show_rows(found[:PAGE], actor, several=len(ids) > 1, picking=picks and choosing.picking())
    filters.show_leafing(found)
    if picks and choosing.picking():
        choosing.show_bar(found[:PAGE])


show_moderation()
