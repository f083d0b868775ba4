"""Facts in a draft: a text takes a stored value, and takes the new one when it changes before the draft is out."""

from typing import Any

import streamlit as st
from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.correcting import with_values
from models.content.facts import Fact
from models.errors import NotReady
from models.issues import Issue
from models.playbooks import FieldKind, FieldRule
from pages.ui import blocks, facts_used
from pages.ui.session import attempt, me
from pages.work.compose import actions
from pages.work.compose.desk import Desk
from pages.work.compose.values import key_of

TEXTS = (FieldKind.LINE, FieldKind.TEXT, FieldKind.STEPS)
MARK = "[fakta]"  # typed where the value shall stand


def show_facts(desk: Desk) -> None:
    content, said = desk.content, desk.content.facts_said()
    may = not content.objections_to_using_facts(me())
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Fakta yang dipakai", len(said) or None, icon="straighten")
        for one in said:
            facts_used.show_said(content, one, may=may)
        if stale := [one for one in said if one.changed and not one.owed]:
            st.button(
                "Pakai nilai terbaru", key="facts-renew", icon=":material/update:", help=say("facts.renew_help"), on_click=renew,
                args=(content.pk, [one.fact.pk for one in stale]),
            )  # fmt: skip
        offered = facts_used.offered_for(content, said) if may else []
        if offered:
            show_inserting(desk, offered)
        elif not said:
            st.caption(say("facts.none"))
            st.page_link(facts_used.INCIDENTS, label="Catat fakta", icon=":material/add:")


def show_inserting(desk: Desk, offered: list[Fact]) -> None:
    rules = {one.key: one.label for one in texts(desk.content, desk.editable)}
    with st.popover("Sisipkan fakta", icon=":material/add_link:", key="fact-insert-ask"):
        st.caption(say("facts.insert_help", mark=MARK))
        facts_used.choose(desk.content, offered)
        st.selectbox("Ke isian", list(rules), key=f"fact-into-{desk.content.pk}", format_func=lambda one: rules.get(one, ""))
        st.button("Sisipkan", key="fact-insert", type="primary", on_click=insert, args=(desk.content.pk,))


def texts(content: Content, editable: frozenset[str]) -> list[FieldRule]:
    """Fields that hold words and may be typed in, running texts before lines."""
    found = [one for one in content.rules.fields_of(content.kind) if one.key in editable and one.kind in TEXTS and one.key != "title"]
    return sorted(found, key=lambda one: one.kind is FieldKind.LINE)


def insert(content_id: int) -> None:
    """The value goes where the mark stands, else to the end, and the content is linked."""
    with attempt("Fakta disisipkan.") as session:
        content, by = actions.current(content_id, None, session)
        fact = Fact.current(st.session_state.get(facts_used.chosen_key(content_id)) or 0, None, by.teams, session)
        content.use_fact(by, fact)
        name = st.session_state.get(f"fact-into-{content_id}")
        rule = next((one for one in texts(content, content.editable(by)) if one.key == name), None)
        if rule is None:
            return
        text = st.session_state.get(key_of(content_id, rule.key)) or ""
        put(content, by, {rule.key: text.replace(MARK, fact.said, 1) if MARK in text else f"{text} {fact.said}".strip()}, session)


def renew(content_id: int, fact_ids: list[int]) -> None:
    """Old values become new ones in every text that may be typed in."""
    with attempt("Nilai terbaru dipakai.") as session:
        content, by = actions.current(content_id, None, session)
        changed = {one.then: one.fact.said for one in content.facts_said() if one.fact.pk in fact_ids and one.changed}
        for fact_id in fact_ids:
            content.use_fact(by, Fact.current(fact_id, None, by.teams, session))
        held = {one.key: st.session_state.get(key_of(content_id, one.key)) or "" for one in texts(content, content.editable(by))}
        put(content, by, {key: with_values(text, changed) for key, text in held.items()}, session)


def put(content: Content, by: Actor, values: dict[str, Any], session: Session) -> None:
    """Into the inputs and the working copy, if it fits."""
    limits = {one.key: one.max_chars for one in content.rules.fields_of(content.kind) if one.max_chars}
    over = [key for key, text in values.items() if len(text) > limits.get(key, len(text))]
    if over:
        raise NotReady(*(Issue(key, "too_long", {"limit": limits[key]}) for key in over))
    for key, text in values.items():
        st.session_state[key_of(content.pk, key)] = text
    actions.keep(content, by, actions.typed_state(content, by))
