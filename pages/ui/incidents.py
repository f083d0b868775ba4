"""'Masukkan ke kejadian': one tap from wherever a content, comment, hoax case or fact is shown."""

import streamlit as st

from models.actors import Actor
from models.content.incident_links import Subject
from models.content.incidents import Incident
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

HERE = "live/incidents/page.py"


def show_found(words: str, actor: Actor, programme_id: int | None) -> None:
    """Above a search's contents: the events whose name or place these words say."""
    found = [one for one in Incident.found(words, actor, db()) if programme_id in (None, one.programme_id)]
    if not found:
        return
    with st.container(gap="xsmall"):
        blocks.heading("Kejadian", len(found), icon="crisis_alert")
        for one in found:
            look = blocks.Look("Ditutup", "gray", "check_circle") if one.closed_at else blocks.Look("Berlangsung", "red", "crisis_alert")
            where = ", ".join(one.where)
            with blocks.row_of(one.title, " · ".join(filter(None, (where, f"mulai {formats.short_moment(one.started_at)}"))), look):
                st.page_link(HERE, label="Buka", icon=":material/arrow_forward:", query_params={"id": str(one.pk)})


def show_block(subject: Subject, subject_id: int, programme_id: int, actor: Actor) -> None:
    """The events it belongs to, and the open ones it could."""
    if programme_id not in actor.teams and not actor.sees_all:
        return
    belongs = Incident.of(subject, subject_id, actor, db())
    for one in belongs:
        st.page_link(HERE, label=f"Kejadian: {blocks.plain(one.title)}", icon=":material/crisis_alert:", query_params={"id": str(one.pk)})
    known = {one.pk for one in belongs}
    offered = [
        one for one in Incident.listed(actor, db(), programme_id, size=5) if one.pk not in known and not one.objections_to_changing(actor)
    ]
    if offered:
        with st.popover("Masukkan ke kejadian", icon=":material/add_link:", key=f"incident-join-{subject.value}-{subject_id}"):
            for one in offered:
                st.button(
                    blocks.plain(one.title), key=f"join-{one.pk}-{subject.value}-{subject_id}", on_click=add,
                    args=(one.pk, subject.value, subject_id),
                )  # fmt: skip


def add(incident_id: int, subject: str, subject_id: int) -> None:
    with attempt("Dimasukkan ke kejadian.") as session:
        by = signed_in(session)
        Incident.current(incident_id, None, by, session).add(Subject(subject), subject_id, by)
