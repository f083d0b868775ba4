"""One comment in the list: how long it may wait, what it is, its words, and the verbs that fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.public.hiding import HidingRequest
from models.public.hoaxes.sightings import Sighting
from models.public.interactions import Interaction
from pages.live.moderation import choosing, looks, menu
from pages.ui import blocks, formats
from pages.ui.session import db

LONG = 600  # characters shown in the list


@dataclass(frozen=True)
class Around:
    """What the rows of a page need beside themselves, asked for once."""

    titles: Mapping[int, str]
    requests: Mapping[int, int]
    cases: Mapping[int, int]
    several: bool


def show_rows(found: Sequence[Interaction], actor: Actor, *, several: bool, picking: bool) -> None:
    titles = Content.titles({one.content_id for one in found if one.content_id}, db(), actor)
    guarded = [one.pk for one in found if one.guarded]
    cases = Sighting.of_interactions({one.pk for one in found}, db())
    around = Around(titles, HidingRequest.open_of(guarded, db()) if guarded else {}, cases, several)
    for one in found:
        show_row(one, actor, around, picking=picking)


def show_row(one: Interaction, actor: Actor, around: Around, *, picking: bool = False) -> None:
    line = st.container(border=True, gap="xsmall", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
    with line:
        with st.container(gap="xxsmall", width=560):
            st.markdown(" ".join(look.markdown for look in badges(one, around)))
            text = looks.words(one, actor)
            st.text(text if len(text) <= LONG else f"{text[:LONG]} …")
            st.caption(blocks.plain(about(one, around)))
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", width="content"):
            if picking and one.open:
                choosing.show_box(one)
            else:
                menu.show_verbs(one, actor, one.pk in around.requests)


def badges(one: Interaction, around: Around) -> list[blocks.Look]:
    found = [looks.time_look(one), looks.category_look(one), *looks.level_looks(one)]
    if one.open and one.first_response_at:
        found.append(blocks.Look("Sudah ditanggapi", "green", "reply"))
    if one.pk in around.requests:
        found.append(blocks.Look("Menunggu orang kedua", "orange", "group"))
    if one.pk in around.cases:
        found.append(blocks.Look("Perkara hoaks", "violet", "report"))
    if one.citizen and one.citizen.blocked:
        found.append(blocks.Look("Akun diblokir", "gray", "block"))
    return found


def about(one: Interaction, around: Around) -> str:
    """Everything but the person."""
    labels = {channel.key: channel.label for channel in one.rules.channels}
    parts = [looks.writer(one)]
    parts += [one.programme.name] if around.several else []
    parts += [labels.get(one.channel, "")] if one.channel else []
    parts += [f"pada “{around.titles[one.content_id]}”"] if one.content_id and one.content_id in around.titles else []
    parts += [f"keparahan {say(f'severities.{one.severity.value}').lower()}", formats.short_moment(one.received_at)]
    parts += [f"ditangani {one.assigned.name}"] if one.assigned else []
    parts += [say("moderation.two_people")] if one.guarded else []
    return " · ".join(filter(None, parts))
