"""Between what an input holds and what a revision stores, per kind of field."""

from datetime import date, datetime
from typing import Any

import streamlit as st

from models.base import LOCAL
from models.content.contents import Content
from models.playbooks import FieldKind, FieldRule


def key_of(content_id: int, name: str) -> str:
    """The widget key of a field, or of a part of it."""
    return f"isi-{content_id}-{name}"


def read_input(content: Content, rule: FieldRule, stored: Any) -> Any:
    """What the inputs of a field hold, as it is stored; an input that a run broken off by quick typing never drew is as `stored`."""
    key = key_of(content.pk, rule.key)
    if rule.kind is FieldKind.CAPTIONS:  # of chosen channels only are there inputs
        own = {one.key: st.session_state.get(f"{key}-{one.key}", (stored or {}).get(one.key)) or "" for one in content.rules.channels}
        return {channel: text for channel, text in own.items() if text.strip()}
    if rule.kind is FieldKind.LINK and f"{key}-absent" in st.session_state:  # its box is always drawn, of its two inputs only one
        if st.session_state[f"{key}-absent"]:
            return {"none": st.session_state.get(f"{key}-none", (stored or {}).get("none")) or ""}
        url = st.session_state.get(key, (stored or {}).get("url"))
        return {"url": url} if url else {}
    if key not in st.session_state or rule.kind is FieldKind.LINK:
        return stored
    value = st.session_state[key]
    match rule.kind:
        case FieldKind.DATE:
            return value.isoformat() if isinstance(value, date) else ""
        case FieldKind.MOMENT:
            return value.replace(tzinfo=LOCAL).isoformat() if isinstance(value, datetime) else ""
        case FieldKind.CONTACT | FieldKind.PLACES | FieldKind.CHANNELS:
            return list(value or [])
    return value or ""


def write_input(content: Content, rule: FieldRule, value: Any) -> None:
    """Put a stored value into the inputs of its field."""
    key = key_of(content.pk, rule.key)
    match rule.kind:
        case FieldKind.DATE:
            st.session_state[key] = _parsed(date, value)
        case FieldKind.MOMENT:
            moment = _parsed(datetime, value)
            st.session_state[key] = moment.astimezone(LOCAL).replace(tzinfo=None) if moment and moment.tzinfo else None
        case FieldKind.LINK:
            pairs = value or {}
            st.session_state[key], st.session_state[f"{key}-none"] = pairs.get("url", ""), pairs.get("none", "")
            st.session_state[f"{key}-absent"] = "none" in pairs
        case FieldKind.CAPTIONS:
            for channel in content.rules.channels:
                st.session_state[f"{key}-{channel.key}"] = (value or {}).get(channel.key, "")
        case FieldKind.CHANNELS:
            st.session_state[key] = [one.key for one in content.rules.channels if one.key in (value or [])]
        case FieldKind.CONTACT | FieldKind.PLACES:
            st.session_state[key] = list(value or [])
        case FieldKind.CHOICE:
            st.session_state[key] = value if value in {one.key for one in rule.options} else None
        case _:
            st.session_state[key] = value or ""


def _parsed(kind: Any, value: Any) -> Any:
    try:
        return kind.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
