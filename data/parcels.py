"""Large ZIPs on their way to somebody: on this machine's disk, written whole or not at all, gone after a day."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import IO

from data import settings

KEPT = timedelta(hours=24)


def place(name: str) -> Path:
    """Where a parcel of this name lies, or will; letters, digits and hyphens only."""
    if not name.replace("-", "").isalnum():
        raise FileNotFoundError(name)
    return _folder() / f"{name}.zip"


def write(name: str, fill: Callable[[IO[bytes]], None]) -> Path:
    """`fill` gets an open file; what fails halfway leaves nothing behind."""
    _folder().mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix="writing-", dir=_folder())
    try:
        with os.fdopen(descriptor, "w+b") as file:
            fill(file)
        os.replace(temporary, place(name))
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    return place(name)


def clear() -> int:
    """Those older than a day, and what broken writes left; how many."""
    limit = time.time() - KEPT.total_seconds()
    old = [one for one in _folder().glob("*") if one.is_file() and one.stat().st_mtime < limit]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return settings.data_folder() / "parcels"
