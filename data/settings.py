"""Where things are: folders and addresses, from the environment only."""

import os
from pathlib import Path

HERE = Path(__file__).parent


def data_folder() -> Path:
    """`SIMPUL_DATA`, made when missing: simpul.db, files/, backups/, secret."""
    folder = Path(os.environ.get("SIMPUL_DATA") or HERE / "local")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database_url() -> str:
    """`DATABASE_URL` with its scheme made explicit, or the embedded database."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return f"sqlite:///{data_folder() / 'simpul.db'}"
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def files_url() -> str | None:
    """`SIMPUL_FILES`: another file store, as an fsspec address."""
    return os.environ.get("SIMPUL_FILES") or None


def public_url() -> str | None:
    """`SIMPUL_URL`: the address people type, without a closing slash."""
    return (os.environ.get("SIMPUL_URL") or "").rstrip("/") or None
