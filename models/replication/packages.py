"""A programme's whole setup as one file: playbook as it holds today, policies, hours; no person, no content (S4.5, A4.3)."""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from models.entries import canonical
from models.errors import NotReady
from models.issues import Issue
from models.playbooks import FORMAT as PLAYBOOK_FORMAT
from models.playbooks import Playbook

WHAT = "simpul-programme"
FORMAT = 1
MANIFEST = "manifest.json"
PARTS = ("playbook.json", "policies.json", "service_hours.json", "library.json")
MOST_BYTES = 5_000_000  # of the texts
FOLDER = "files/"
LIBRARY = ("kind", "title", "note", "sha256", "name", "type")
MOST_FILES, MOST_FILE_BYTES, MOST_OF_FILES = 60, 30_000_000, 150_000_000
STAMP = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Source:
    """Where a package comes from; `playbook` and `digest` are number and SHA-256 of the version in force there."""

    key: str
    name: str
    office: str
    playbook: int
    digest: str


@dataclass(frozen=True)
class Package:
    """What was read: `digest` is the SHA-256 over the manifest, which holds the hash of every part.

    `library`: kind, title, note and, where its file travels along, `sha256`, `name` and `type`; `files` are these bytes by SHA-256.
    """

    source: Source
    made_at: datetime
    digest: str
    rules: Playbook
    policies: list[dict[str, Any]]
    hours: dict[str, Any]
    library: list[dict[str, Any]]
    files: dict[str, bytes]


def pack(source: Source, made_at: datetime, parts: dict[str, Any], files: Mapping[str, bytes] | None = None) -> tuple[bytes, str]:
    """(the file, its digest); the same setup at the same moment is always the same file. `files`: of the library, by SHA-256."""
    texts = {name: canonical({"data": parts[name]}).encode() for name in PARTS}
    texts |= {f"{FOLDER}{one}": data for one, data in sorted((files or {}).items())}
    manifest = {
        "what": WHAT, "format": FORMAT, "playbook_format": PLAYBOOK_FORMAT, "made_at": made_at.isoformat(),
        "source": source.__dict__, "files": {name: sha256(text).hexdigest() for name, text in texts.items()},
    }  # fmt: skip
    digest = _digest(manifest)
    told = {MANIFEST: canonical({**manifest, "digest": digest}).encode(), **texts}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in told.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), text, zipfile.ZIP_DEFLATED)
    return held.getvalue(), digest


def unpack(data: bytes) -> Package:
    """A package as it was made; NotReady for another kind of file, a newer format, a missing or changed part, each with the way on."""
    texts = _texts(data)
    manifest = _json(texts.get(MANIFEST))
    if manifest.get("what") != WHAT:
        raise NotReady(Issue("package", "package_unknown"))
    for key, ours in (("format", FORMAT), ("playbook_format", PLAYBOOK_FORMAT)):
        if not _known(manifest.get(key), ours):
            raise NotReady(Issue("package", f"package_newer_{key}", {"theirs": str(manifest.get(key))[:20], "ours": ours}))
    digest = manifest.pop("digest", "")
    listed = manifest.get("files")
    hashes: dict[str, Any] = listed if isinstance(listed, dict) else {}
    attached = {name for name in texts if name.startswith(FOLDER)}
    if set(hashes) != {*PARTS, *attached} or set(texts) != {MANIFEST, *PARTS, *attached} or digest != _digest(manifest):
        raise NotReady(Issue("package", "package_broken", {"part": MANIFEST}))
    for name in (*PARTS, *sorted(attached)):
        found = sha256(texts[name]).hexdigest()
        if found != hashes[name] or (name in attached and name != f"{FOLDER}{found}"):
            raise NotReady(Issue("package", "package_broken", {"part": name[:40]}))
    files = {name.removeprefix(FOLDER): texts[name] for name in attached}
    return _read(manifest, str(digest), {name: _json(texts[name]).get("data") for name in PARTS}, files)


def _read(manifest: dict[str, Any], digest: str, parts: dict[str, Any], files: dict[str, bytes]) -> Package:
    try:
        rules = Playbook.from_canonical(canonical(parts["playbook.json"]))
        policies = [{"kind": str(one["kind"]), "sections": [dict(part) for part in one["sections"]]} for one in parts["policies.json"]]
        library = [{key: str(one.get(key) or "") for key in LIBRARY} for one in parts["library.json"]]
        if {one["sha256"] for one in library} - {""} != files.keys():
            raise ValueError
        source, made_at = Source(**manifest["source"]), datetime.fromisoformat(manifest["made_at"])
        return Package(source, made_at, digest, rules, policies, dict(parts["service_hours.json"]), library, files)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise NotReady(Issue("package", "package_broken", {"part": "isi"})) from None


def _texts(data: bytes) -> dict[str, bytes]:
    if len(data) > MOST_BYTES + MOST_OF_FILES:
        raise NotReady(Issue("package", "package_too_big", {"limit": (MOST_BYTES + MOST_OF_FILES) // 1_000_000}))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = archive.infolist()
            files = [one for one in held if one.filename.startswith(FOLDER)]
            texts = [one for one in held if not one.filename.startswith(FOLDER)]
            fits = sum(one.file_size for one in texts) <= MOST_BYTES and len(texts) <= 2 * len(PARTS) and len(files) <= MOST_FILES
            fits = fits and all(one.file_size <= MOST_FILE_BYTES for one in files) and sum(one.file_size for one in files) <= MOST_OF_FILES
            if not fits:
                raise NotReady(Issue("package", "package_too_big", {"limit": (MOST_BYTES + MOST_OF_FILES) // 1_000_000}))
            return {one.filename: archive.read(one) for one in held}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        raise NotReady(Issue("package", "package_unknown")) from None


def _json(text: bytes | None) -> dict[str, Any]:
    try:
        told = json.loads(text or b"")
    except (ValueError, RecursionError):
        raise NotReady(Issue("package", "package_unknown")) from None
    if not isinstance(told, dict):
        raise NotReady(Issue("package", "package_unknown"))
    return told


def _digest(manifest: dict[str, Any]) -> str:
    return sha256(canonical(manifest).encode()).hexdigest()


def _known(number: Any, newest: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= newest
