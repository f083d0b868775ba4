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

TEXT, LINK, AUTHOR, KIND, CHANNEL, PROGRAMME, CATEGORY = (
    f"comment-{one}" for one in ("text", "link", "author", "kind", "channel", "programme", "category")
)


def show_entering(offered: Sequence[Programme]) -> None:
    programme = choose_programme(offered)
    st.text_area("Isi komentar", key=TEXT, height=120, placeholder=say("moderation.text_example"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Tautan unggahan atau komentar (boleh kosong)", key=LINK)
        st.text_input("Nama akun (boleh kosong)", key=AUTHOR)
    st.caption(say("moderation.name_apart"))
    categories = {one.key: one.label for one in programme.rules.moderation.categories}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        guessed = show_channel(programme)
        st.selectbox("Jenis kiriman", list(InteractionKind), key=KIND, format_func=lambda one: say(f"interaction_kinds.{one}"))
        st.selectbox("Kategori", ["", *categories], key=CATEGORY, format_func=lambda one: categories.get(one, "Menurut aturan saring"))
    with st.container(horizontal=True):
        st.button("Simpan", key="comment-save", type="primary", on_click=receive, args=(programme.pk, guessed))
        st.button("Simpan dan tambah lagi", key="comment-more", on_click=receive, args=(programme.pk, guessed, True))


def choose_programme(offered: Sequence[Programme]) -> Programme:
    """Which one, where there is a choice."""
    if len(offered) == 1:
        return offered[0]
    names = {one.pk: one for one in offered}
    if st.session_state.get(PROGRAMME) not in names:
        st.session_state[PROGRAMME] = offered[0].pk
    chosen = st.segmented_control(
        "Program", list(names), key=PROGRAMME, required=True, format_func=lambda one: f":gray[{blocks.plain(names[one].name)}]"
    )
    return names.get(chosen or 0, offered[0])


def show_channel(programme: Programme) -> str:
    """As the pasted link says, or chosen; the guess is part of the widget's key, so that a new link chooses anew."""
    channels = {one.key: one.label for one in programme.rules.channels}
    guessed = guess(programme)
    st.selectbox(
        "Kanal", ["", *channels], key=f"{CHANNEL}-{guessed}", index=["", *channels].index(guessed),
        format_func=lambda one: channels.get(one, "Lainnya"),
    )  # fmt: skip
    return guessed


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
    by_handle = author.startswith("@")

    def finish() -> None:
        for name in (TEXT, AUTHOR, CATEGORY, *(() if again else (LINK,))):
            state.pop(name, None)
        if not again:
            closing()

    with attempt(say("moderation.received"), then=finish) as session:
        Interaction.receive(
            Programme.find(programme_id, session), state.get(TEXT) or "", signed_in(session), session,
            kind=str(state.get(KIND) or "comment"), channel=state.get(f"{CHANNEL}-{guessed}") or "", link=link_typed(),
            author="" if by_handle else author, handle=author if by_handle else "", category=state.get(CATEGORY) or "",
        )  # fmt: skip
