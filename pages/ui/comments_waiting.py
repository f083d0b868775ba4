"""Comments that can't wait, on Beranda: reports of danger and what is past its hour, for who answers them."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.queues import COUNT_CAP
from pages.ui import blocks, formats
from pages.ui.session import db, programmes

PAGE = "live/moderation/page.py"
SHOWN = 3


def moderated(actor: Actor) -> list[Programme]:
    """Where this person answers."""
    return [one for one in programmes() if can(actor, "moderate", one)]


def waiting(actor: Actor) -> int:
    """Behind the menu's title: one capped count, for who answers only."""
    ids = [one.pk for one in moderated(actor)]
    return Interaction.waiting(ids, db()) if ids else 0


def show(actor: Actor) -> None:
    """Nothing at all while nothing is late or dangerous."""
    ids = [one.pk for one in moderated(actor)]
    if not ids:
        return
    pressing = Interaction.pressing(actor, ids, db(), size=SHOWN)
    if not pressing:
        return
    with st.container(gap="xsmall"):
        more = len(pressing) > SHOWN
        blocks.heading("Komentar mendesak", f"{SHOWN}+" if more else len(pressing), icon="notification_important")
        for one in pressing[:SHOWN]:
            show_one(one, several=len(ids) > 1)
        st.page_link(PAGE, label="Buka moderasi komentar", icon=":material/arrow_forward:")


def show_one(one: Interaction, *, several: bool) -> None:
    """Its hour and category; the words are read on its own page."""
    parts = [one.programme.name] if several else []
    parts += [f"masuk {formats.short_moment(one.received_at)}"]
    with blocks.row_of(f"{one.sort.label} #{one.pk}", " · ".join(parts), blocks.deadline(one.due_at)):
        if st.button("Tangani", key=f"comment-{one.pk}", type="primary" if one.rank == 0 else "secondary"):
            st.switch_page(PAGE, query_params={"id": str(one.pk)})


def show_under(content_id: int, actor: Actor, programme: Programme) -> None:
    """On a content's own page: how many comments hang on it, and how many of them wait."""
    if not actor.sees_all and programme.pk not in actor.teams:
        return
    every, still = Interaction.per_content(content_id, db())
    if every:
        st.caption(blocks.plain(say("moderation.under_content", every=_capped(every), waiting=_capped(still))))


def _capped(count: int) -> str:
    return say("publications.very_many") if count > COUNT_CAP else formats.number(count)
