"""What a field may hold: the stored shape of each kind, empty ones left out, so that absent and empty are the same to every hash."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.content.drafts import Purpose
from models.errors import NotAllowed
from models.issues import Issue
from models.playbooks import FieldKind, FieldRule, Playbook

LONGEST = 20_000
FILE_WORDS = frozenset({"media_id", "purpose", "alt", "people"})


def tidy_fields(given: Mapping[str, Any], kind: str, rules: Playbook) -> dict[str, Any]:
    """The fields of an information type as a revision stores them; NotAllowed for foreign keys and shapes no form could send."""
    known = {one.key: one for one in rules.fields_of(kind)}
    if foreign := sorted(given.keys() - known):
        raise NotAllowed(*(Issue(key, "field_unknown") for key in foreign))
    tidied = {key: _tidy(known[key], value) for key, value in given.items() if value is not None}
    return {key: value for key, value in tidied.items() if value}


def tidy_files(given: Iterable[Mapping[str, Any]], media_ids: frozenset[int], rules: Playbook) -> list[dict[str, Any]]:
    """The files of a revision in order; each is the content's own and named once."""
    files = [_tidy_file(one, rules) for one in given]
    ids = [one["media_id"] for one in files]
    if strange := [one for one in ids if one not in media_ids or ids.count(one) > 1]:
        raise NotAllowed(*(Issue(f"file:{one}", "file_unknown") for one in strange))
    return files


def _tidy(rule: FieldRule, value: Any) -> Any:
    """The stored shape; falsy when there is nothing in it."""
    match rule.kind:
        case FieldKind.LINK:
            pairs = _pairs(rule, value)
            return {key: pairs[key] for key in ("url", "none") if pairs.get(key)}
        case FieldKind.CAPTIONS:
            return {key: text for key, text in _pairs(rule, value).items() if text}
        case FieldKind.CONTACT:
            return _listed(rule, value, int)
        case FieldKind.PLACES | FieldKind.CHANNELS:
            return _listed(rule, value, str)
    return _text(rule, value)


def _text(rule: FieldRule, value: Any) -> str:
    if not isinstance(value, str):
        raise NotAllowed(Issue(rule.key, "field_shape", {"field": rule.label}))
    if len(value) > LONGEST:
        raise NotAllowed(Issue(rule.key, "field_endless", {"field": rule.label, "limit": LONGEST}))
    return value.replace("\r\n", "\n").strip()


def _pairs(rule: FieldRule, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise NotAllowed(Issue(rule.key, "field_shape", {"field": rule.label}))
    return {key: _text(rule, text) for key, text in value.items()}


def _listed(rule: FieldRule, value: Any, of: type) -> list[Any]:
    items = value if isinstance(value, list | tuple) else [None]
    if len(items) > 100 or not all(isinstance(one, of) and not isinstance(one, bool) for one in items):
        raise NotAllowed(Issue(rule.key, "field_shape", {"field": rule.label}))
    return list(dict.fromkeys(items))


def _tidy_file(given: Mapping[str, Any], rules: Playbook) -> dict[str, Any]:
    media_id, alt, people = given.get("media_id"), given.get("alt") or "", given.get("people") or ""
    known = isinstance(media_id, int) and isinstance(alt, str) and not given.keys() - FILE_WORDS
    purpose = given.get("purpose") or Purpose.VISUAL
    if not known or purpose not in set(Purpose) or people not in {"", *(one.key for one in rules.people.answers)} or len(alt) > LONGEST:
        raise NotAllowed(Issue(f"file:{media_id}", "file_shape"))
    return {"media_id": media_id, "purpose": Purpose(purpose).value, "alt": alt.strip(), "people": people}
