"""What the buttons and inputs of the draft form do; each is one verb in one transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import streamlit as st
from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.content.contents import Content
from models.content.drafts import MediaKind, Purpose
from models.content.media import Media
from models.content.revisions import Revision
from models.content.working_copies import WorkingCopy
from models.playbooks import ALTS, FILES
from pages.ui import uploads
from pages.ui.session import attempt, notice, signed_in, telling
from pages.work.compose.desk import clear, held, key_of, typed, write_input

State = tuple[dict[str, Any], list[dict[str, Any]]]


def autosave(content_id: int) -> None:
    """On each change: the working copy, never over another window's."""
    with attempt() as session:
        content, by = _current(content_id, None, session)
        _keep(content, by, _typed(content, by))


def save(content_id: int) -> None:
    said: list[str] = []
    with attempt(then=lambda: _finish(content_id, said)) as session:
        content, by = _current(content_id, None, session)
        revision = content.save(by, *_typed(content, by), base=held(content_id)["base"])
        said.append(say("compose.saved", number=content.revision_number) if revision else say("compose.nothing_new"))


def submit(content_id: int, seen: int) -> None:
    """Save and submit are one step: what is submitted is what stands in the form."""
    said: list[str] = []
    with attempt(then=lambda: _finish(content_id, said)) as session:
        content, by = _current(content_id, seen, session)
        content.save(by, *_typed(content, by), base=held(content_id)["base"])
        content.submit(by)
        said.append(say("compose.submitted", stage=content.stage_rules.label))


def complete(content_id: int) -> None:
    """Add what the emergency lane let follow."""
    with attempt(done=say("compose.completed"), then=lambda: clear(content_id)) as session:
        content, by = _current(content_id, None, session)
        content.complete(by, *_typed(content, by), base=held(content_id)["base"])


def settle(content_id: int, state: State, base: int) -> None:
    """The merged text becomes a revision on top of the newest one."""
    said: list[str] = []
    with attempt(then=lambda: _finish(content_id, said)) as session:
        content, by = _current(content_id, None, session)
        verb: Callable[..., Any] = content.complete if content.completing else content.save
        verb(by, *state, base=base)
        said.append(say("compose.saved", number=content.revision_number))


def take_template(content_id: int) -> None:
    """Text to start from, in the fields that are still empty."""
    with attempt() as session:
        content, by = _current(content_id, None, session)
        editable, template = content.editable(by), content.rules.type(content.kind).template
        for key in (key for key in template if key in editable and not st.session_state.get(key_of(content_id, key))):
            write_input(content, content.rules.field(key), template[key])
        _keep(content, by, _typed(content, by))


def take_unsent(content_id: int, texts: dict[str, str]) -> None:
    """What the browser still had goes back into its inputs, and to the server."""
    for name, text in texts.items():
        st.session_state[key_of(content_id, name)] = text
    autosave(content_id)


def take_files(content_id: int, key: str) -> None:
    """Look into each upload; the wrong ones are refused by name and reason, the others are kept."""
    found = []
    for upload in st.session_state.get(key) or []:
        with telling():
            found.append(uploads.kept(upload.getvalue(), upload.name))
    said: list[str] = []
    with attempt(then=lambda: _tell(said)) as session:
        content, by = _current(content_id, None, session)
        added = [content.add_file(by, one) for one in found]
        held(content_id)["files"] += [_entry(one, content.editable(by)) for one in added]
        held(content_id)["uploads"] += 1
        if added:
            _keep(content, by, _typed(content, by))
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


def use_this_window(content_id: int) -> None:
    """Of two windows, what is typed here wins."""
    with attempt() as session:
        content, by = _current(content_id, None, session)
        copy = WorkingCopy.of(content_id, by.person_id, session)
        held(content_id)["seen"] = copy.version if copy else 0
        _keep(content, by, _typed(content, by))


def use_other_window(content_id: int) -> None:
    clear(content_id)


def discard(content_id: int) -> None:
    """Back to the newest revision."""
    with attempt(done=say("compose.discarded"), then=lambda: clear(content_id)) as session:
        content, by = _current(content_id, None, session)
        WorkingCopy.discard(content.pk, by.person_id, session)


def plan(content_id: int, seen: int) -> None:
    hour: datetime | None = st.session_state.get(f"plan-{content_id}-hour")
    with attempt(done=say("compose.planned")) as session:
        content, by = _current(content_id, seen, session)
        unit_id = st.session_state.get(f"plan-{content_id}-unit", content.unit_id)
        content.plan(by, planned_for=hour.replace(tzinfo=LOCAL) if hour else None, unit_id=unit_id)


def cancel(content_id: int, seen: int) -> None:
    with attempt(done=say("compose.cancelled"), then=leave) as session:
        content, by = _current(content_id, seen, session)
        content.cancel(by, st.session_state.get(f"cancel-{content_id}") or "")


def begin_another() -> None:
    st.query_params.from_dict({"baru": "1"})


def open_draft(content_id: int) -> None:
    st.query_params.from_dict({"id": str(content_id)})


def leave() -> None:
    st.query_params.clear()


def _finish(content_id: int, said: list[str]) -> None:
    clear(content_id)
    _tell(said)


def _tell(said: list[str]) -> None:
    for line in said:
        notice("done", line)


def _current(content_id: int, seen: int | None, session: Session) -> tuple[Content, Actor]:
    by = signed_in(session)
    return Content.current(content_id, seen, by, session), by


def _typed(content: Content, by: Actor) -> State:
    base = held(content.pk)["base"]
    revision = content.revision if base == content.revision_number else Revision.numbered(content.pk, base, content.session)
    assert revision is not None
    return typed(content, content.editable(by), revision)


def _keep(content: Content, by: Actor, state: State) -> None:
    mine = held(content.pk)
    copy = content.autosave(by, *state, base=mine["base"], seen=mine["seen"])
    mine["seen"], mine["at"] = (copy.version, copy.saved_at) if copy else (0, None)


def _entry(media: Media, editable: frozenset[str]) -> dict[str, Any]:
    kind = media.facts.kind
    purpose = Purpose.SUBTITLES if kind is MediaKind.SUBTITLES else Purpose.VISUAL
    if kind is MediaKind.DOCUMENT or FILES not in editable:
        purpose = Purpose.MATERIAL if kind is not MediaKind.SUBTITLES or ALTS not in editable else purpose
    return {"media_id": media.pk, "purpose": purpose.value, "alt": "", "people": ""}
