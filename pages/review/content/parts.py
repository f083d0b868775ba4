"""Isian dan berkas: semua yang ditulis dan diunggah, juga yang tidak tampil di kanal."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.content.drafts import DraftFile, Purpose
from pages.ui import blocks, formats, uploads
from pages.ui.speaking import spoken


def show_parts(content: Content) -> None:
    show_fields(content)
    show_files(content)


def show_fields(content: Content) -> None:
    """Every field in words: a validator answers for what no channel shows, too."""
    assert content.revision is not None
    rules, contacts = content.rules, content.known_contacts()
    with st.expander("Semua isian", icon=":material/list_alt:"):
        for rule in rules.fields_of(content.kind):
            said = spoken(rule, content.revision.fields.get(rule.key), rules, contacts)
            if said:
                with st.container(gap=None):
                    st.caption(f"{rule.label}{' · internal, tidak diterbitkan' if rule.internal else ''}")
                    st.text(said)


def show_files(content: Content) -> None:
    assert content.revision is not None
    files = content.revision.draft_files(content.media)
    if not files:
        return
    published = [one for one in files if one.purpose is not Purpose.MATERIAL]
    material = [one for one in files if one.purpose is Purpose.MATERIAL]
    with st.expander(f"Berkas ({len(files)})", icon=":material/attach_file:"):
        for one in published:
            show_file(content, one)
        if material:
            st.caption(say("review.material"))
        for one in material:
            show_file(content, one)


def show_file(content: Content, file: DraftFile) -> None:
    facts, people = file.facts, {one.key: one.label for one in content.rules.people.answers}
    about = [
        facts.format.upper(),
        f"{facts.width} × {facts.height}" if facts.width else "",
        formats.duration(facts.seconds) if facts.seconds else "",
        formats.size(facts.size),
        f"{content.rules.people.question} {people[file.people]}" if file.people in people else "",
    ]
    with st.container(gap=None):
        st.markdown(f"[{blocks.plain(file.name)}]({uploads.address(file.sha256)})")
        st.caption(blocks.plain(" · ".join(part for part in about if part)))
