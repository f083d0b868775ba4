"""Where things are: folders and addresses, from the environment only."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).parent
UNREADABLE = "SIMPUL_SMTP must be smtp://user:password@host:port (or smtps://), and SIMPUL_SMTP_FROM an address"


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


def exports_folder() -> Path | None:
    """`SIMPUL_EXPORTS`: where the calendar is written once a day; None: nowhere."""
    return Path(os.environ["SIMPUL_EXPORTS"]) if os.environ.get("SIMPUL_EXPORTS") else None


def public_url() -> str | None:
    """`SIMPUL_URL`: the address people type, without a closing slash."""
    return (os.environ.get("SIMPUL_URL") or "").rstrip("/") or None


@dataclass(frozen=True)
class PostOffice:
    """Where e-mail is handed in; `encrypted` from the first byte (smtps), else by STARTTLS wherever it is offered."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    encrypted: bool
    sender: str


def post_office() -> PostOffice | None:
    """`SIMPUL_SMTP` (smtp:// or smtps://user:password@host:port) with `SIMPUL_SMTP_FROM`; None: no e-mail. ValueError when unreadable."""
    address, sender = os.environ.get("SIMPUL_SMTP") or "", os.environ.get("SIMPUL_SMTP_FROM") or ""
    if not address:
        return None
    try:
        parts, port = urlsplit(address), urlsplit(address).port
    except ValueError:
        raise ValueError(UNREADABLE) from None  # its own message would repeat a piece of the password
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or "@" not in sender:
        raise ValueError(UNREADABLE)
    encrypted = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return PostOffice(parts.hostname, port or (465 if encrypted else 587), user, password, encrypted, sender)
