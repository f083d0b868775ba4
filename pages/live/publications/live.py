"""Teks yang tampil: ditempel dari kanalnya, dibandingkan kata demi kata dengan yang disetujui."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.corrections import CorrectionKind
from models.content.live_checks import LiveCheck, live_difference, told_difference
from models.content.publications import PublicationState, of_state
from pages.ui import dialogs, formats
from pages.ui.session import attempt, db, signed_in
from pages.ui.speaking import marked


def show_live(content: Content, actor: Actor) -> None:
    shown = of_state(content.publications, PublicationState.PUBLISHED)
    if not shown or content.objections_to_live_check(actor):
        return
    with st.expander(say("corrections.live_ask"), icon=":material/difference:", key=f"live-{content.pk}"):
        labels = {key: content.rules.channel(key).label for key in shown}
        for key, one in LiveCheck.of(content.pk, db()).items():
            if key in labels:
                color, icon, words = ("green", "check_circle", "sama") if one.same else ("red", "error", "berbeda")
                st.markdown(f":{color}[:material/{icon}:] {labels[key]} · {words} · {formats.short_moment(one.at)}")
        channel = st.selectbox("Kanal yang dilihat", list(labels), key=f"live-channel-{content.pk}", format_func=labels.__getitem__)
        st.text_area("Teks yang tampil di kanal", key=f"live-text-{content.pk}", height=120)
        typed = (st.session_state.get(f"live-text-{content.pk}") or "").strip()
        if typed and channel in shown:
            st.markdown(marked(live_difference(shown[channel], typed)))
            show_ralat(content, actor, labels[channel], told_difference(shown[channel], typed))
        st.button(
            "Catat hasil perbandingan",
            key=f"live-save-{content.pk}",
            disabled=not typed,
            on_click=check,
            args=(content.pk, content.version),
        )
        st.caption(say("corrections.live_help"))


def show_ralat(content: Content, actor: Actor, channel: str, difference: str) -> None:
    """A ralat from here, its reason already saying what differs where."""
    if difference and not content.objections_to_correcting(actor, CorrectionKind.RALAT):
        st.button(
            "Buat ralat dari perbedaan ini", key=f"live-ralat-{content.pk}", icon=":material/edit_note:", on_click=begin_ralat,
            args=(content.pk, say("corrections.live_reason", channel=channel, difference=difference)),
        )  # fmt: skip


def begin_ralat(content_id: int, reason: str) -> None:
    st.session_state[f"correction-reason-{content_id}"] = reason[:1000]
    dialogs.opening(content_id, CorrectionKind.RALAT.value)


def check(content_id: int, seen: int) -> None:
    state = st.session_state
    with attempt("Perbandingan dicatat.") as session:
        by = signed_in(session)
        content = Content.current(content_id, seen, by, session)
        content.check_live(by, state.get(f"live-channel-{content_id}") or "", state.get(f"live-text-{content_id}") or "")
