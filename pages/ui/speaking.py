"""Stored values in the reader's words, and what changed between two of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import streamlit as st

from models import places
from models.content import indonesian
from models.content.differences import Change, Difference, FieldDifference, FileChange, FileDifference, Segment
from models.content.drafts import KnownContact
from models.playbooks import FieldKind, FieldRule, Playbook
from pages.ui.blocks import plain

FILE_WORDS = {
    FileChange.ADDED: ("green", "add", "ditambahkan"),
    FileChange.REMOVED: ("red", "remove", "dikeluarkan"),
    FileChange.EDITED: ("orange", "edit", "diubah"),
    FileChange.MOVED: ("gray", "swap_vert", "dipindahkan urutannya"),
}
BREAK = "  \n"
FILE_PARTS = {"name": "nama", "purpose": "kegunaan", "alt": "teks alternatif", "people": "jawaban tentang warga", "sha256": "isi"}


def spoken(rule: FieldRule, value: Any, rules: Playbook, contacts: Mapping[int, KnownContact]) -> str:
    """Labels instead of keys and ids; empty when nothing is there."""
    if not value:
        return ""
    match rule.kind:
        case FieldKind.DATE | FieldKind.MOMENT:
            return _time(rule.kind, str(value))
        case FieldKind.LINK:
            return str(value.get("url") or f"Tidak ada: {value.get('none', '')}")
        case FieldKind.CONTACT:
            return "\n".join(f"{contacts[one].label} {contacts[one].number}" if one in contacts else "?" for one in value)
        case FieldKind.PLACES:
            return indonesian.listing(places.known().get(one, one) for one in value)
        case FieldKind.CHANNELS:
            return indonesian.listing(_channel(rules, one) for one in value)
        case FieldKind.CAPTIONS:
            return "\n\n".join(f"{_channel(rules, channel)}: {text}" for channel, text in value.items())
        case FieldKind.CHOICE:
            return next((one.label for one in rule.options if one.key == value), str(value))
    return str(value)


def speaker(rules: Playbook, contacts: Mapping[int, KnownContact]) -> Callable[[str, Any], str]:
    """The `spoken` that models.content.differences.between asks for."""
    return lambda key, value: spoken(rules.field(key), value, rules, contacts)


def show_difference(difference: Difference, rules: Playbook) -> None:
    """Every field and file that changed, old words struck out in red, new ones in green."""
    if not difference:
        st.caption("Tidak ada perbedaan.")
    for one in difference.fields:
        with st.container(gap=None):
            st.caption(_field_label(one, rules))
            st.markdown(marked(one.segments))
    for file in difference.files:
        st.markdown(_file(file))


def marked(segments: Sequence[Segment]) -> str:
    """Segments as Markdown; what people typed stays text."""
    pairs = zip_longest(segments, segments[1:])
    return "".join(_mark(one, bool(after and (one.kind, after.kind) == (Change.REMOVED, Change.ADDED))) for one, after in pairs)


def _mark(segment: Segment, gives_way: bool) -> str:
    """A line break ends what stays or came; before its replacement the old words keep to the same line."""
    text = segment.text
    tail = BREAK if text.endswith("\n") and not gives_way else " " if text != text.rstrip() or gives_way else ""
    if segment.kind is Change.SAME or not text.strip():
        return BREAK.join(plain(line) for line in text.rstrip("\n").split("\n")) + tail
    colour, icon, around = ("red", "remove", "~~") if segment.kind is Change.REMOVED else ("green", "add", "**")
    lines = [plain(line) for line in text.split("\n") if line.strip()]
    return BREAK.join(f":{colour}-background[:material/{icon}: {around}{line}{around}]" for line in lines) + tail


def _field_label(one: FieldDifference, rules: Playbook) -> str:
    rule = rules.field(one.key)
    return f"{rule.label} · {_channel(rules, one.part)}" if one.part and rule.kind is FieldKind.CAPTIONS else rule.label


def _file(one: FileDifference) -> str:
    colour, icon, words = FILE_WORDS[one.kind]
    parts = f": {', '.join(FILE_PARTS[part] for part in one.changed)}" if one.changed else ""
    return f":{colour}[:material/{icon}:] **{plain(one.file.name)}** {words}{parts}"


def _channel(rules: Playbook, key: str) -> str:
    return next((one.label for one in rules.channels if one.key == key), key)


def _time(kind: FieldKind, value: str) -> str:
    try:
        if kind is FieldKind.DATE:
            return indonesian.day(date.fromisoformat(value))
        return indonesian.moment(datetime.fromisoformat(value))
    except ValueError:
        return value
