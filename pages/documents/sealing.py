"""A ZIP that can be checked without us: manifest, checksum list, the verifier and how to use it."""

import hashlib
import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from data import documents, files

FOLDER = Path(documents.__file__).parent
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".webp", ".mp4", ".mov", ".webm", ".heic", ".pdf", ".zip")
PIECE = 1 << 20


class Parcel:
    """Add parts in order, then `closed()`; the same parts always give the same bytes.

    With a `target` (a file open for reading and writing) nothing is held in memory: `close()` it instead.
    """

    def __init__(self, kind: str, target: IO[bytes] | None = None) -> None:
        self._kind = kind
        self._bytes = BytesIO()
        self._zip = ZipFile(target or self._bytes, "w")
        self._files: dict[str, dict[str, Any]] = {}
        self._missing: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        with self._zip.open(_described(name, len(data)), "w") as target:
            target.write(data)
        self._files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}

    def add_json(self, name: str, value: Any) -> None:
        self.add(name, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode())

    def add_stored(self, name: str, sha256: str) -> None:
        """A file of the store, piece by piece; a lost or damaged one is named as missing instead."""
        if name in self._files:
            return
        if not files.exists(sha256) or not files.intact(sha256):
            self._missing.append(name)
            return
        size = files.size(sha256)
        with files.open_stored(sha256) as source, self._zip.open(_described(name, size), "w") as target:
            while piece := source.read(PIECE):
                target.write(piece)
        self._files[name] = {"sha256": sha256, "size": size}

    def add_file(self, name: str, source: IO[bytes]) -> str:
        """A file from its present place on, piece by piece; gives its SHA-256."""

        def produce(take: Callable[[bytes], None]) -> None:
            while piece := source.read(PIECE):
                take(piece)

        self.write(name, produce)
        return str(self._files[name]["sha256"])

    def write(self, name: str, produce: Callable[[Callable[[bytes], None]], None]) -> None:
        """A part too long to hold: `produce` hands its pieces over one by one."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_described(name), "w", force_zip64=True) as target:

            def take(piece: bytes) -> None:
                nonlocal size
                digest.update(piece)
                size += target.write(piece)

            produce(take)
        self._files[name] = {"sha256": digest.hexdigest(), "size": size}

    def closed(self) -> bytes:
        self.close()
        return self._bytes.getvalue()

    def close(self) -> None:
        """With both verifiers, their sheet, `manifest.json` and `SHA256SUMS` in the form that `sha256sum -c` reads."""
        self.add("periksa.py", (FOLDER / "periksa.py").read_bytes())
        self.add("periksa.html", (FOLDER / "periksa.html").read_bytes())
        self.add("BACA-SAYA.txt", (FOLDER / f"baca-saya-{self._kind}.txt").read_bytes())
        listed = dict(self._files)
        self.add_json("manifest.json", {"format": 1, "kind": self._kind, "files": listed, "missing": self._missing})
        sums = "".join(f"{said['sha256']}  {name}\n" for name, said in self._files.items())
        self.add("SHA256SUMS", sums.encode())
        self._zip.close()


def named(sha256: str, name: str) -> str:
    """A name no file system stumbles over, told apart by the beginning of its hash."""
    return f"{sha256[:12]}-{UNSAFE.sub('-', name).strip('-.')[-80:] or 'berkas'}"


def _described(name: str, size: int = 0) -> ZipInfo:
    info = ZipInfo(name)  # its time is 1980: two dossiers of the same content are the same bytes
    info.compress_type = ZIP_STORED if name.lower().endswith(PACKED_ALREADY) else ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.file_size = size
    return info
