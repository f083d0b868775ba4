"""Files of the draft: what was found in each, its text for those who can't see it, the question about people, and its place."""

from collections.abc import Sequence

import streamlit as st

from models.content.drafts import Finding, MediaKind
from models.content.indonesian import number
from models.content.media import Media
from models.content.revisions import MATERIAL
from models.playbooks import ALTS, FILES, MediaRule
from pages.ui import blocks, formats, uploads
from pages.work.compose import file_actions
from pages.work.compose.desk import Desk, held
from pages.work.compose.fields import show_open
from pages.work.compose.file_inputs import ANSWERED, show_file_inputs
from pages.work.compose.values import key_of

ICONS = {MediaKind.IMAGE: "image", MediaKind.VIDEO: "movie", MediaKind.SUBTITLES: "subtitles", MediaKind.DOCUMENT: "description"}


def show_files(desk: Desk, findings: Sequence[Finding]) -> None:
    may_add = bool(desk.editable & {FILES, ALTS, MATERIAL})
    if not may_add and not desk.files:
        return
    with st.container(border=True, gap="small", key=f"at-{key_of(desk.content.pk, 'files')}"):
        blocks.heading("Berkas" if desk.editable & {FILES, ALTS} else "Berkas bahan", len(desk.files) or None)
        show_open(findings, FILES)
        media = {one.pk: one for one in desk.content.media}
        for place, one in enumerate(desk.files):
            _show_file(desk, media[one["media_id"]], place, findings)
        if may_add:
            key = f"unggah-{desk.content.pk}-{held(desk.content.pk)['uploads']}"
            st.file_uploader(
                upload_label(desk), accept_multiple_files=True, key=key, on_change=file_actions.take_files, args=(desk.content.pk, key)
            )


def upload_label(desk: Desk) -> str:
    """The limits in our own words: Streamlit's are English and not ours."""
    if not desk.editable & {FILES, ALTS}:
        return "Tambah bahan: gambar, video, atau PDF, tidak diterbitkan"
    limits = desk.content.rules.format_of(desk.content.format).media
    return f"Tambah berkas. {'. '.join(_limits(limits))}. Takarir .srt atau .vtt. Bahan boleh PDF."


def _limits(limits: MediaRule) -> list[str]:
    said = []
    if limits.images_max:
        size = f"{limits.image_min_width} × {limits.image_min_height} piksel"
        said.append(f"Gambar JPEG, PNG, WebP, atau HEIC: sekurangnya {size}, paling besar {number(limits.image_max_mb, 1)} MB")
    if limits.videos_max:
        long = f", paling lama {number(limits.video_max_seconds)} detik" if limits.video_max_seconds else ""
        said.append(f"Video MP4, MOV, atau WebM: paling besar {number(limits.video_max_mb, 1)} MB{long}")
    return said


def _show_file(desk: Desk, media: Media, place: int, findings: Sequence[Finding]) -> None:
    key, about = key_of(desk.content.pk, f"file-{media.pk}"), f"file:{media.pk}"
    with st.container(border=True, gap="small", key=f"at-{key}"):
        with st.container(horizontal=True, gap="small"):
            _preview(media, desk.files[place]["alt"])
            with st.container(width=320, gap="xsmall"):
                st.markdown(f"**{blocks.plain(media.name)}**  \n:small[:gray[{_facts(media)}]]")
                _show_met(findings, about)
                show_open([one for one in findings if one.check not in ANSWERED], about)
                _show_moves(desk, media.pk, place)
        show_file_inputs(desk, media, place, findings)


def _preview(media: Media, alt: str) -> None:
    kind, shown = media.facts.kind, media.preview or media.sha256
    if kind is MediaKind.VIDEO:
        with st.container(width=200):
            st.video(uploads.address(media.sha256))
    elif kind is MediaKind.IMAGE:
        st.image(uploads.address(shown), width=120, alt=alt or media.name)
    else:
        st.markdown(f":material/{ICONS[kind]}:", width="content")


def _facts(media: Media) -> str:
    facts = media.facts
    parts = [facts.format.upper(), f"{facts.width} × {facts.height}" if facts.width else "", formats.size(facts.size)]
    if facts.seconds:
        parts.append(formats.duration(facts.seconds))
    if facts.cues:
        parts.append(f"{facts.cues} teks berwaktu")
    return " · ".join(part for part in parts if part)


def _show_met(findings: Sequence[Finding], about: str) -> None:
    """One green line when nothing is amiss."""
    own = [one for one in findings if one.issue.about == about]
    if own and all(one.met for one in own):
        st.markdown(":small[:green[:material/check_circle: Semua pemeriksaan berkas terpenuhi]]")


def _show_moves(desk: Desk, media_id: int, place: int) -> None:
    if not desk.editable & {FILES, ALTS, MATERIAL}:
        return
    with st.container(horizontal=True, gap="xsmall", wrap=False):
        for name, icon, by_places, off in (
            ("Naik", "arrow_upward", -1, place == 0),
            ("Turun", "arrow_downward", 1, place == len(desk.files) - 1),
            ("Keluarkan", "delete", 0, False),
        ):
            st.button(
                name, icon=f":material/{icon}:", key=f"{icon}-{media_id}", type="tertiary", disabled=off,
                on_click=file_actions.arrange, args=(desk.content.pk, media_id, by_places),
            )  # fmt: skip
