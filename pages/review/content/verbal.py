"""Persetujuan lisan di jalur darurat: siapa dihubungi, kapan, lewat apa; ia mengonfirmasinya kemudian."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.checklists import objections
from models.content.contents import Content
from models.content.media import MediaRole
from models.people import Person
from pages.review.content.checklist import given
from pages.ui import blocks, uploads
from pages.ui.dialogs import closing, dialog, leave_when_done
from pages.ui.session import attempt, db, me, show_notices, signed_in, telling, view


@dialog("Catat persetujuan lisan", icon=":material/call:", on_dismiss=closing)
def ask_call(content_id: int) -> None:
    leave_when_done(content_id)
    with view():
        actor = me()
        content = Content.find(content_id, actor, db())
        show_notices(in_dialog=True)
        st.markdown(say("review.verbal_ask"))
        unanswered = objections(content.stage_rules, given(content))
        if unanswered:
            st.markdown(say("review.answer_first"))
            blocks.issues_list(unanswered)
        else:
            show_form(content, actor)
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Tutup", key="call-leave", on_click=closing)
            st.button(
                "Catat", type="primary", key="call-confirm", disabled=bool(unanswered), on_click=record, args=(content_id, content.version)
            )


def show_form(content: Content, actor: Actor) -> None:
    people = {one.pk: one.name for one in content.lawful_deciders()[content.stage] if one.pk != actor.person_id}
    st.selectbox(
        "Yang memutus", list(people), key=f"approver-{content.pk}", index=None, placeholder="Pilih orang",
        format_func=lambda one: people.get(one, ""),
    )  # fmt: skip
    st.session_state.setdefault(f"reached-{content.pk}", now().astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0))
    st.datetime_input("Dihubungi pada (WIB)", format="DD/MM/YYYY", step=60, key=f"reached-{content.pk}")
    st.text_input("Lewat apa", key=f"how-{content.pk}", placeholder="Telepon ke nomor dinas, 2 menit")
    st.file_uploader("Tangkapan layar (boleh kosong): JPEG atau PNG", key=f"call-{content.pk}")


def record(content_id: int, seen: int) -> None:
    state = st.session_state
    with telling():
        upload = state.get(f"call-{content_id}")
        letter = uploads.kept(upload.getvalue(), upload.name, MediaRole.LETTER) if upload else None
        with attempt("Persetujuan lisan dicatat.", then=closing) as session:
            by = signed_in(session)
            content = Content.current(content_id, seen, by, session)
            attached = content.add_file(by, letter) if letter else None
            content.record_verbal_approval(
                by, Person.find(state.get(f"approver-{content_id}") or 0, session), how=state.get(f"how-{content_id}") or "",
                reached_at=aware(state.get(f"reached-{content_id}")), answers=given(content), letter_id=attached.pk if attached else None,
            )  # fmt: skip


def aware(typed: datetime | None) -> datetime:
    """What was typed is a minute of WIB, meant to its end; nothing typed means now."""
    return min(typed.replace(tzinfo=LOCAL, second=59), now()) if typed else now()
