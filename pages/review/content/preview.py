"""Pratinjau: konten seperti tampil di tiap kanal, dipotong dan dilipat seperti di sana."""

from collections.abc import Sequence

import streamlit as st

from data import files
from data.wording import say
from models.content.contents import Content
from models.content.counting import hashtags, length, opening
from models.content.drafts import DraftFile, MediaKind, Purpose
from models.content.media import Media
from models.playbooks import Channel
from pages.ui import blocks, crops, formats, uploads

SAME_RATIO = 0.02


def show_preview(content: Content) -> None:
    assert content.revision is not None
    visuals = [one for one in content.revision.draft_files(content.media) if one.purpose is Purpose.VISUAL]
    if channel := chosen_channel(content):
        with st.container(border=True, width=400, gap="small"):
            st.markdown(f":material/account_circle: **{blocks.plain(content.programme.name)}**")
            show_visuals(content, channel, visuals)
            show_text(content, channel)
            show_length(content, channel, visuals)
    else:
        blocks.empty(say("review.no_channel"))


def chosen_channel(content: Content) -> Channel | None:
    """The channel on show; the first one until another is picked."""
    keys = content.channels
    if not keys:
        return None
    labels = {key: f":gray[{blocks.plain(content.rules.channel(key).label)}]" for key in keys}
    chosen = st.segmented_control(
        "Kanal", keys, default=keys[0], required=True, label_visibility="collapsed", key=f"channel-{content.pk}",
        format_func=lambda one: labels.get(one, ""),
    )  # fmt: skip
    return content.rules.channel(chosen if chosen in keys else keys[0])


def show_visuals(content: Content, channel: Channel, visuals: Sequence[DraftFile]) -> None:
    """One at a time, in the order of the carousel; beyond the channel's number a picture stays out."""
    if not visuals:
        st.caption(say("review.no_visual"))
        return
    shown = 1
    if len(visuals) > 1:
        shown = st.session_state.get(f"slide-{content.pk}-{channel.key}") or 1
    file = visuals[min(shown, len(visuals)) - 1]
    media = next(one for one in content.media if one.pk == file.media_id)
    if file.facts.kind is MediaKind.VIDEO:
        show_film(content, channel, file, media)
    else:
        show_picture(channel, file, media)
    if len(visuals) > 1:
        st.pagination(len(visuals), key=f"slide-{content.pk}-{channel.key}")
        out = say("review.slide_out", limit=channel.images_max) if shown > channel.images_max else ""
        st.caption(f"{shown}/{len(visuals)} {out}".strip())


def show_picture(channel: Channel, file: DraftFile, media: Media) -> None:
    picture = crops.cropped(media.preview or media.sha256, channel.preview_ratio)
    if picture is None:
        st.caption(say("review.file_gone", name=blocks.plain(file.name)))
        return
    st.image(picture, width="stretch", alt=file.alt or file.name)
    show_crop(channel, file)


def show_film(content: Content, channel: Channel, file: DraftFile, media: Media) -> None:
    """The poster and the size first: a film is loaded only when asked for."""
    key = f"film-{content.pk}-{media.pk}"
    weight = f"{formats.duration(file.facts.seconds or 0)} · {formats.size(file.facts.size)}"
    if st.session_state.get(key):
        st.video(uploads.address(media.sha256), alt=file.alt or file.name, subtitles=subtitles(content))
    else:
        poster = crops.cropped(media.preview, channel.preview_ratio) if media.preview else None
        if poster:
            st.image(poster, width="stretch", alt=file.alt or file.name)
        st.button(f"Putar video ({weight})", icon=":material/play_circle:", key=f"play-{key}", on_click=play, args=(key,), width="stretch")
    show_crop(channel, file)


def subtitles(content: Content) -> bytes | None:
    """The subtitle file of the current revision; None where there is none or it is gone."""
    assert content.revision is not None
    listed = [one for one in content.revision.draft_files(content.media) if one.purpose is Purpose.SUBTITLES]
    try:
        return files.read(listed[0].sha256) if listed else None
    except OSError:
        return None


def play(key: str) -> None:
    st.session_state[key] = True


def show_crop(channel: Channel, file: DraftFile) -> None:
    if not (file.facts.width and file.facts.height):
        return
    own, shown = file.facts.width / file.facts.height, crops.proportion(channel.preview_ratio)
    if abs(own / shown - 1) > SAME_RATIO:
        st.markdown(f":small[:orange[:material/crop: {say('review.cropped', channel=channel.label, ratio=channel.preview_ratio)}]]")


def show_text(content: Content, channel: Channel) -> None:
    """What a reader sees first; the rest behind 'selengkapnya', as on the channel."""
    text = content.text_for(channel.key)
    first = opening(text, channel)
    if first == text:
        st.text(text or "–")
        return
    st.text(f"{first} …")
    with st.expander("selengkapnya", type="compact"):
        st.text(text)


def show_length(content: Content, channel: Channel, visuals: Sequence[DraftFile]) -> None:
    text = content.text_for(channel.key)
    described = sum(1 for one in visuals if one.alt.strip())
    parts = [
        f"{formats.number(length(text, channel.text_unit))} dari {formats.number(channel.text_max)} karakter",
        f"teks alternatif {described} dari {len(visuals)}" if visuals else "",
        f"{len(hashtags(text))} tagar",
    ]
    st.caption(" · ".join(part for part in parts if part))
    for one in visuals:
        if one.alt:
            st.caption(f"Teks alternatif {blocks.plain(one.name)}: {blocks.plain(one.alt)}")
