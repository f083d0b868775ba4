"""Fakta yang dipakai sebuah konten: nilainya di sini, nilainya sekarang, dan menautkan yang lain."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.facts import Fact
from models.content.stating import Said
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

INCIDENTS = "live/incidents/page.py"


def show_used(content: Content, actor: Actor) -> None:
    """Beside a content: what it says, and linking without touching its text, for who may."""
    said, may = content.facts_said(), not content.objections_to_using_facts(actor)
    offered = offered_for(content, said) if may else []
    if not said and not offered:
        return
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Fakta yang dipakai", len(said) or None, icon="straighten")
        for one in said:
            show_said(content, one, may=may)
        if offered:
            with st.popover("Tautkan fakta", icon=":material/add_link:", key=f"fact-link-ask-{content.pk}"):
                st.caption(say("facts.link_help"))
                choose(content, offered)
                st.button("Tautkan", key=f"fact-link-{content.pk}", type="primary", on_click=link, args=(content.pk, content.version))


def show_said(content: Content, one: Said, *, may: bool) -> None:
    """One fact: as said here; what became of it in red where the public still reads the old value."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        st.markdown(words_of(one), width="stretch")
        if may and not one.owed:
            st.button(
                "", key=f"fact-drop-{content.pk}-{one.fact.pk}", icon=":material/link_off:", type="tertiary", help="Lepas dari konten ini",
                on_click=drop, args=(content.pk, content.version, one.fact.pk),
            )  # fmt: skip


def words_of(one: Said) -> str:
    head = f"{blocks.plain(one.fact.label)}: **{blocks.plain(one.then)}**"
    about = blocks.plain(f"{one.fact.source} · {formats.short_moment(one.fact.as_of)}")
    if one.changed:
        color, icon = ("red", "error") if one.owed else ("orange", "update")
        about = f":{color}[:material/{icon}: {blocks.plain(say('facts.now', value=one.fact.said))}] {about}"
    return f"{head}  \n:small[:gray[{about}]]"


def offered_for(content: Content, said: list[Said]) -> list[Fact]:
    """The programme's facts that it doesn't say yet, the newest first."""
    known = {one.fact.pk for one in said}
    return [one for one in Fact.of([content.programme_id], db(), limit=50) if one.pk not in known]


def choose(content: Content, offered: list[Fact]) -> None:
    by_id = {one.pk: f"{one.label}: {one.said}" for one in offered}
    st.selectbox("Fakta", list(by_id), key=chosen_key(content.pk), format_func=lambda one: by_id.get(one, ""))


def chosen_key(content_id: int) -> str:
    return f"fact-chosen-{content_id}"


def link(content_id: int, seen: int) -> None:
    with attempt("Fakta ditautkan.") as session:
        by = signed_in(session)
        content = Content.current(content_id, seen, by, session)
        content.use_fact(by, Fact.current(st.session_state.get(chosen_key(content_id)) or 0, None, by.teams, session))


def drop(content_id: int, seen: int, fact_id: int) -> None:
    with attempt("Fakta dilepas dari konten.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).drop_fact(by, fact_id)
