"""Texts per channel: one's own, or composed from the fields above; the count runs along."""

import streamlit as st

from models import places
from models.content.captions import Composition, composition, own_caption
from models.content.counting import length
from models.playbooks import Channel, FieldKind, FieldRule
from pages.ui import blocks
from pages.ui.formats import number
from pages.work.compose import actions
from pages.work.compose.desk import Desk
from pages.work.compose.values import key_of


def show_captions(desk: Desk, rule: FieldRule) -> None:
    """One input per chosen channel; left empty, the composed text is shown instead."""
    chosen = chosen_channels(desk)
    st.markdown(f":small[{rule.label}]", help=rule.help or None)
    if not chosen:
        st.caption("Pilih kanal di atas; teks tiap kanal akan disusun otomatis di sini.")
    for channel in chosen:
        own = own_caption(desk.fields, channel.key, desk.content.kind, desk.content.rules)
        name = "teks sendiri" if own else "disusun otomatis"
        with st.expander(
            f"{channel.label} · {name} · {count_of(desk, channel)}", icon=":material/edit:" if own else ":material/auto_awesome:"
        ):
            _show_channel(desk, rule, channel, own)


def show_counts(desk: Desk) -> None:
    """The side panel: how full each channel is."""
    chosen = chosen_channels(desk)
    with st.container(border=True, gap="small"):
        blocks.heading("Kanal", len(chosen) or None)
        if not chosen:
            st.caption("Belum ada kanal yang dipilih.")
            return
        over = [channel for channel in chosen if is_over(desk, channel)]
        lines = [
            f":red[:material/error:] {channel.label} {count_of(desk, channel)}"
            if channel in over
            else f"{channel.label} {count_of(desk, channel)}"
            for channel in chosen
        ]
        st.markdown(f":small[{'  ·  '.join(lines)}]")


def chosen_channels(desk: Desk) -> list[Channel]:
    rules = desk.content.rules
    keys = {
        key for rule in rules.fields_of(desk.content.kind) if rule.kind is FieldKind.CHANNELS for key in desk.fields.get(rule.key) or []
    }
    return [channel for channel in rules.channels if channel.key in keys]


def text_of(desk: Desk, channel: Channel) -> str:
    """What would go out there."""
    own = own_caption(desk.fields, channel.key, desk.content.kind, desk.content.rules)
    return own or _composed(desk, channel).text


def count_of(desk: Desk, channel: Channel) -> str:
    """164/2.200, counted as the platform counts."""
    return f"{number(length(text_of(desk, channel), channel.text_unit))}/{number(channel.text_max)}"


def is_over(desk: Desk, channel: Channel) -> bool:
    return length(text_of(desk, channel), channel.text_unit) > channel.text_max


def _show_channel(desk: Desk, rule: FieldRule, channel: Channel, own: str) -> None:
    st.text_area(
        f"Teks sendiri untuk {channel.label} (boleh kosong)", key=key_of(desk.content.pk, f"{rule.key}-{channel.key}"), height=140,
        on_change=actions.autosave, args=(desk.content.pk,),
    )  # fmt: skip
    if own:
        return
    composed = _composed(desk, channel)
    if composed.left_out:
        st.caption(f"Agar muat, tidak disertakan: {', '.join(composed.left_out)}.")
    st.caption("Yang akan tayang:")
    st.text(composed.text or "Belum ada isi.")


def _composed(desk: Desk, channel: Channel) -> Composition:
    content = desk.content
    return composition(desk.fields, channel.key, content.kind, content.rules, desk.contacts, places.known())
