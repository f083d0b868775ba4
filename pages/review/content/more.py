"""Lainnya: apa lagi yang boleh dilakukan orang ini sekarang, dan dialog yang dimintanya."""

import streamlit as st

from models.actors import Actor
from models.content.claims import Claim
from models.content.contents import Content
from pages.review.content import actions, reasons, verbal, written
from pages.ui.dialogs import opened
from pages.ui.session import db

MORE = {
    "resume": "Lanjutkan", "hold": "Tunda", "recall": "Tarik kembali", "release": "Lepaskan", "written": "Catat validasi tertulis",
    "verbal": "Catat persetujuan lisan", "cancel": "Batalkan",
}  # fmt: skip


def show_more(content: Content, actor: Actor) -> None:
    if keys := menu(content, actor):
        st.menu_button(
            "Lainnya", keys, key="more", format_func=lambda one: MORE.get(one, ""), width="stretch", on_click=actions.choose,
            args=(content.pk, content.version),
        )  # fmt: skip


def menu(content: Content, actor: Actor) -> list[str]:
    """What else this person may do now: the questions of the verbs, nothing of its own."""
    claim = Claim.live(content.pk, db())
    may = {
        "resume": not content.objections_to_resuming(actor),
        "hold": not content.objections_to_holding(actor),
        "recall": not content.objections_to_recalling(actor),
        "release": claim is not None and claim.person_id == actor.person_id,
        "written": not content.objections_to_written_validation(actor),
        "verbal": not content.objections_to_recording(actor),
        "cancel": not content.objections_to_cancelling(actor),
    }
    return [key for key in MORE if may[key]]


def show_dialog(content: Content, actor: Actor) -> None:
    """The one dialog that was asked for, as long as its verb is open to this person."""
    name = opened(content.pk)
    if name == "return" and not content.objections_to_returning(actor):
        reasons.ask_return(content.pk)
    elif (name in ("hold", "cancel") and name in menu(content, actor)) or (name == "deny" and not content.objections_to_denying(actor)):
        reasons.ask_reason(content.pk, name)
    elif name == "written" and name in menu(content, actor):
        written.ask_letter(content.pk)
    elif name == "verbal" and name in menu(content, actor):
        verbal.ask_call(content.pk)
