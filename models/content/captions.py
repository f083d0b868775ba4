"""The text of one channel, composed from the form's fields where nobody wrote one for that channel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from models.content import indonesian
from models.content.counting import length
from models.content.drafts import KnownContact
from models.playbooks import Channel, FieldKind, FieldRule, Playbook

APART = "\n\n"
FEW_SENTENCES = 500  # a channel below this can't hold a whole post, so a short form is composed for it


class Block(IntEnum):
    """What a composed text is made of; a short form gives up the highest first, never the title nor the facts."""

    TITLE = 0
    FACTS = 1
    OPENING = 2
    STEPS = 3
    TAGS = 4
    MORE = 5


@dataclass(frozen=True)
class Piece:
    """One field as the public reads it; `label` as the form calls it."""

    block: Block
    label: str
    kind: FieldKind
    said: str


@dataclass(frozen=True)
class Composition:
    """`left_out`: labels of the fields a short form had no room for."""

    text: str
    left_out: tuple[str, ...] = ()


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
    """The text alone; see `composition`."""
    return composition(fields, channel, kind, rules, contacts, places).text


def composition(
    fields: Mapping[str, Any],
    channel: str,
    kind: str,
    rules: Playbook,
    contacts: Mapping[int, KnownContact],
    places: Mapping[str, str] | None = None,
) -> Composition:
    """The type's public fields in the order of its form: title and first text bare, what follows under its label.

    Facts of one line (date, place, source, contact, link) stand together; hashtags close the text, at most as many as the channel takes.
    A text below the captions field (a first comment) goes out beside the post and isn't part of it. `places` are names by code.
    Only a channel of few sentences gets a short form, which says what it leaves out; elsewhere nothing is cut and the length check speaks.
    """
    pieces = tuple(_pieces(fields, kind, rules, contacts, places or {}))
    limits = rules.channel(channel)
    whole = _join(pieces, limits)
    if limits.text_max >= FEW_SENTENCES or length(whole, limits.text_unit) <= limits.text_max:
        return Composition(whole)
    for last in (Block.TAGS, Block.STEPS, Block.OPENING, Block.FACTS):
        kept = tuple(piece for piece in pieces if piece.block <= last)
        text = _join(kept, limits, terse=True)
        if length(text, limits.text_unit) <= limits.text_max:
            break
    return Composition(text, tuple(piece.label for piece in pieces if piece not in kept))


def keys_in(value: Any) -> tuple[Any, ...]:
    """The keys, codes or ids of a field that holds several; nothing for any other shape."""
    return tuple(item for item in value if isinstance(item, str | int)) if isinstance(value, list | tuple) else ()


def _pieces(
    fields: Mapping[str, Any], kind: str, rules: Playbook, contacts: Mapping[int, KnownContact], places: Mapping[str, str]
) -> Iterator[Piece]:
    opened = False
    for rule in _published(kind, rules):
        said = _say(rule, fields.get(rule.key), contacts, places)
        if not said:
            continue
        if said.startswith("#"):
            block = Block.TAGS
        elif rule.key == "title":
            block = Block.TITLE
        elif rule.kind is FieldKind.TEXT:
            block, opened = Block.MORE if opened else Block.OPENING, True
        else:
            block = Block.STEPS if rule.kind is FieldKind.STEPS else Block.FACTS
        yield Piece(block, rule.label, rule.kind, said)


def _join(pieces: tuple[Piece, ...], channel: Channel, *, terse: bool = False) -> str:
    """`terse` leaves out the labels of what explains itself: a place, a contact, a link, a choice."""
    paragraphs, facts, tags = [], [], []
    for piece in pieces:
        if piece.block is Block.TAGS:
            tags += piece.said.split()
        elif piece.block is Block.FACTS:
            bare = terse and piece.kind in (FieldKind.PLACES, FieldKind.CONTACT, FieldKind.LINK, FieldKind.CHOICE)
            facts.append(piece.said if bare else f"{piece.label}: {piece.said}")
        elif piece.block in (Block.TITLE, Block.OPENING):
            paragraphs.append(piece.said)
        else:
            paragraphs.append(f"{piece.label}:\n{piece.said}")
    blocks = (*paragraphs, "\n".join(facts), " ".join(tags[: channel.hashtags_max]))
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
            known = [contacts[key] for key in keys_in(value) if key in contacts]
            return indonesian.listing(f"{contact.label} {contact.number}".strip() for contact in known)
        case FieldKind.PLACES:
            return indonesian.listing(places[code] for code in keys_in(value) if code in places)
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
