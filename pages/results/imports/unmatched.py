"""Tab Belum cocok: posts whose figures came in and that no publication here is known for."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.beginning import EMERGENCY
from models.content.contents import Content
from models.content.publications import Publication
from models.programmes import Programme
from models.results.posts import PAGE, ChannelPost, objections_to_measuring
from models.results.taking_over import taken_over
from pages.results.imports import taking_over
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

BEFORE = "unmatched-before"
OPEN, OVER = "unmatched-open", "unmatched-over"
DETAIL = "review/content/page.py"


def show_unmatched(actor: Actor, programme: Programme) -> None:
    st.caption(say("figures.unmatched_help"))
    found = ChannelPost.unmatched(programme.pk, db(), before=st.session_state.get(BEFORE))
    if not found:
        blocks.empty(say("figures.all_matched"))
    labels = {one.key: one.label for one in programme.rules.channels}
    may = not objections_to_measuring(programme, actor)
    may_record = not Content.objections_to_beginning(programme, EMERGENCY, actor, db())
    recorded = taken_over(found[:PAGE], db())
    for post in found[:PAGE]:
        meta = f"{labels.get(post.channel, post.channel)} · {formats.day(post.day)}"
        with st.container(border=True):
            with blocks.row_of(post.title or post.key, meta, border=False):
                if post.permalink.startswith("https://"):
                    st.link_button("Buka", post.permalink, icon=":material/open_in_new:")
                if may and st.session_state.get(OPEN) != post.pk:
                    st.button("Cocokkan", key=f"match-{post.pk}", on_click=open_it, args=(post.pk,))
                if post.pk in recorded:
                    st.page_link(
                        DETAIL, label="Catatan susulan", icon=":material/history_edu:", query_params={"id": str(recorded[post.pk])}
                    )
            if may and st.session_state.get(OPEN) == post.pk:
                show_candidates(programme, post)
            if may_record and post.pk not in recorded:
                show_recording(actor, programme, post)
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(BEFORE):
            st.button("Terbaru", key="unmatched-first", on_click=leaf, args=(None,))
        if len(found) > PAGE:
            st.button("Yang lebih lama", key="unmatched-older", icon=":material/chevron_right:", on_click=leaf, args=(found[PAGE - 1].pk,))


def show_recording(actor: Actor, programme: Programme, post: ChannelPost) -> None:
    if st.session_state.get(OVER) == post.pk:
        taking_over.show_taking_over(actor, programme, post)
        return
    st.button(
        "Catat sebagai publikasi susulan", type="tertiary", icon=":material/history_edu:", key=f"over-{post.pk}", on_click=record_it,
        args=(post.pk,),
    )  # fmt: skip


def show_candidates(programme: Programme, post: ChannelPost) -> None:
    offered = ChannelPost.candidates(post, db())
    titles = Content.titles({one.content_id for one in offered}, db())
    if not offered:
        st.caption(say("figures.no_candidates"))
        return
    names = {one.pk: told(one, titles) for one in offered}
    st.selectbox("Publikasi", list(names), key=f"match-to-{post.pk}", format_func=lambda pk: names[pk])
    st.button("Ini publikasinya", type="primary", key=f"match-yes-{post.pk}", on_click=match, args=(programme.pk, post.pk))


def told(one: Publication, titles: dict[int, str]) -> str:
    when = formats.short_moment(one.published_at) if one.published_at else ""
    return f"{titles.get(one.content_id, '')} · {when}"


def match(programme_id: int, post_id: int) -> None:
    with attempt("Dicocokkan.", then=lambda: st.session_state.pop(OPEN, None)) as session:
        programme = Programme.find(programme_id, session)
        chosen = st.session_state.get(f"match-to-{post_id}")
        ChannelPost.find(post_id, programme, session).match(programme, chosen, signed_in(session))


def open_it(post_id: int) -> None:
    st.session_state[OPEN] = post_id


def record_it(post_id: int) -> None:
    st.session_state[OVER] = post_id


def leaf(before: int | None) -> None:
    st.session_state[BEFORE] = before
