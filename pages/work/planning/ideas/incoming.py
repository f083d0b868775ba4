"""Ide yang dikirim kantor lain ke program ini: diterima ke bank ide, atau ditolak dengan alasan."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.planning.passed_ideas import PassedIdea
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, signed_in
from pages.work.planning.asking import ask
from pages.work.planning.board.adding import show_buttons
from pages.work.planning.board.form import place_of
from pages.work.planning.ideas import passed

USUAL = "office_request"  # where the playbook has it: what an office asks for


def show_waiting(actor: Actor, programmes: Sequence[Programme]) -> None:
    """Nothing at all where nothing waits."""
    found = PassedIdea.waiting([one.pk for one in programmes], db())
    if not found:
        return
    with st.container(gap="xsmall", key="ideas-incoming"):
        blocks.heading(say("ideas.incoming"), len(found), "move_to_inbox")
        for one in found:
            show_one(one, actor, several=len(programmes) > 1)


def show_one(one: PassedIdea, actor: Actor, *, several: bool) -> None:
    target = one.target
    assert target is not None
    with st.container(border=True, gap="xsmall"):
        badge = passed.look(one).markdown
        meta = say("ideas.incoming_meta", source=passed.full_name(one.source), at=formats.ago(one.at), due=formats.day(one.due_on))
        meta += f" · {target.name}" if several else ""
        st.markdown(f"{badge} **{blocks.plain(one.idea.title)}**  \n:small[:gray[{blocks.plain(meta)}]]")
        if one.idea.about:
            st.text(one.idea.about)
        if one.note:
            st.caption(say("ideas.message"))
            st.text(one.note.text)
        if not one.objections_to_answering(actor):
            with st.container(horizontal=True, gap="xsmall"):
                st.button("Terima", key=f"passed-accept-{one.pk}", icon=":material/check:", on_click=ask, args=("accept", one.pk))
                st.button("Tolak", key=f"passed-decline-{one.pk}", icon=":material/block:", on_click=ask, args=("decline", one.pk))


def show_accept(one: PassedIdea) -> None:
    assert one.target is not None
    rules = one.target.rules
    sources = {each.key: each.label for each in rules.idea_sources}
    kinds = {each.key: each.label for each in rules.types}
    st.markdown(f"**{blocks.plain(one.idea.title)}**")
    st.caption(blocks.plain(say("ideas.accept_help", source=passed.full_name(one.source))))
    st.selectbox(
        "Asal ide", list(sources), index=place_of(USUAL, sources), key=f"accept-{one.pk}-source", placeholder="Pilih asal",
        format_func=lambda key: sources.get(key, ""),
    )  # fmt: skip
    st.selectbox(
        "Jenis informasi (boleh kosong)", list(kinds), index=place_of(one.idea.kind, kinds), key=f"accept-{one.pk}-kind",
        placeholder="Pilih jenis", format_func=lambda key: kinds.get(key, ""),
    )  # fmt: skip
    show_buttons("passed-accept-save", "Terima", accept, one.pk, one.version, one.idea.version)


def show_decline(one: PassedIdea) -> None:
    st.markdown(f"**{blocks.plain(one.idea.title)}**")
    st.caption(blocks.plain(say("ideas.decline_help", source=passed.full_name(one.source))))
    st.text_area("Alasan", key=f"decline-{one.pk}", height=90)
    show_buttons("passed-decline-save", "Tolak", decline, one.pk, one.version)


def accept(passed_id: int, seen: int, read: int) -> None:
    state = st.session_state
    with attempt(say("ideas.accepted"), then=closing) as session:
        by = signed_in(session)
        one = PassedIdea.current(passed_id, seen, by, session)
        one.accept(by, state.get(f"accept-{passed_id}-source") or "", state.get(f"accept-{passed_id}-kind") or "", read)


def decline(passed_id: int, seen: int) -> None:
    with attempt(say("ideas.declined"), then=closing) as session:
        by = signed_in(session)
        PassedIdea.current(passed_id, seen, by, session).decline(by, st.session_state.get(f"decline-{passed_id}") or "")
