"""Surel yang menyerah: how many e-mails no server took, and when the last one was given up."""

import streamlit as st

from data import outbox
from data.wording import say
from models.inbox.mails import Mail
from pages.ui import blocks, formats
from pages.ui.session import db


def show_post() -> None:
    """Nothing where no mail server is set."""
    if not outbox.is_open():
        return
    lost = Mail.given_up(db())
    blocks.heading(say("post.heading"), lost.count or None, icon="mail", color="red" if lost.count else "gray")
    if lost.last_at is None:
        blocks.empty(say("post.all_sent", days=lost.days))
        return
    words = say("post.given_up", count=formats.number(lost.count), days=lost.days, last=formats.moment(lost.last_at))
    st.markdown(f":red[:material/error: {blocks.plain(words)}]")
    st.caption(say("post.what_to_do"))
