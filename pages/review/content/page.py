"""Rincian konten: satu layar untuk melihat, memeriksa, dan memutus."""

import streamlit as st

from models.actors import Actor
from models.base import today
from models.content.contents import Content
from models.content.incident_links import Subject
from models.content.seen import SeenMark, note_look
from models.errors import NotFound
from pages.review.content import (
    changes,
    checklist,
    colleague,
    decision,
    findings,
    handing_out,
    head,
    history,
    later,
    parts,
    preview,
    verdicts,
)
from pages.ui import comments_waiting, correcting, facts_used, incidents, lasting, minutes_links, offering
from pages.ui.session import attempt, db, me, signed_in
from pages.ui.whatsapp import show_late


def show_content() -> None:
    actor = me()
    content = Content.find(asked_for(), actor, db())
    since = look(content, actor)
    head.show_head(content, actor)
    correcting.show_thread(content, actor)
    offering.show_origin(content, actor)
    show_corrections(content, actor)
    show_late(content, actor)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        show_tabs(content, since)
        comments_waiting.show_under(content.pk, actor, content.programme)
        handing_out.show_dossier(content, actor)
        minutes_links.show_why(content, content.programme)
    with right:
        findings.show_findings(content)
        facts_used.show_used(content, actor)
        checklist.show_checklist(content, actor)
        verdicts.show_verdicts(content)
        colleague.show_colleague(content, actor)
    decision.show_bar(content, actor)


def show_corrections(content: Content, actor: Actor) -> None:
    """Until when it holds, and the ways to put it right."""
    later.show_later(content, actor)
    lasting.show_validity(content, actor)
    if content.published_at is not None:
        with st.container(horizontal=True, gap="small"):
            correcting.show_buttons(content, actor, "detail")
            offering.show_button(content, actor)
        correcting.show_asked(content, actor)
        offering.show_asked(content, actor)
        offering.show_offers(content, actor)
        incidents.show_block(Subject.CONTENT, content.pk, content.programme_id, actor)


def asked_for() -> int:
    """The content's number in the address; anything else isn't found."""
    asked = st.query_params.get("id", "")
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 15:
        raise NotFound
    return int(asked)


def look(content: Content, actor: Actor) -> int | None:
    """The revision this person saw before this visit, None at the first one; the visit itself is noted once a day and revision."""
    visit = f"visit-{content.pk}-{content.revision_number}-{today()}"
    if visit not in st.session_state:
        assert actor.person_id is not None
        mark = SeenMark.of(content.pk, actor.person_id, db())
        st.session_state[visit] = mark.revision if mark else None
        with attempt() as session:
            by = signed_in(session)
            note_look(Content.find(content.pk, by, session), by)
    return st.session_state[visit]  # type: ignore[no-any-return]


def show_tabs(content: Content, since: int | None) -> None:
    difference = changes.difference_since(content, since)
    count = f" ({difference.count})" if difference else ""
    labels = (":material/visibility: Pratinjau", f":material/difference: Perubahan{count}", ":material/history: Riwayat")
    shown, changed, told = st.tabs([f":gray[{one}]" for one in labels], key=f"tabs-{content.pk}", on_change="rerun")
    with shown:
        if shown.open:
            preview.show_preview(content)
            parts.show_parts(content)
    with changed:
        if changed.open:
            changes.show_changes(content, since, difference)
    with told:
        if told.open:
            history.show_history(content)


show_content()
