"""Paket siap unggah: text to copy and files to take, per channel."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.kits import Kit
from models.playbooks import TextUnit
from pages.documents import kit as parcel
from pages.ui import blocks


def show_kit(content: Content, _: Actor) -> None:
    if barred := content.objections_to_the_kit():
        blocks.issues_list(barred)
        return
    offered = {one.key: f":gray[{one.label}]" for one in content.rules.channels if one.key in content.channels}
    first = next(iter(offered))
    chosen = st.segmented_control(
        "Kanal", list(offered), key=f"kit-{content.pk}", default=first, required=True, format_func=lambda one: offered.get(one, one),
        label_visibility="collapsed",
    )  # fmt: skip
    show_channel(content, content.kit(chosen if chosen in offered else first))


def show_channel(content: Content, kit: Kit) -> None:
    channel, label = kit.channel.key, say("publications.kit_download", channel=kit.channel.label, count=len(kit.files))
    st.download_button(
        label, parcel.offered(content.pk, channel), parcel.file_name(content, channel), "application/zip",
        key=f"zip-{content.pk}-{channel}", icon=":material/folder_zip:", on_click="ignore",
    )  # fmt: skip
    show_text(say("publications.kit_text"), kit.text)
    show_text(say("publications.kit_tags"), kit.hashtags)
    show_text(say("publications.kit_place"), kit.location)
    for label, text in kit.beside.items():
        show_text(label, text)
    for place, one in kit.alts:
        show_text(say("publications.kit_alt", place=place, name=one.name), one.alt)
    pictures = [one for one in kit.files if one.alt]
    if len(pictures) > kit.channel.images_max:
        st.caption(say("publications.kit_too_many", channel=kit.channel.label, limit=kit.channel.images_max))
    if kit.channel.text_unit is not TextUnit.CHARACTERS or kit.channel.text_max < len(kit.text):
        st.caption(say("publications.kit_counted", channel=kit.channel.label, limit=kit.channel.text_max))


def show_text(label: str, text: str) -> None:
    """With the copy button that a code block brings along."""
    if text:
        st.caption(blocks.plain(label))
        st.code(text, language=None, wrap_lines=True)
