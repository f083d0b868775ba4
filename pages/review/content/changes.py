"""Perubahan: sejak saya terakhir melihat, atau antara dua revisi mana pun."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.content.differences import Difference, between
from models.content.revisions import Revision
from models.people import Person
from pages.ui import blocks, formats
from pages.ui.session import db
from pages.ui.speaking import show_difference, speaker


def difference_since(content: Content, since: int | None) -> Difference | None:
    """From the revision last seen to today's; None where there is nothing to compare."""
    if since is None or since == content.revision_number:
        return None
    return compared(content, since, content.revision_number)


def compared(content: Content, before: int, after: int) -> Difference | None:
    """Two of its revisions; None for a number it doesn't have."""
    old, new = (Revision.numbered(content.pk, number, db()) for number in (before, after))
    if old is None or new is None:
        return None
    files = (old.draft_files(content.media), new.draft_files(content.media))
    return between(old.fields, new.fields, *files, spoken=speaker(content.rules, content.known_contacts()))


def show_changes(content: Content, since: int | None, difference: Difference | None) -> None:
    numbers = [one.number for one in content.revisions]
    if len(numbers) < 2:
        blocks.empty(say("review.one_revision"))
        return
    chosen = since if since in numbers and since != numbers[-1] else numbers[-2]
    labels = titles(content)
    with st.container(horizontal=True, gap="xsmall"):
        before = st.selectbox(
            "Dari",
            numbers,
            index=numbers.index(chosen),
            key=f"before-{content.pk}-{numbers[-1]}",
            format_func=lambda one: labels[one],
            width=360,
        )
        after = st.selectbox(
            "Ke", numbers, index=len(numbers) - 1, key=f"after-{content.pk}-{numbers[-1]}", format_func=lambda one: labels[one], width=360
        )
    if difference is not None and (before, after) == (since, numbers[-1]):
        st.caption(say("review.since_seen", number=since))
    else:
        difference = compared(content, before or 0, after or 0)
    if difference is not None:
        with st.container(border=True, gap="small"):
            show_difference(difference, content.rules)


def titles(content: Content) -> dict[int, str]:
    names = Person.names({one.by_id for one in content.revisions if one.by_id}, db())
    return {
        one.number: f"Revisi {one.number} · {names.get(one.by_id or 0, 'Simpul')} · {formats.short_moment(one.at)}"
        for one in content.revisions
    }
