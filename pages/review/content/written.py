"""Validasi tertulis: unit tanpa akun memutus di atas kertas, koordinator mencatatnya dengan suratnya."""

import streamlit as st

from data.wording import say
from models.content.checklists import objections
from models.content.contents import Content
from models.content.media import MediaRole
from pages.review.content.checklist import given
from pages.ui import blocks, uploads
from pages.ui.dialogs import closing, dialog, leave_when_done
from pages.ui.session import attempt, db, me, show_notices, signed_in, telling, view


@dialog("Catat validasi tertulis", icon=":material/description:", on_dismiss=closing)
def ask_letter(content_id: int) -> None:
    leave_when_done(content_id)
    with view():
        content = Content.find(content_id, me(), db())
        show_notices(in_dialog=True)
        st.markdown(say("review.written_ask"))
        unanswered = objections(content.stage_rules, given(content))
        if unanswered:
            st.markdown(say("review.answer_first"))
            blocks.issues_list(unanswered)
        else:
            show_form(content)
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Tutup", key="letter-leave", on_click=closing)
            st.button(
                "Catat",
                type="primary",
                key="letter-confirm",
                disabled=bool(unanswered),
                on_click=record,
                args=(content_id, content.version),
            )


def show_form(content: Content) -> None:
    st.text_input("Nomor surat", key=f"letter-number-{content.pk}", placeholder="440/12/2026")
    st.text_input("Ditandatangani oleh", key=f"signer-{content.pk}", placeholder="Nama dan jabatan")
    st.file_uploader("Surat yang dipindai: PDF, JPEG, atau PNG", key=f"letter-{content.pk}")


def record(content_id: int, seen: int) -> None:
    state = st.session_state
    with telling():
        upload = state.get(f"letter-{content_id}")
        letter = uploads.kept(upload.getvalue(), upload.name, MediaRole.LETTER) if upload else None
        with attempt("Validasi tertulis dicatat.", then=closing) as session:
            by = signed_in(session)
            content = Content.current(content_id, seen, by, session)
            attached = content.add_file(by, letter) if letter else None
            content.record_written_validation(
                by, given(content), letter_number=state.get(f"letter-number-{content_id}") or "",
                signed_by=state.get(f"signer-{content_id}") or "", letter_id=attached.pk if attached else 0,
            )  # fmt: skip
