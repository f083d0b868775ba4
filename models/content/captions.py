"""The text of one channel, composed from the form's fields where nobody wrote one for that channel."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from models.content import indonesian
from models.content.drafts import KnownContact
from models.playbooks import FieldKind, FieldRule, Playbook

APART = "\n\n"


def caption(
    fields: Mapping[str, Any],
    channel: str,
    kind: str,
    rules: Playbook,
    contacts: Mapping[int, KnownContact],
    places: Mapping[str, str] | None = None,
) -> str:
    """What goes out on the channel: its own text, else the composed one."""
    return own_caption(fields, channel, kind, rules) or compose(fields, channel, kind, rules, contacts, places)


def own_caption(fields: Mapping[str, Any], channel: str, kind: str, rules: Playbook) -> str:
    """What somebody wrote for this channel alone; empty when nobody did."""
    for rule in rules.fields_of(kind):
        written = fields.get(rule.key)
        if rule.kind is FieldKind.CAPTIONS and isinstance(written, Mapping):
            return str(written.get(channel) or "").strip()
    return ""


def compose(
    fields: Mapping[str, Any],
    channel: str,
    kind: str,
    rules: Playbook,
    contacts: Mapping[int, KnownContact],
    places: Mapping[str, str] | None = None,
) -> str:
    """The type's public fields in the order of its form: the title and the first text bare, what follows under its label.

    Facts of one line (date, place, source, contact, link) stand together; hashtags close the text, at most as many as the channel takes.
    A text below the captions field (a first comment) goes out beside the post and isn't part of it. Nothing is cut to fit: a channel whose
    limit is too small for all of it needs a text of its own, which the length check says.
    """
    paragraphs: list[str] = []
    facts: list[str] = []
    tags: list[str] = []
    opened = False
    for rule in _published(kind, rules):
        said = _say(rule, fields.get(rule.key), contacts, places or {})
        if not said:
            continue
        if said.startswith("#"):
            tags += said.split()
        elif rule.key == "title" or (rule.kind is FieldKind.TEXT and not opened):
            paragraphs.append(said)
            opened = rule.kind is FieldKind.TEXT
        elif rule.kind in (FieldKind.TEXT, FieldKind.STEPS):
            paragraphs.append(f"{rule.label}:\n{said}")
        else:
            facts.append(f"{rule.label}: {said}")
    most = rules.channel(channel).hashtags_max
    blocks = (*paragraphs, "\n".join(facts), " ".join(tags[:most]))
    return APART.join(block for block in blocks if block)


def _published(kind: str, rules: Playbook) -> Iterator[FieldRule]:
    """Fields that belong to the text of the post."""
    below = False
    for rule in rules.fields_of(kind):
        below = below or rule.kind is FieldKind.CAPTIONS
        if not (rule.internal or (below and rule.kind in (FieldKind.TEXT, FieldKind.STEPS))):
            yield rule


def _say(rule: FieldRule, value: Any, contacts: Mapping[int, KnownContact], places: Mapping[str, str]) -> str:
    """One field's value as the public reads it; empty when there is nothing to say, or it can't be read."""
    if not value:
        return ""
    match rule.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return str(value).strip()
        case FieldKind.STEPS:
            lines = [line.strip() for line in str(value).splitlines() if line.strip()]
            return "\n".join(f"{position}. {line}" for position, line in enumerate(lines, 1))
        case FieldKind.DATE | FieldKind.MOMENT:
            return _say_time(rule.kind, str(value))
        case FieldKind.LINK:
            return str(value.get("url") or "").strip() if isinstance(value, Mapping) else ""
        case FieldKind.CONTACT:
            known = [contacts[key] for key in value if key in contacts]
            return indonesian.listing(f"{contact.label} {contact.number}".strip() for contact in known)
        case FieldKind.PLACES:
            return indonesian.listing(places[code] for code in value if code in places)
        case FieldKind.CHOICE:
            return next((option.label for option in rule.options if option.key == value), "")
    return ""


def _say_time(kind: FieldKind, value: str) -> str:
    try:
        if kind is FieldKind.DATE:
            return indonesian.day(date.fromisoformat(value))
        moment = datetime.fromisoformat(value)
        return indonesian.moment(moment) if moment.tzinfo else ""
    except (ValueError, OverflowError):
        return ""
