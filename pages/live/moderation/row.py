"""One comment in the list: how long it may wait, what it is, its words, and the verbs that fit."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.public.interactions import Interaction
from pages.live.moderation import asking, looks
from pages.ui import blocks, formats
from pages.ui.session import db


def show_rows(found: Sequence[Interaction], actor: Actor, *, several: bool) -> None:
    titles = Content.titles({one.content_id for one in found if one.content_id}, db(), actor)
    for one in found:
        show_row(one, actor, titles, several=several)


def show_row(one: Interaction, actor: Actor, titles: Mapping[int, str], *, several: bool) -> None:
    line = st.container(border=True, gap="xsmall", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
    with line:
        with st.container(gap="xxsmall", width=560):
            badges = [looks.time_look(one), looks.category_look(one)]
            st.markdown(" ".join(look.markdown for look in badges))
            st.text(one.shown_to(actor) or say("moderation.erased"))
            st.caption(blocks.plain(about(one, titles, several=several)))
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", width="content"):
            show_verbs(one, actor)


def about(one: Interaction, titles: Mapping[int, str], *, several: bool) -> str:
    """Everything but the person."""
    labels = {channel.key: channel.label for channel in one.rules.channels}
    parts = [looks.writer(one)]
    parts += [one.programme.name] if several else []
    parts += [labels.get(one.channel, "")] if one.channel else []
    parts += [f"pada “{titles[one.content_id]}”"] if one.content_id and one.content_id in titles else []
    parts += [f"keparahan {say(f'severities.{one.severity.value}').lower()}", formats.short_moment(one.received_at)]
    parts += [f"ditangani {one.assigned.name}"] if one.assigned else []
    return " · ".join(filter(None, parts))


def show_verbs(one: Interaction, actor: Actor) -> None:
    if one.open and not one.objections_to_moderating(actor):
        st.button("Jawab", key=f"answer-{one.pk}", icon=":material/reply:", on_click=asking.ask, args=("answer", one.pk))
    st.button("Buka", key=f"open-{one.pk}", type="tertiary", icon=":material/open_in_full:", on_click=asking.ask, args=("open", one.pk))
