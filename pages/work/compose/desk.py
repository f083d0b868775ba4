"""What lies on the desk: the content, the revision the typing began from, and what is typed now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from models.content.contents import Content
from models.content.drafts import KnownContact
from models.content.revisions import Revision
from models.content.working_copies import WorkingCopy
from models.playbooks import FieldKind
from pages.ui.session import db, me
from pages.work.compose.values import key_of, read_input, write_input

FILE_INPUTS = ("purpose", "alt", "people")


@dataclass(frozen=True)
class Desk:
    """`fields` and `files` are what is typed now; `editable` the coverage words this person may change."""

    content: Content
    base: Revision
    copy: WorkingCopy | None
    editable: frozenset[str]
    fields: dict[str, Any]
    files: list[dict[str, Any]]
    contacts: Mapping[int, KnownContact]

    @property
    def behind(self) -> bool:
        """Somebody saved a newer revision while this one was typed on."""
        return self.base.number != self.content.revision_number

    @property
    def elsewhere(self) -> bool:
        """The same person types in another window too."""
        return (self.copy.version if self.copy else 0) != held(self.content.pk)["seen"]


def open_desk(content: Content) -> Desk:
    """The desk as this tab left it, or as the working copy or the newest revision says."""
    copy = WorkingCopy.of(content.pk, me().person_id, db())
    state = st.session_state.get(f"desk-{content.pk}")
    if state is None or f"view-{content.pk}" not in st.session_state or (copy is None and state["base"] != content.revision_number):
        clear(content.pk)
        state = _lay_out(content, copy)
    base = content.revision if state["base"] == content.revision_number else Revision.numbered(content.pk, state["base"], db())
    assert base is not None
    editable = content.editable(me())
    source = copy if copy and copy.base == base.number else base
    _prime(content, editable, dict(source.fields), state)
    fields, files = typed(content, editable, base, source.fields)
    return Desk(content, base, copy, editable, fields, files, content.known_contacts())


def held(content_id: int) -> dict[str, Any]:
    """What this tab remembers: base revision, version of the copy seen, the files in order, how often it was laid out anew."""
    state: dict[str, Any] = st.session_state[f"desk-{content_id}"]
    return state


def clear(content_id: int) -> None:
    """Forget what the inputs show; the next run lays out what is stored."""
    for key in [key for key in st.session_state if str(key).startswith(f"isi-{content_id}-")]:
        del st.session_state[key]
    st.session_state.pop(f"desk-{content_id}", None)


def typed(
    content: Content, editable: frozenset[str], base: Revision, stored: Mapping[str, Any]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The whole next state: what is typed where one may type, the base revision elsewhere; what was never drawn stays as `stored`."""
    fields = {key: value for key, value in base.fields.items() if key not in editable}
    for rule in (one for one in content.rules.fields_of(content.kind) if one.key in editable):
        fields[rule.key] = read_input(content, rule, stored.get(rule.key))
    return {key: value for key, value in fields.items() if value}, [_typed_file(content.pk, one) for one in held(content.pk)["files"]]


def _lay_out(content: Content, copy: WorkingCopy | None) -> dict[str, Any]:
    assert content.revision is not None
    files = copy.files if copy else content.revision.files
    state = {
        "base": copy.base if copy else content.revision_number,
        "seen": copy.version if copy else 0,
        "at": copy.saved_at if copy else None,
        "files": [dict(one) for one in files],
        "uploads": 0,
    }
    st.session_state[f"desk-{content.pk}"] = state
    return state


def _prime(content: Content, editable: frozenset[str], stored: dict[str, Any], state: dict[str, Any]) -> None:
    """Fill inputs that hold nothing yet; the others keep what was typed."""
    for rule in (one for one in content.rules.fields_of(content.kind) if one.key in editable):
        first = f"{rule.key}-{content.rules.channels[0].key}" if rule.kind is FieldKind.CAPTIONS else rule.key
        if key_of(content.pk, first) not in st.session_state:
            write_input(content, rule, stored.get(rule.key))
    for one in state["files"]:
        for name in FILE_INPUTS:
            empty = None if name == "people" else ""
            st.session_state.setdefault(key_of(content.pk, f"file-{one['media_id']}-{name}"), one.get(name) or empty)


def _typed_file(content_id: int, one: dict[str, Any]) -> dict[str, Any]:
    inputs = {name: st.session_state.get(key_of(content_id, f"file-{one['media_id']}-{name}"), one.get(name)) for name in FILE_INPUTS}
    return {"media_id": one["media_id"], **{name: value or "" for name, value in inputs.items()}}
