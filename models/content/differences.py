"""What changed between two texts, word by word, and between two revisions, field by field and file by file."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from models.content.drafts import DraftFile

_TOKEN = re.compile(r"\w+(?:[-.,:/'’]\w+)*[^\S\n]*\n*|[^\w\s][^\S\n]*\n*|\s+")
_LONGEST = 2000


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class FileChange(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"  # alt text, answer about people, purpose or name
    MOVED = "moved"


@dataclass(frozen=True)
class Segment:
    kind: Change
    text: str


@dataclass(frozen=True)
class FieldDifference:
    """`part` is the key inside a field of several texts (the channel of a caption), else empty."""

    key: str
    part: str
    before: str
    after: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class FileDifference:
    """`file` as it is now (as it was, when removed); `changed` names the attributes edited."""

    kind: FileChange
    file: DraftFile
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    fields: tuple[FieldDifference, ...]
    files: tuple[FileDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.files)

    @property
    def count(self) -> int:
        return len(self.fields) + len(self.files)


def between(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    files_before: Sequence[DraftFile] = (),
    files_after: Sequence[DraftFile] = (),
    spoken: Callable[[str, Any], str] | None = None,
) -> Difference:
    """The change from one revision's fields and files to another's; `spoken(field key, value)` words what is stored as keys or ids."""
    return Difference(between_fields(before, after, spoken or as_text), between_files(files_before, files_after))


def between_texts(before: str, after: str) -> tuple[Segment, ...]:
    """Word-level: same and added make `after` again, same and removed make `before` but for blanks at the end of a word.

    Where more than 2,000 words lie between the first and the last change, lines are compared, so that a pasted book can't hold the server.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    same_head, same_tail = "".join(new[:head]), "".join(new[len(new) - tail :])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(old), len(new)) > _LONGEST:
        old, new = "".join(old).splitlines(keepends=True), "".join(new).splitlines(keepends=True)
    pieces = [(Change.SAME, same_head), *_compare(old, new), (Change.SAME, same_tail)]
    return tuple(Segment(kind, text) for kind, text in pieces if text)


def between_fields(before: Mapping[str, Any], after: Mapping[str, Any], spoken: Callable[[str, Any], str]) -> tuple[FieldDifference, ...]:
    """The fields whose words differ, in the order of the newer revision; a field absent and a field empty are the same."""
    old, new = _parts(before, spoken), _parts(after, spoken)
    return tuple(
        FieldDifference(key, part, old.get((key, part), ""), text, between_texts(old.get((key, part), ""), text))
        for (key, part), text in ({name: new.get(name, "") for name in (*new, *old)}).items()
        if text != old.get((key, part), "")
    )


def between_files(before: Sequence[DraftFile], after: Sequence[DraftFile]) -> tuple[FileDifference, ...]:
    """Added, removed, edited; moved when only the order among the kept ones changed."""
    old = {file.media_id: file for file in before}
    new = {file.media_id: file for file in after}
    kept_before = [key for key in old if key in new]
    kept_after = [key for key in new if key in old]
    differences = [FileDifference(FileChange.REMOVED, file) for key, file in old.items() if key not in new]
    for key, file in new.items():
        if key not in old:
            differences.append(FileDifference(FileChange.ADDED, file))
        elif changed := _changed(old[key], file):
            differences.append(FileDifference(FileChange.EDITED, file, changed))
        elif kept_before.index(key) != kept_after.index(key):
            differences.append(FileDifference(FileChange.MOVED, file))
    return tuple(differences)


def as_text(key: str, value: Any) -> str:
    """A stored value as plain words, whatever its field."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)


def _compare(old: list[str], new: list[str]) -> Iterator[tuple[Change, str]]:
    matcher = SequenceMatcher(None, [token.rstrip(" ") for token in old], [token.rstrip(" ") for token in new], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Change.SAME, "".join(new[k:m])
            continue
        yield Change.REMOVED, "".join(old[i:j])
        yield Change.ADDED, "".join(new[k:m])


def _common(old: list[str], new: list[str]) -> int:
    """How many tokens from the start are the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one.rstrip(" ") != other.rstrip(" ")), min(len(old), len(new)))


def _parts(fields: Mapping[str, Any], spoken: Callable[[str, Any], str]) -> dict[tuple[str, str], str]:
    """(field key, part) → words; mappings are told part by part."""
    parts: dict[tuple[str, str], str] = {}
    for key, value in fields.items():
        if isinstance(value, Mapping):
            parts |= {(key, str(part)): as_text(key, inner) for part, inner in value.items()}
        else:
            parts[key, ""] = spoken(key, value)
    return parts


def _changed(before: DraftFile, after: DraftFile) -> tuple[str, ...]:
    return tuple(name for name in ("name", "purpose", "alt", "people", "sha256") if getattr(before, name) != getattr(after, name))
