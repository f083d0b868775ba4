"""Pencatatan susulan: jam tayang yang sebenarnya, bila konten darurat sudah keluar sebelum dicatat."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.contents import Content
from pages.ui import blocks, formats
from pages.ui.session import attempt, signed_in


def show_later(content: Content, actor: Actor) -> None:
    """The mark wherever the record is opened, or the way to say it."""
    if posts := content.later_posts:
        told = ", ".join(f"{content.rules.channel(one.channel).label} {formats.short_moment(one.published_at)}" for one in posts)
        waits = content.later_unchecked
        words = " ".join([say("corrections.later", told=told), *([say("corrections.later_waits")] if waits else [])])
        color = "orange" if waits else "gray"
        st.markdown(f":{color}-badge[:material/history_edu: Pencatatan susulan] :small[{blocks.plain(words)}]")
    if content.objections_to_recording_later(actor) or not content.channels:
        return
    with st.expander(say("corrections.later_ask"), icon=":material/history_edu:", key=f"later-{content.pk}"):
        st.caption(say("corrections.later_help"))
        for key in content.channels:
            label = f"Tayang di {content.rules.channel(key).label} (WIB)"
            st.datetime_input(label, local_now(), key=hour(content.pk, key), step=60, format="DD/MM/YYYY")
        st.text_input("Mengapa tidak lewat aplikasi", key=f"later-why-{content.pk}", max_chars=300)
        st.button(
            "Catat sebagai susulan", key=f"later-save-{content.pk}", icon=":material/history_edu:", on_click=record_later,
            args=(content.pk, content.version),
        )  # fmt: skip


def record_later(content_id: int, seen: int) -> None:
    state = st.session_state
    with attempt("Pencatatan susulan tersimpan.") as session:
        by = signed_in(session)
        content = Content.current(content_id, seen, by, session)
        typed = {key: state.get(hour(content_id, key)) for key in content.channels}
        hours = {key: at.replace(tzinfo=LOCAL) for key, at in typed.items() if isinstance(at, datetime)}
        content.record_later(by, hours, state.get(f"later-why-{content_id}") or "")


def hour(content_id: int, channel: str) -> str:
    return f"later-{content_id}-{channel}"


def local_now() -> datetime:
    return now().astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)
