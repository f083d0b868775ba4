"""What of a piece goes along into another programme: the words that have a place there, the shown files by hash; nothing internal."""

from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models.content.drafts import Purpose
from models.content.media import Media, MediaRole
from models.governance.contacts import Contact
from models.playbooks import FieldKind, FieldRule
from models.programmes import Programme

if TYPE_CHECKING:
    from models.content.contents import Content

Carried = tuple[Media, dict[str, Any]]


def shown_files(content: "Content") -> list[Carried]:
    """The published files and subtitles of the current revision with what is said of them, in order; material stays inside."""
    assert content.revision is not None
    by_id = {one.pk: one for one in content.media if one.role == MediaRole.FILE}
    shown = [one for one in content.revision.files if one.get("purpose", Purpose.VISUAL) != Purpose.MATERIAL]
    return [(by_id[one["media_id"]], one) for one in shown if one["media_id"] in by_id]


def carried_files(content: "Content", to: Programme) -> list[Carried]:
    """The same bytes from whoever brought them; an answer about people that the other playbook doesn't know is asked anew."""
    answers = {one.key for one in to.rules.people.answers}
    return [
        (media.again(), {**said, "people": said.get("people", "") if said.get("people") in answers else ""})
        for media, said in shown_files(content)
    ]


def carried_fields(content: "Content", to: Programme, kind: str, session: Session) -> dict[str, Any]:
    """Fields that both playbooks have under one key and of one kind; internal ones and contacts of another office stay behind."""
    assert content.revision is not None
    theirs = {one.key: one for one in content.rules.fields_of(content.kind) if not one.internal}
    known = {one.key: one for one in to.rules.fields_of(kind) if not one.internal}
    contacts = set(Contact.known(to.pk, session))
    both = [one for key, one in known.items() if key in theirs and theirs[key].kind is one.kind and key in content.revision.fields]
    found = {one.key: _fitting(one, content.revision.fields[one.key], to, contacts) for one in both}
    return {key: value for key, value in found.items() if value}


def _fitting(rule: FieldRule, value: Any, to: Programme, contacts: set[int]) -> Any:
    channels = {one.key for one in to.rules.channels}
    match rule.kind:
        case FieldKind.CONTACT:
            return [one for one in value if one in contacts]
        case FieldKind.CHANNELS:
            return [one for one in value if one in channels]
        case FieldKind.CAPTIONS:
            return {key: text for key, text in value.items() if key in channels}
        case FieldKind.CHOICE:
            return value if value in {one.key for one in rule.options} else None
    return value
