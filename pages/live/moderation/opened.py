"""One comment opened: what was done about it so far, and the quieter verbs."""

import streamlit as st

from data.wording import say
from models.public.acts import Act
from models.public.interactions import Interaction
from pages.live.moderation import looks
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in


def show_opened(one: Interaction) -> None:
    actor = me()
    st.markdown(" ".join(look.markdown for look in (looks.time_look(one), looks.category_look(one), looks.state_look(one))))
    st.text(one.shown_to(actor) or say("moderation.erased"))
    if one.open and not one.objections_to_moderating(actor):
        with st.container(horizontal=True):
            st.button("Saya tangani", key="comment-take", icon=":material/person_add:", on_click=take, args=(one.pk, one.version))
    show_acts(one)


def show_acts(one: Interaction) -> None:
    for act in Act.of(one.pk, db()):
        who = act.by.name if act.by else "Simpul"
        line = f"{formats.short_moment(act.at)} · {who} · {say(f'deeds.{act.deed.value}')}"
        st.markdown(f":small[:gray[{blocks.plain(line)}]]")
        if act.note and act.note.text:
            st.text(act.note.text)


def take(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.taken"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).take(by)
