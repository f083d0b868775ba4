"""Uploaded files looked into before they are kept: what they are by content, and what of them may be published."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from threading import BoundedSemaphore
from typing import Any

from pydantic import TypeAdapter, ValidationError

from data.formats import Unfit, format_of, text_of
from models.content.drafts import MediaFacts, MediaKind
from models.content.subtitles import Fault, read_subtitles
from models.errors import Refused
from models.issues import Issue

MEGABYTE = 1_000_000
LARGEST = {
    MediaKind.IMAGE: 60 * MEGABYTE,
    MediaKind.VIDEO: 500 * MEGABYTE,
    MediaKind.DOCUMENT: 100 * MEGABYTE,
    MediaKind.SUBTITLES: MEGABYTE,
}
KINDS = {
    MediaKind.IMAGE: {"jpeg", "png", "webp", "heic"},
    MediaKind.VIDEO: {"mp4", "mov", "webm"},
    MediaKind.SUBTITLES: {"srt", "vtt"},
    MediaKind.DOCUMENT: {"pdf"},
}
WALL_SECONDS = 120
MEGAPIXELS = 50
CHILD = Path(__file__).with_name("probe_child.py")

_places = BoundedSemaphore(2)


class Unreadable(Refused):
    """The file can't be used: one issue with the file's name and the reason (wording `issues.file_…`)."""


@dataclass(frozen=True)
class Examined:
    """What a file turned out to be.

    `facts` describe what would be published; `converted` holds those bytes where they differ from the upload (HEIC to JPEG, turned
    upright, places and other notes removed, text as UTF-8); `preview` is a small JPEG (of a film: its poster frame).
    """

    facts: MediaFacts
    original_format: str
    converted: bytes | None = None
    preview: bytes | None = None


def examine(data: bytes, name: str) -> Examined:
    """Look into an upload, slowly and outside any transaction; raises Unreadable. `name` is only repeated, never believed."""
    try:
        format, kind = _accepted(data)
        if len(data) > LARGEST[kind]:
            raise Unfit("too_large")
        if kind is MediaKind.SUBTITLES:
            return _subtitles(data, format)
        if kind is MediaKind.DOCUMENT:
            return _document(data, format)
        return _probed(data, format, kind)
    except Unfit as unfit:
        raise Unreadable(Issue("page", f"file_{unfit}", _facts(data, name)))


def _accepted(data: bytes) -> tuple[str, MediaKind]:
    if not data:
        raise Unfit("empty")
    format = format_of(data)
    if format is None:
        raise Unfit("unknown_format")
    for kind, formats in KINDS.items():
        if format in formats:
            return format, kind
    raise Unfit("other_format")


def _subtitles(data: bytes, format: str) -> Examined:
    """Faults of the cues stay facts: such a file can be kept in a draft, not submitted."""
    try:
        text = text_of(data)
    except UnicodeDecodeError:
        raise Unfit("encoding")
    read = read_subtitles(text, format)
    if Fault.NO_CUES in read.faults:
        raise Unfit("no_cues")
    plain = text.encode()
    facts = MediaFacts(
        MediaKind.SUBTITLES,
        format,
        len(plain),
        cues=len(read.cues),
        subtitle_start=read.start,
        subtitle_end=read.end,
        faults=tuple(str(fault) for fault in read.faults),
    )
    return Examined(facts, format, converted=plain if plain != data else None)


def _document(data: bytes, format: str) -> Examined:
    """Material for the writers, never published: whole, and not behind a password."""
    if b"%%EOF" not in data[-2048:]:
        raise Unfit("damaged")
    if b"/Encrypt" in data:
        raise Unfit("encrypted")
    return Examined(MediaFacts(MediaKind.DOCUMENT, format, len(data)), format)


def ask_child(format: str, data: bytes) -> dict[str, Any]:
    """What the child says of these bytes where nothing is made of them; raises Unfit."""
    with _places, tempfile.TemporaryDirectory(prefix="simpul-") as name:
        (Path(name) / "input").write_bytes(data)
        return _answer_of_child(format, Path(name))


@contextmanager
def told_by_child(format: str, data: bytes) -> Iterator[tuple[dict[str, Any], Path]]:
    """Like `ask_child`, with the folder in which the child may have left more than an answer; it is gone afterwards."""
    with _places, tempfile.TemporaryDirectory(prefix="simpul-") as name:
        (Path(name) / "input").write_bytes(data)
        yield _answer_of_child(format, Path(name)), Path(name)


def first_page(data: bytes) -> bytes | None:
    """A small JPEG of a PDF's first page; None for one that can't be drawn, which is no fault of its own. Slow."""
    try:
        with told_by_child("pdf", data) as (_, folder):
            return _written(folder / "preview")
    except Unfit:
        return None


def _probed(data: bytes, format: str, kind: MediaKind) -> Examined:
    """Through the child; a few at a time, since each may take its full share of memory."""
    with _places, tempfile.TemporaryDirectory(prefix="simpul-") as name:
        folder = Path(name)
        (folder / "input").write_bytes(data)
        result = _answer_of_child(format, folder)
        converted, preview = _written(folder / "published"), _written(folder / "preview")
    size = len(data if converted is None else converted)
    try:
        facts = TypeAdapter(MediaFacts).validate_python({**result, "kind": kind, "size": size})
    except ValidationError:
        raise Unfit("damaged")
    return Examined(facts, format, converted, preview)


def _answer_of_child(format: str, folder: Path) -> dict[str, Any]:
    """What the child wrote; killed for its time or memory, it wrote nothing. It gets no environment and no input of ours."""
    command = [sys.executable, "-I", str(CHILD), format, str(folder)]
    kept = {key: os.environ[key] for key in ("LD_LIBRARY_PATH",) if key in os.environ}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=kept,
            timeout=WALL_SECONDS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise Unfit("too_heavy")
    answer = _written(folder / "result.json")
    if done.returncode or answer is None:
        raise Unfit("too_heavy")
    result: dict[str, Any] = json.loads(answer)
    if "reason" in result:
        raise Unfit(result["reason"])
    return result


def _written(path: Path) -> bytes | None:
    """A plain file of the child, never a link it may have been talked into."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _facts(data: bytes, name: str) -> dict[str, Any]:
    """What the sentence may say: the bare name, what the content is, and the limits."""
    format = format_of(data)
    limit = next((LARGEST[kind] for kind, formats in KINDS.items() if format in formats), 0)
    return {
        "name": PurePath(name.replace("\\", "/")).name[:120] or "?",
        "format": (format or "?").upper(),
        "size_mb": -(-len(data) // MEGABYTE),
        "limit_mb": limit // MEGABYTE,
        "megapixels": MEGAPIXELS,
    }
