"""One comment by hand in seconds: a box for the words, and everything else guessed."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.content.links import ADDRESS, channel_of
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.states import InteractionKind
from pages.ui import blocks
from pages.ui.dialogs import closing
from pages.ui.session import attempt, signed_in

TEXT, LINK, AUTHOR, KIND, CHANNEL, PROGRAMME = (f"comment-{one}" for one in ("text", "link", "author", "kind", "channel", "programme"))


def show_entering(offered: Sequence[Programme]) -> None:
    programme = choose_programme(offered)
    st.text_area("Isi komentar", key=TEXT, height=120, placeholder=say("moderation.text_example"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Tautan unggahan atau komentar (boleh kosong)", key=LINK)
        st.text_input("Nama akun (boleh kosong)", key=AUTHOR)
    st.caption(say("moderation.name_apart"))
    channels = {one.key: one.label for one in programme.rules.channels}
    guessed = guess(programme)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Kanal", ["", *channels], key=f"{CHANNEL}-{guessed}", index=["", *channels].index(guessed),
            format_func=lambda one: channels.get(one, "Lainnya"),
        )  # fmt: skip
        st.selectbox("Jenis kiriman", list(InteractionKind), key=KIND, format_func=lambda one: say(f"interaction_kinds.{one}"))
    with st.container(horizontal=True):
        st.button("Simpan", key="comment-save", type="primary", on_click=receive, args=(programme.pk, guessed))
        st.button("Simpan dan tambah lagi", key="comment-more", on_click=receive, args=(programme.pk, guessed, True))


def choose_programme(offered: Sequence[Programme]) -> Programme:
    if len(offered) == 1:
        return offered[0]
    names = {one.pk: one for one in offered}
    chosen = st.segmented_control(
        "Program", list(names), key=PROGRAMME, default=offered[0].pk, required=True,
        format_func=lambda one: f":gray[{blocks.plain(names[one].name)}]",
    )  # fmt: skip
    return names.get(chosen or 0, offered[0])


def link_typed() -> str:
    """From its own box, else the first address among the words."""
    own = (st.session_state.get(LINK) or "").strip()
    found = ADDRESS.search(st.session_state.get(TEXT) or "")
    return own or (found[0] if found else "")


def guess(programme: Programme) -> str:
    link = link_typed()
    return (channel_of(link, programme.rules.channels) or "") if link else ""


def receive(programme_id: int, guessed: str, again: bool = False) -> None:
    state = st.session_state
    author = (state.get(AUTHOR) or "").strip()

    def finish() -> None:
        for name in (TEXT, AUTHOR, *(() if again else (LINK,))):
            state.pop(name, None)
        if not again:
            closing()

    with attempt(say("moderation.received"), then=finish) as session:
        Interaction.receive(
            Programme.find(programme_id, session), state.get(TEXT) or "", signed_in(session), session,
            kind=str(state.get(KIND) or "comment"), channel=state.get(f"{CHANNEL}-{guessed}") or "", link=link_typed(),
            author="" if author.startswith("@") else author, handle=author if author.startswith("@") else "",
        )  # fmt: skip
