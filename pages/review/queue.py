"""Persetujuan: yang menunggu keputusan saya, dan mengapa sebagian menunggu orang lain."""

from collections.abc import Sequence
from math import ceil

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.claims import Claim
from models.content.contents import Content
from models.content.shelves import PAGE, Page
from models.people import Person
from pages.ui import blocks, formats, later_marks, offers, to_decide
from pages.ui.hats import within
from pages.ui.session import db, me, programme_choice

CONTENT = "review/content/page.py"
PLACE = "queue-page"


def show_queue() -> None:
    actor = within(me(), programme_choice())
    to_confirm, awaiting, barred = Content.to_confirm(actor, db()), page_of(actor), Content.barred(actor, db())
    shown = [*to_confirm.rows, *awaiting.rows, *barred.rows]
    later_marks.learn(shown)
    names, claims = look_up(shown)
    blocks.title("Persetujuan", say("queue.help"))
    if to_confirm.rows:
        show_to_confirm(to_confirm, names)
    if awaiting.rows or not to_decide.waiting(actor):
        show_awaiting(awaiting, names, claims, actor, first=not to_confirm.rows)
    to_decide.show(actor)
    offers.show(actor)
    if barred.rows:
        show_barred(barred, names, actor)


def page_of(actor: Actor) -> Page:
    """The page asked for; the first one again when it emptied meanwhile."""
    asked = max(1, st.session_state.get(PLACE) or 1)
    found = Content.awaiting(actor, db(), page=asked - 1)
    if found.rows or asked == 1:
        return found
    st.session_state[PLACE] = 1
    return Content.awaiting(actor, db())


def look_up(rows: Sequence[Content]) -> tuple[dict[int, str], dict[int, Claim]]:
    """Names of owners and of those who hold a claim, and the claims by content."""
    claims = Claim.among([one.pk for one in rows], db())
    people = {one.owner_id for one in rows} | {claim.person_id for claim in claims.values()}
    return Person.names({one for one in people if one}, db()), claims


def show_to_confirm(page: Page, names: dict[int, str]) -> None:
    with st.container(gap="xsmall"):
        blocks.heading("Persetujuan lisan atas nama saya", total(page), "call")
        for place, content in enumerate(page.rows):
            look = blocks.Look("Menunggu konfirmasi", "red", "call")
            if blocks.row(content.title, about(content, names), look, "Konfirmasi", key=f"confirm-{content.pk}", primary=place == 0):
                st.switch_page(CONTENT, query_params={"id": str(content.pk)})


def show_awaiting(page: Page, names: dict[int, str], claims: dict[int, Claim], actor: Actor, *, first: bool) -> None:
    with st.container(gap="xsmall"):
        blocks.heading("Menunggu keputusan saya", total(page), "fact_check")
        if not page.rows:
            blocks.empty(say("queue.empty"))
            return
        for place, content in enumerate(page.rows):
            meta = " · ".join(filter(None, (about(content, names), claimed(claims.get(content.pk), names, actor))))
            look = blocks.deadline(content.due_at)
            if blocks.row(content.title, meta, look, "Periksa", key=f"look-{content.pk}", primary=first and place == 0):
                st.switch_page(CONTENT, query_params={"id": str(content.pk)})
        show_paging(page)


def show_paging(page: Page) -> None:
    """All pages can be walked through, also where the count stops at 1,000."""
    current = max(1, st.session_state.get(PLACE) or 1)
    pages = max(ceil(min(page.count, 1_000) / PAGE), current + page.more)
    if pages > 1:
        first = (current - 1) * PAGE + 1
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(f"{formats.number(first)}–{formats.number(first + len(page.rows) - 1)} dari {total(page)}", width="content")
            st.pagination(pages, key=PLACE)


def show_barred(page: Page, names: dict[int, str], actor: Actor) -> None:
    assert actor.person_id is not None
    written = Content.authored_among([one.pk for one in page.rows], actor.person_id, db())
    with st.container(gap="xsmall"):
        blocks.heading("Menunggu orang lain", total(page), "group")
        for content in page.rows:
            reason = say("queue.own_work" if content.pk in written else "queue.decided_elsewhere")
            meta = f"{reason} · {about(content, names)}"
            if blocks.row(content.title, meta, blocks.deadline(content.due_at), "Lihat", key=f"barred-{content.pk}"):
                st.switch_page(CONTENT, query_params={"id": str(content.pk)})
        if page.more:
            st.caption(say("queue.more", count=formats.number(page.count - len(page.rows))))


def about(content: Content, names: dict[int, str]) -> str:
    rules = content.rules
    planned = f"rencana tayang {formats.short_moment(content.planned_for)}" if content.planned_for else "tanpa rencana tayang"
    lane = rules.lane(content.lane).label if content.lane != "normal" else ""
    parts = (lane, content.programme.name, rules.type(content.kind).label, f"oleh {names.get(content.owner_id or 0, 'Simpul')}")
    return " · ".join(filter(None, (*parts, content.stage_rules.label, later_marks.words(content), planned)))


def claimed(claim: Claim | None, names: dict[int, str], actor: Actor) -> str:
    if claim is None:
        return ""
    until = formats.short_moment(claim.lapses_at)
    if claim.person_id == actor.person_id:
        return f"Anda sedang memeriksa sampai {until}"
    return f"sedang diperiksa oleh {names.get(claim.person_id, '')} sampai {until}"


def total(page: Page) -> str:
    return "lebih dari 1.000" if page.capped else formats.number(page.count)


show_queue()
