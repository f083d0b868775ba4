"""Ringkasan surel: a person switches his own daily digest on or off."""

import streamlit as st

from data import outbox
from data.wording import say
from models.inbox.mails import MailWish
from models.people import Person
from pages.ui import blocks
from pages.ui.session import attempt, db, signed_in


def show_digest(person: Person) -> None:
    """One sentence where no mail server is set."""
    blocks.heading(say("digest.heading"), icon="mail")
    if not outbox.is_open():
        blocks.empty(say("digest.no_post"))
        return
    wish = MailWish.of(person.pk, db())
    on = wish is not None and wish.digest
    look = blocks.Look("Aktif", "green", "check_circle") if on else blocks.Look("Mati", "gray", "block")
    words = say("digest.what", address=person.email) if person.email else say("digest.what_without_address")
    with blocks.row_of(say("digest.heading"), words, look):
        st.button("Matikan" if on else "Aktifkan", key="digest-wish", on_click=set_digest, args=(not on,))


def set_digest(on: bool) -> None:
    with attempt("Ringkasan surel diaktifkan." if on else "Ringkasan surel dimatikan.") as session:
        by = signed_in(session)
        MailWish.set(Person.find(by.person_id or 0, session), on, by, session)
