"""Perlu diperbarui: yang masa berlakunya lewat, dengan tiga jalan keluar dan satu jawaban bahwa isinya masih benar."""

from datetime import datetime, timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.archives import Page
from models.content.contents import Content
from models.content.validity import Validity
from pages.ui import blocks, correcting, formats
from pages.ui.session import attempt, db, signed_in

PUBLICATIONS = "live/publications/page.py"


def show_expired(page: Page, actor: Actor) -> None:
    """Beranda's list; nothing is shown where nothing is past its hour."""
    if not page.rows:
        return
    known = Validity.among([one.pk for one in page.rows], db())
    with st.container(gap="xsmall"):
        blocks.heading("Perlu diperbarui", "1.000+" if page.capped else page.count, icon="update", color="orange")
        for content in page.rows:
            with st.container(border=True, gap="xxsmall"):
                since = known[content.pk].until if content.pk in known else now()
                st.markdown(f":orange-badge[:material/update: {say('corrections.expired', since=formats.short_moment(since))}]")
                st.markdown(f"**{blocks.plain(content.title)}**")
                with st.container(horizontal=True, gap="xsmall"):
                    correcting.show_buttons(content, actor, "expired")
                    if not content.objections_to_taking_down(actor):
                        st.page_link(PUBLICATIONS, label="Turunkan", icon=":material/visibility_off:", query_params={"id": str(content.pk)})
                    show_extension(content, actor, "expired")
        for content in page.rows:
            correcting.show_asked(content, actor)
        if page.more:
            st.page_link(PUBLICATIONS, label=f"Lihat semua ({page.count})", query_params={"tab": "published"})


def show_validity(content: Content, actor: Actor) -> None:
    """Until when it holds, beside a content that is out."""
    found = Validity.of(content.pk, db()) if content.published_at else None
    if found is None or found.ended_at is not None:
        return
    look = (
        blocks.Look(say("corrections.expired", since=formats.short_moment(found.until)), "orange", "update")
        if found.expired
        else blocks.Look(say("corrections.valid_until", until=formats.short_moment(found.until)), "gray", "schedule")
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(look.markdown, width="content")
        show_extension(content, actor, "detail")


def show_extension(content: Content, actor: Actor, where: str) -> None:
    if content.objections_to_extending(actor):
        return
    key = f"{where}-until-{content.pk}"
    with st.popover("Masih berlaku", icon=":material/event_available:", key=f"ask-{key}"):
        st.caption(say("corrections.extend_help"))
        st.datetime_input("Masih berlaku sampai (WIB)", suggested(content), key=key, step=300, format="DD/MM/YYYY")
        st.button(
            "Pastikan masih berlaku", key=f"{where}-extend-{content.pk}", type="primary", on_click=extend,
            args=(content.pk, content.version, key),
        )  # fmt: skip


def extend(content_id: int, seen: int, key: str) -> None:
    typed = st.session_state.get(key)
    until = typed.replace(tzinfo=LOCAL) if isinstance(typed, datetime) else now()
    with attempt("Masa berlaku dipastikan.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).extend_validity(by, until)


def suggested(content: Content) -> datetime:
    """As far as one look can answer for, to the minute."""
    hours = next((one.hours for one in content.rules.freshness.types if one.key == content.kind), 24)
    found = now() + timedelta(hours=min(hours, 24)) if not content.rules.freshness.hazards else now() + timedelta(hours=1)
    return found.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)
