"""Belum cocok: a post that went out without the app is recorded afterwards, filled in from what the export says of it."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.errors import NotReady
from models.issues import Issue
from models.programmes import Programme
from models.results.posts import ChannelPost
from models.results.taking_over import objections_to_taking_over, take_over
from pages.ui import blocks
from pages.ui.session import attempt, db, signed_in

TITLE = 100


def show_taking_over(actor: Actor, programme: Programme, post: ChannelPost) -> None:
    st.caption(say("figures.take_over_help"))
    if issues := objections_to_taking_over(post, programme, actor, db()):
        blocks.issues_list(issues)
        return
    kinds = {one.key: one for one in programme.rules.types}
    with st.container(horizontal=True, gap="small"):
        st.selectbox("Jenis informasi", list(kinds), key=name("kind", post.pk), format_func=lambda one: kinds[one].label, width=260)
        kind = kinds[st.session_state[name("kind", post.pk)]]
        formats = {one: programme.rules.format_of(one).label for one in kind.formats}
        st.selectbox("Format", list(formats), key=name(f"format-{kind.key}", post.pk), format_func=lambda one: formats[one], width=200)
        st.datetime_input("Tayang (WIB)", local(post), key=name("hour", post.pk), step=60, format="DD/MM/YYYY", width=260)
    if post.hour < 0:
        st.caption(say("figures.hour_unknown"))
    st.text_input("Judul", post.title[:TITLE], key=name("title", post.pk), max_chars=TITLE)
    st.text_input("Mengapa tidak lewat aplikasi", key=name("why", post.pk), max_chars=300)
    st.button(
        "Buat catatan susulan", type="primary", icon=":material/history_edu:", key=name("save", post.pk), on_click=record,
        args=(programme.pk, post.pk, kind.key),
    )  # fmt: skip


def record(programme_id: int, post_id: int, kind: str) -> None:
    state = st.session_state
    with attempt("Draf susulan dibuat. Lengkapi dan ajukan dari menu Draf.") as session:
        hour = state.get(name("hour", post_id))
        if not isinstance(hour, datetime):
            raise NotReady(Issue("page", "no_times"))
        programme = Programme.find(programme_id, session)
        take_over(
            ChannelPost.find(post_id, programme, session), programme, kind, state.get(name(f"format-{kind}", post_id)) or "",
            state.get(name("title", post_id)) or "", hour.replace(tzinfo=LOCAL), state.get(name("why", post_id)) or "",
            signed_in(session), session,
        )  # fmt: skip


def local(post: ChannelPost) -> datetime:
    return post.published_at.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)


def name(part: str, post_id: int) -> str:
    return f"over-{part}-{post_id}"
