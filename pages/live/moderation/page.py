"""Moderasi komentar: yang ditulis warga, urut menurut bahaya dan tenggatnya."""

import streamlit as st

from data.wording import say
from models import duty
from models.actors import Actor, can
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.queues import COUNT_CAP, PAGE
from pages.live.moderation import asking, dialogs, filters, row
from pages.ui import blocks, formats
from pages.ui.session import db, me, programme_choice, programmes

TABS = {"open": "Perlu ditangani", "mine": "Tugas saya", "referred": "Dirujuk", "done": "Selesai"}


def show_moderation() -> None:
    asking.go_on()
    actor = me()
    shown = [one for one in programmes() if programme_choice() in (None, one.id) and (actor.sees_all or one.pk in actor.teams)]
    moderated = [one for one in shown if can(actor, "moderate", one)]
    show_title(shown, moderated)
    if not shown:
        blocks.empty(say("moderation.not_yours"))
        return
    ids = [one.pk for one in shown]
    counts = Interaction.counts(actor, ids, db())
    tab, narrowed = filters.show_filters(TABS, counts, shown)
    show_queue(actor, ids, tab, narrowed)
    dialogs.show_asked(moderated)


def show_title(shown: list[Programme], moderated: list[Programme]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(gap=None, width="content"):
            st.title("Moderasi komentar", anchor=False)
            st.caption(say("moderation.caption", service=service(shown)))
        if moderated:
            st.button("Masukkan komentar", key="comment-new", icon=":material/add_comment:", on_click=asking.ask, args=("new",))


def service(shown: list[Programme]) -> str:
    serving = [one.name for one in shown if duty.is_open(one, db())]
    return say("moderation.serving", names=formats.listing(serving)) if serving else say("moderation.not_serving")


def show_queue(actor: Actor, ids: list[int], tab: str, narrowed: filters.Narrowed) -> None:
    shelf = "open" if tab == "mine" else tab
    found = Interaction.queue(actor, ids, db(), shelf=shelf, narrowed=narrowed, after=filters.place())
    if not found:
        blocks.empty(say("moderation.empty_narrowed" if narrowed.category or narrowed.channel else f"moderation.empty_{tab}"))
    row.show_rows(found[:PAGE], actor, several=len(ids) > 1)
    filters.show_leafing(found)


def total(count: int) -> str:
    return say("publications.very_many") if count > COUNT_CAP else formats.number(count)


show_moderation()
