"""One input per kind of field; what was typed is kept on the server with each change."""

from collections.abc import Callable

import streamlit as st

from models import places
from models.content.contents import Content
from models.governance.contact_kinds import ContactState, ContactUse
from models.governance.contacts import Contact
from models.playbooks import FieldKind, FieldRule, Need
from pages.ui.session import db, me
from pages.work.compose import actions
from pages.work.compose.values import key_of

TALL = 120


def show_input(content: Content, rule: FieldRule) -> None:
    """The field's own input, empty or filled, under the label the playbook gives it."""
    draw: dict[FieldKind, Callable[[Content, FieldRule], None]] = {
        FieldKind.TEXT: _text, FieldKind.STEPS: _text, FieldKind.DATE: _date, FieldKind.MOMENT: _moment, FieldKind.LINK: _link,
        FieldKind.CONTACT: _contact, FieldKind.PLACES: _places, FieldKind.CHANNELS: _channels, FieldKind.CHOICE: _choice,
    }  # fmt: skip
    draw.get(rule.kind, _line)(content, rule)


def label_of(content: Content, rule: FieldRule) -> str:
    """What may stay empty says so; the rest is wanted."""
    words = {Need.OPTIONAL: " (boleh kosong)", Need.RECOMMENDED: " (disarankan)"}
    return rule.label + words.get(content.rules.need(content.kind, rule.key) or Need.REQUIRED, "")


def _line(content: Content, rule: FieldRule) -> None:
    st.text_input(
        label_of(content, rule), key=key_of(content.pk, rule.key), help=rule.help or None, placeholder=rule.placeholder,
        max_chars=rule.max_chars, on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip


def _text(content: Content, rule: FieldRule) -> None:
    st.text_area(
        label_of(content, rule), key=key_of(content.pk, rule.key), help=rule.help or None, placeholder=rule.placeholder,
        max_chars=rule.max_chars, height=TALL, on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip


def _date(content: Content, rule: FieldRule) -> None:
    st.date_input(
        label_of(content, rule), value=None, key=key_of(content.pk, rule.key), help=rule.help or None, format="DD/MM/YYYY",
        on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip


def _moment(content: Content, rule: FieldRule) -> None:
    st.datetime_input(
        f"{label_of(content, rule)}, WIB", value=None, key=key_of(content.pk, rule.key), help=rule.help or None, format="DD/MM/YYYY",
        step=300, on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip


def _link(content: Content, rule: FieldRule) -> None:
    key, absent = key_of(content.pk, rule.key), key_of(content.pk, f"{rule.key}-absent")
    if st.session_state.get(absent):
        st.text_input(
            f"{rule.label}: alasan tidak ada", key=f"{key}-none", placeholder="Belum ada dokumen resmi karena …",
            on_change=actions.autosave, args=(content.pk,),
        )  # fmt: skip
    else:
        _line(content, rule)
    st.checkbox("Tidak ada", key=absent, on_change=actions.autosave, args=(content.pk,))


def _contact(content: Content, rule: FieldRule) -> None:
    """Only what may be printed is on offer; what is chosen already stays, whatever became of it."""
    chosen = st.session_state.get(key_of(content.pk, rule.key)) or []
    fresh, known = content.rules.contact_fresh_days, {}
    for one in Contact.directory(me(), content.programme_id, db()):
        if one.use is ContactUse.PUBLIC:
            stale = "" if one.state(fresh) is ContactState.VERIFIED else ", perlu diuji ulang"
            known[one.pk] = f"{one.label} ({one.number}{stale})"
    st.multiselect(
        label_of(content, rule), [*known, *(one for one in chosen if one not in known)], key=key_of(content.pk, rule.key),
        format_func=lambda one: known.get(one, "Kontak yang tidak dapat dipakai lagi"), help=rule.help or None, placeholder="Pilih kontak",
        select_all=False, on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip


def _places(content: Content, rule: FieldRule) -> None:
    chosen, known = st.session_state.get(key_of(content.pk, rule.key)) or [], places.known()
    st.multiselect(
        label_of(content, rule), [*known, *(one for one in chosen if one not in known)], key=key_of(content.pk, rule.key),
        format_func=lambda one: known.get(one, one), help=rule.help or None, placeholder="Pilih kecamatan atau seluruh kabupaten",
        select_all=False, on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip


def _channels(content: Content, rule: FieldRule) -> None:
    labels = {one.key: one.label for one in content.rules.channels}
    st.pills(
        label_of(content, rule), list(labels), selection_mode="multi", key=key_of(content.pk, rule.key), help=rule.help or None,
        format_func=lambda one: f":gray[{labels[one]}]", on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip


def _choice(content: Content, rule: FieldRule) -> None:
    labels = {one.key: one.label for one in rule.options}
    st.selectbox(
        label_of(content, rule), list(labels), index=None, key=key_of(content.pk, rule.key), format_func=lambda one: labels.get(one, one),
        help=rule.help or None, placeholder="Pilih satu", on_change=actions.autosave, args=(content.pk,),
    )  # fmt: skip
