"""Files come and go: looked into and kept before the transaction, part of the draft after it."""

from typing import Any

import streamlit as st

from data.wording import say
from models.content.drafts import MediaKind, Purpose
from models.content.media import Media
from models.playbooks import ALTS, FILES
from pages.ui import uploads
from pages.ui.session import attempt, telling
from pages.work.compose.actions import autosave, current, keep, tell, typed_state
from pages.work.compose.desk import held


def take_files(content_id: int, key: str) -> None:
    """Look into each upload; the wrong ones are refused by name and reason, the others are kept."""
    found = []
    for upload in st.session_state.get(key) or []:
        with telling():
            found.append(uploads.kept(upload.getvalue(), upload.name))
    said: list[str] = []
    with attempt(then=lambda: tell(said)) as session:
        content, by = current(content_id, None, session)
        added = [content.add_file(by, one) for one in found]
        held(content_id)["files"] += [_entry(one, content.editable(by)) for one in added]
        held(content_id)["uploads"] += 1
        if added:
            keep(content, by, typed_state(content, by))
            said.append(say("compose.files_added", count=len(added)))


def arrange(content_id: int, media_id: int, by_places: int) -> None:
    """Move a file up or down; 0 takes it out of this draft (earlier revisions keep it)."""
    files = held(content_id)["files"]
    place = next((place for place, one in enumerate(files) if one["media_id"] == media_id), None)
    if place is None:
        return
    one = files.pop(place)
    if by_places:
        files.insert(max(place + by_places, 0), one)
    autosave(content_id)


def _entry(media: Media, editable: frozenset[str]) -> dict[str, Any]:
    kind = media.facts.kind
    purpose = Purpose.SUBTITLES if kind is MediaKind.SUBTITLES else Purpose.VISUAL
    if kind is MediaKind.DOCUMENT or FILES not in editable:
        purpose = Purpose.MATERIAL if kind is not MediaKind.SUBTITLES or ALTS not in editable else purpose
    return {"media_id": media.pk, "purpose": purpose.value, "alt": "", "people": ""}
