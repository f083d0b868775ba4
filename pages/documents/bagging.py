"""A BagIt bag (RFC 8493) as one ZIP on disk: payload below data/, checksums of it and of the tag files, written part by part."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from data import files
from models.planning.sheets.values import harmless
from pages.documents.sealing import FOLDER, PACKED_ALREADY

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PIECE = 1 << 20
VERIFIERS = ("periksa.py", "periksa.html")  # tag files, so that a bag can be checked where nothing is installed


class Bag:
    """Add parts, then `close`. `name` is the one folder inside the ZIP; no part is ever held whole but what `add` is given."""

    def __init__(self, target: Path, name: str) -> None:
        self._zip = ZipFile(target, "w", allowZip64=True)
        self._name = name
        self._payload: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self.missing: list[str] = []
        self.size = 0

    @property
    def count(self) -> int:
        return len(self._payload)

    def add(self, name: str, data: bytes) -> None:
        self.write(name, [data])

    def add_json(self, name: str, value: Any) -> None:
        self.add(name, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode())

    def add_table(self, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """CSV as spreadsheets here read it; no cell is ever a formula."""
        self.write(name, _lines(head, rows))

    def add_stored(self, name: str, sha256: str) -> None:
        """A file of the store, piece by piece; a lost or damaged one is named as missing instead."""
        if f"data/{name}" in self._payload:
            return
        if not files.exists(sha256) or not files.intact(sha256):
            self.missing.append(name)
            return
        with files.open_stored(sha256) as source:
            self.write(name, iter(lambda: source.read(PIECE), b""))

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        path = f"data/{name}"
        self._payload[path], size = self._put(path, pieces)
        self.size += size

    def close(self, info: Mapping[str, str], sheet: str) -> None:
        """With `bag-info.txt` from `info`, and a sheet that tells in plain words how to check all this."""
        told = {**info, "Payload-Oxum": f"{self.size}.{self.count}"}
        self._tag("bagit.txt", DECLARATION)
        self._tag("bag-info.txt", "".join(f"{key}: {' '.join(value.split())}\n" for key, value in told.items()))
        self._tag("CARA-MEMERIKSA.txt", sheet)
        for verifier in VERIFIERS:
            self._tag(verifier, (FOLDER / verifier).read_text("utf-8"))
        self._tag("manifest-sha256.txt", _sums(self._payload))
        self._put("tagmanifest-sha256.txt", [_sums(self._tags).encode()])
        self._zip.close()

    def _tag(self, name: str, text: str) -> None:
        self._tags[name], _ = self._put(name, [text.encode()])

    def _put(self, path: str, pieces: Iterable[bytes]) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        info = ZipInfo(f"{self._name}/{path}")
        info.compress_type = ZIP_STORED if path.lower().endswith(PACKED_ALREADY) else ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as target:
            for piece in pieces:
                digest.update(piece)
                size += target.write(piece)
        return digest.hexdigest(), size


def _sums(named: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in named.items())


def _lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf"
    for row in chain([head], rows):
        written = StringIO()
        csv.writer(written, delimiter=";", lineterminator="\r\n").writerow([harmless("" if cell is None else str(cell)) for cell in row])
        yield written.getvalue().encode()
