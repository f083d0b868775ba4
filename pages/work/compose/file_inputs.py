"""What the writer says about one file: its text for those who can't see it, the people in it, what it is for."""

from collections.abc import Sequence

import streamlit as st

from models.content.drafts import Finding, MediaKind, Purpose
from models.content.media import Media
from models.content.revisions import MATERIAL
from models.playbooks import ALTS, FILES
from pages.ui import consent_links
from pages.work.compose import actions
from pages.work.compose.desk import Desk
from pages.work.compose.fields import show_open
from pages.work.compose.values import key_of

LABELS = {Purpose.VISUAL: "Tayang", Purpose.SUBTITLES: "Takarir video (subtitel)", Purpose.MATERIAL: "Bahan, tidak tayang"}
ANSWERED = {"alt_text", "people_answered", "people_suffices", "consent_linked"}


def show_file_inputs(desk: Desk, media: Media, place: int, findings: Sequence[Finding]) -> None:
    """What is open about an answer stands right under it."""
    own = [one for one in findings if one.issue.about == f"file:{media.pk}"]
    if not desk.editable & {FILES, ALTS, MATERIAL}:
        show_open([one for one in own if one.check in ANSWERED], f"file:{media.pk}")
        return
    purpose = Purpose(desk.files[place]["purpose"])
    if purpose is Purpose.VISUAL and ALTS in desk.editable:
        if media.facts.kind is MediaKind.IMAGE:
            _show_alt(desk, media, own)
        _show_people(desk, media, own)
    _show_purpose(desk, media, purpose)


def _show_alt(desk: Desk, media: Media, own: Sequence[Finding]) -> None:
    with st.container(gap="xxsmall"):
        st.text_input(
            "Teks alternatif", key=key_of(desk.content.pk, f"file-{media.pk}-alt"), placeholder="Apa yang terlihat, untuk pembaca layar",
            max_chars=1000, on_change=actions.autosave, args=(desk.content.pk,),
        )  # fmt: skip
        show_open([one for one in own if one.check == "alt_text"], f"file:{media.pk}")


def _show_people(desk: Desk, media: Media, own: Sequence[Finding]) -> None:
    rules = desk.content.rules.people
    answers = {one.key: one.label for one in rules.answers}
    with st.container(gap="xxsmall"):
        st.selectbox(
            rules.question, list(answers), index=None, key=key_of(desk.content.pk, f"file-{media.pk}-people"), placeholder="Pilih jawaban",
            format_func=lambda one: answers.get(one, one), on_change=actions.autosave, args=(desk.content.pk,),
        )  # fmt: skip
        show_open([one for one in own if one.check.startswith("people_") or one.check == "consent_linked"], f"file:{media.pk}")
        if any(one.check == "consent_linked" for one in own):
            consent_links.show(desk.content, media)


def _show_purpose(desk: Desk, media: Media, purpose: Purpose) -> None:
    choices = [one for one in LABELS if _suits(one, media.facts.kind, desk.editable)]
    if len(choices) < 2 or purpose not in choices:
        st.caption(LABELS[purpose])
        return
    st.selectbox(
        "Kegunaan", [one.value for one in choices], key=key_of(desk.content.pk, f"file-{media.pk}-purpose"),
        format_func=lambda one: LABELS[Purpose(one)], on_change=actions.autosave, args=(desk.content.pk,),
    )  # fmt: skip


def _suits(purpose: Purpose, kind: MediaKind, editable: frozenset[str]) -> bool:
    if purpose is Purpose.MATERIAL:
        return MATERIAL in editable
    if purpose is Purpose.SUBTITLES:
        return kind is MediaKind.SUBTITLES and ALTS in editable
    return kind in (MediaKind.IMAGE, MediaKind.VIDEO) and FILES in editable
