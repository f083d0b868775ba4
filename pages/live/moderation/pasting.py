"""Many comments pasted at once: taken apart, sorted and shown before anything is written."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.programmes import Programme
from models.public.batches import MOST, Source
from models.public.pasting import take_apart
from pages.live.moderation import entering, previewing
from pages.ui import blocks, formats

TEXT, LINK = "paste-text", "paste-link"


def show_pasting(offered: Sequence[Programme]) -> None:
    programme = entering.choose_programme(offered)
    st.caption(say("moderation.paste_help"))
    st.text_input("Tautan unggahannya (boleh kosong)", key=LINK)
    st.text_area("Komentar", key=TEXT, height=180)
    text = st.session_state.get(TEXT) or ""
    if not text.strip():
        st.button("Pratinjau", key="paste-preview", type="primary")
        return
    link = (st.session_state.get(LINK) or "").strip()
    arrivals = take_apart(text, programme.rules.channels, link=link)
    if len(arrivals) > MOST:
        st.markdown(f":small[:red[:material/error: {blocks.plain(say('issues.comments_too_many', limit=formats.number(MOST)))}]]")
        return
    if not arrivals:
        blocks.empty(say("moderation.paste_nothing"))
        return
    previewing.show_preview(programme, list(enumerate(arrivals, 1)), Source.PASTED)
