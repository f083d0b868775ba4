"""What the buttons and inputs of the draft form do; each is one verb in one transaction."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.merging import Merge
from models.content.revisions import Revision
from models.content.working_copies import WorkingCopy
from pages.ui.session import attempt, notice, signed_in
from pages.work.compose.choosing import choices
from pages.work.compose.desk import clear, held, typed
from pages.work.compose.values import key_of, write_input

State = tuple[dict[str, Any], list[dict[str, Any]]]


def autosave(content_id: int) -> None:
    """On each change: the working copy, never over another window's."""
    with attempt() as session:
        content, by = current(content_id, None, session)
        keep(content, by, typed_state(content, by))


def save(content_id: int) -> None:
    said: list[str] = []
    with attempt(then=lambda: finish(content_id, said)) as session:
        content, by = current(content_id, None, session)
        revision = content.save(by, *typed_state(content, by), base=held(content_id)["base"])
        said.append(say("compose.saved", number=content.revision_number) if revision else say("compose.nothing_new"))


def submit(content_id: int, seen: int) -> None:
    """Save and submit are one step: what is submitted is what stands in the form."""
    said: list[str] = []
    with attempt(then=lambda: finish(content_id, said)) as session:
        content, by = current(content_id, seen, session)
        content.save(by, *typed_state(content, by), base=held(content_id)["base"])
        content.submit(by)
        said.append(say("compose.submitted", stage=content.stage_rules.label))


def complete(content_id: int) -> None:
    """Add what the emergency lane let follow."""
    with attempt(done=say("compose.completed"), then=lambda: clear(content_id)) as session:
        content, by = current(content_id, None, session)
        content.complete(by, *typed_state(content, by), base=held(content_id)["base"])


def settle(content_id: int, merged: Merge, base: int) -> None:
    """The merged text becomes a revision on top of the newest one."""
    said: list[str] = []
    with attempt(then=lambda: finish(content_id, said)) as session:
        content, by = current(content_id, None, session)
        verb: Callable[..., Any] = content.complete if content.completing else content.save
        verb(by, *merged.settled(choices(content_id, base, merged)), base=base)
        said.append(say("compose.saved", number=content.revision_number))


def take_template(content_id: int) -> None:
    """Text to start from, in the fields that are still empty."""
    with attempt() as session:
        content, by = current(content_id, None, session)
        editable, template = content.editable(by), content.rules.type(content.kind).template
        for key in (key for key in template if key in editable and not st.session_state.get(key_of(content_id, key))):
            write_input(content, content.rules.field(key), template[key])
        keep(content, by, typed_state(content, by))


def take_unsent(content_id: int, texts: dict[str, str]) -> None:
    """What the browser still had goes back into its inputs, and to the server."""
    for name, text in texts.items():
        st.session_state[key_of(content_id, name)] = text
    autosave(content_id)


def finish(content_id: int, said: list[str]) -> None:
    clear(content_id)
    tell(said)


def tell(said: list[str]) -> None:
    for line in said:
        notice("done", line)


def current(content_id: int, seen: int | None, session: Session) -> tuple[Content, Actor]:
    by = signed_in(session)
    return Content.current(content_id, seen, by, session), by


def typed_state(content: Content, by: Actor) -> State:
    base = held(content.pk)["base"]
    revision = content.revision if base == content.revision_number else Revision.numbered(content.pk, base, content.session)
    assert revision is not None
    copy = WorkingCopy.of(content.pk, by.person_id, content.session)
    return typed(content, content.editable(by), revision, copy.fields if copy and copy.base == base else revision.fields)


def keep(content: Content, by: Actor, state: State) -> None:
    mine = held(content.pk)
    copy = content.autosave(by, *state, base=mine["base"], seen=mine["seen"])
    mine["seen"], mine["at"] = (copy.version, copy.saved_at) if copy else (0, None)
