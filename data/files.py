"""The third door: files by the hash of their content, in a local folder or in an object store, written before the rows that name them."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_SH, flock
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from data import settings
from data.formats import media_type

SHA256 = re.compile(r"[0-9a-f]{64}")
GRACE = timedelta(hours=24)
PIECE = 1 << 20


class DamagedFile(OSError):
    """What is stored under this hash no longer has it."""


@dataclass(frozen=True)
class StoredFile:
    """A file that is safely kept: hash, `size` in bytes, media type by content."""

    sha256: str
    size: int
    type: str


def configure(address: str | Path | None) -> None:
    """Use this folder or fsspec address instead of `SIMPUL_FILES` or the data folder; None goes back to those.

    An S3-compatible store takes endpoint and keys from the environment, as fsspec reads it (`FSSPEC_S3_ENDPOINT_URL`, `FSSPEC_S3_KEY`, …).
    """
    _chosen[:] = [] if address is None else [str(address)]


def keep(data: bytes) -> StoredFile:
    """Store these bytes and return only once they would survive a power cut; the same bytes twice are one file."""
    stored = StoredFile(hashlib.sha256(data).hexdigest(), len(data), media_type(data))
    _store().write(stored.sha256, data)
    return stored


def keep_large(path: Path) -> StoredFile:
    """Like `keep`, for a file on disk that is too big to hold; it is read in pieces and stays where it was."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        head = file.read(PIECE)
        piece = head
        while piece:
            digest.update(piece)
            piece = file.read(PIECE)
    stored = StoredFile(digest.hexdigest(), path.stat().st_size, media_type(head))
    _store().write_from(stored.sha256, path)
    return stored


def read(sha256: str) -> bytes:
    """The whole file, its hash checked; raises FileNotFoundError, or DamagedFile if the store changed it."""
    with open_stored(sha256) as file:
        data = file.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedFile(sha256)
    return data


def open_stored(sha256: str) -> BinaryIO:
    """The file, open for reading and seekable; raises FileNotFoundError."""
    store = _store()
    opened: BinaryIO = store.system.open(store.path(sha256), "rb")
    return opened


def exists(sha256: str) -> bool:
    """Whether something is stored under this hash (not whether it is intact)."""
    return bool(SHA256.fullmatch(sha256)) and bool(_store().system.isfile(_store().path(sha256)))


def intact(sha256: str) -> bool:
    """Whether the stored file is there and still has its hash; reads in pieces."""
    try:
        with open_stored(sha256) as file:
            digest = hashlib.sha256()
            while piece := file.read(PIECE):
                digest.update(piece)
            return digest.hexdigest() == sha256
    except OSError:
        return False


def size(sha256: str) -> int:
    """Bytes; raises FileNotFoundError."""
    return int(_store().system.size(_store().path(sha256)))


def local_path(sha256: str) -> Path | None:
    """Where the file lies when the store is a local folder, for responses with Range; None if it is elsewhere or missing."""
    store = _store()
    if not store.local or not exists(sha256):
        return None
    return Path(store.path(sha256))


def sweep(known: Iterable[str] | Callable[[], Iterable[str]], grace: timedelta = GRACE) -> tuple[str, ...]:
    """Remove files that no row names and that nobody kept within `grace`, and what broken writes left; returns the removed hashes.

    `known` as a callable is asked under the lock, after the candidates are listed. If it knows nothing at all, nothing is removed:
    a full store beside an empty database is a wrong setting more often than rubbish.
    """
    store = _store()
    with store.locked(LOCK_EX):
        store.clear_leftovers()
        limit = store.clock() - grace
        old = {sha256: path for sha256, path, kept in store.files() if kept < limit}
        named = set(known() if callable(known) else known)
        orphans = sorted(old.keys() - named) if named else []
        for sha256 in orphans:
            store.system.rm_file(old[sha256])
    return tuple(orphans)


def discard(sha256: str) -> bool:
    """Remove a file that went with erased data, whatever its age; False when it wasn't there. The caller knows that no row names it."""
    store = _store()
    with store.locked(LOCK_EX):
        if not exists(sha256):
            return False
        store.system.rm_file(store.path(sha256))
        return True


@dataclass(frozen=True)
class _Store:
    """One place for files: an fsspec file system and a folder in it; `<first two letters>/<sha256>` below."""

    system: AbstractFileSystem
    root: str

    @property
    def local(self) -> bool:
        return isinstance(self.system, LocalFileSystem)

    def path(self, sha256: str) -> str:
        if not SHA256.fullmatch(sha256):
            raise FileNotFoundError(sha256)
        return f"{self.root}/{sha256[:2]}/{sha256}"

    def write(self, sha256: str, data: bytes) -> None:
        """Also writes what is there already: that heals a damaged file and shows the sweep that somebody wants it."""
        with self.locked(LOCK_SH):
            if self.local:
                _write_safely(Path(self.path(sha256)), BytesIO(data), Path(self.root))
            else:
                self.system.makedirs(f"{self.root}/{sha256[:2]}", exist_ok=True)
                self.system.pipe_file(self.path(sha256), data)

    def write_from(self, sha256: str, source: Path) -> None:
        """`write` for what lies on disk."""
        with self.locked(LOCK_SH):
            if self.local:
                with source.open("rb") as opened:
                    _write_safely(Path(self.path(sha256)), opened, Path(self.root))
            else:
                self.system.makedirs(f"{self.root}/{sha256[:2]}", exist_ok=True)
                self.system.put_file(str(source), self.path(sha256))

    @contextmanager
    def locked(self, how: int) -> Iterator[None]:
        """Shared for writers, exclusive for the sweep, among all processes of this machine."""
        folder = Path(self.root) if self.local else settings.data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / ".files.lock", "ab") as lock:
            flock(lock, how)
            yield

    def clock(self) -> datetime:
        """What time it is for the store itself: file times are not the app's clock, and a network drive has its own."""
        mark = f"{self.root}/.sweep"
        self.system.makedirs(self.root, exist_ok=True)
        self.system.pipe_file(mark, b"")
        return _aware(self.system.modified(mark))

    def files(self) -> Iterator[tuple[str, str, datetime]]:
        """Every stored file: hash, path, when it was last kept."""
        self.system.invalidate_cache()
        for path in self.system.find(self.root):
            if SHA256.fullmatch(name := path.rsplit("/", 1)[-1]):
                yield name, path, _aware(self.system.modified(path))

    def clear_leftovers(self) -> None:
        """Temporary files have no writer while the exclusive lock is held."""
        if self.local:
            for leftover in Path(self.root).glob("writing-*"):
                leftover.unlink(missing_ok=True)


def _write_safely(path: Path, data: BinaryIO, root: Path) -> None:
    """Write beside, sync, rename, sync the folders: after a power cut the file is there whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix="writing-", dir=root)
    try:
        with os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(data, file, PIECE)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    _sync_folder(path.parent)
    _sync_folder(root)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _aware(moment: Any) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_chosen: list[str] = []


def _store() -> _Store:
    return _store_at(_chosen[0] if _chosen else settings.files_url() or str(settings.data_folder() / "files"))


@lru_cache(maxsize=8)
def _store_at(address: str) -> _Store:
    system, root = url_to_fs(address)
    return _Store(system, root.rstrip("/"))
