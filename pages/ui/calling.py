"""A contact of the directory, one tap to call, to write to or to open; a stale one says so."""

from urllib.parse import quote

import streamlit as st

from models.governance.contact_kinds import ContactKind, ContactState
from models.governance.contacts import Contact
from models.inbox import whatsapp
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import db, me

VERBS = {
    ContactKind.PHONE: ("Telepon", "call"), ContactKind.WHATSAPP: ("WhatsApp", "chat"),
    ContactKind.EMAIL: ("Kirim surel", "mail"), ContactKind.WEB: ("Buka laman", "open_in_new"),
}  # fmt: skip


def show_choice(programme: Programme, key: str) -> None:
    """A contact of the directory, or none, kept under `<key>-contact`; the chosen one with its one tap."""
    contacts = {one.pk: one for one in Contact.directory(me(), programme.pk, db())}
    chosen = st.selectbox(
        "Kontak (boleh kosong)", list(contacts), index=None, key=f"{key}-contact", placeholder="Pilih kontak",
        format_func=lambda one: contacts[one].label if one in contacts else "",
    )  # fmt: skip
    if chosen in contacts:
        show_contact(contacts[chosen], programme.rules.contact_fresh_days, key=f"{key}-call")


def show_contact(contact: Contact, fresh_days: int, key: str) -> None:
    """Its name and number, when it was tried, and the one tap."""
    verb, icon = VERBS[contact.kind]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.link_button(f"{verb}: {blocks.plain(contact.label)}", address(contact), icon=f":material/{icon}:", key=key)
        tried = f"diuji {formats.day(contact.tested_on)}" if contact.tested_on else "belum diuji"
        stale = contact.state(fresh_days) is not ContactState.VERIFIED
        words = f"{contact.number} · {tried}{', perlu diuji ulang' if stale else ''}"
        st.markdown(f":small[:{'orange' if stale else 'gray'}[{blocks.plain(words)}]]", width="content")


def address(contact: Contact) -> str:
    if contact.kind is ContactKind.PHONE:
        return f"tel:{quote(''.join(one for one in contact.number if one.isdigit() or one == '+'), safe='+')}"
    if contact.kind is ContactKind.WHATSAPP:
        return whatsapp.address("", contact.number)
    return f"mailto:{quote(contact.number, safe='@.+-_')}" if contact.kind is ContactKind.EMAIL else contact.number
