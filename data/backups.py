"""A backup: a folder with one file of lines per table, the stored files, and a manifest with every hash."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select, text

from data import files, lines
from models.base import LOCAL, now
from models.entries import GENESIS

FORMAT = 1
MANIFEST = "manifest.json"
LEFT_OUT = {
    "alembic_version": "stands in the manifest",
    "claim": "lapses by itself",
    "invitation": "a used link must not open again",
    "lease": "belonged to workers of that day",
    "mail": "what waited that day was sent or is of no use any more",
    "survey_rate": "counts against floods of that day",
    "survey_salt": "lives for a day, so that counted addresses can't be found again",
    "sign_in": "a session that was ended must stay ended",
    "throttle": "decays by itself",
    "ticket": "lives for a minute",
}
FILE_COLUMNS = ("sha256", "original", "preview")
FINGERPRINTS = frozenset({"comment_batch"})  # what citizens wrote is told again by its hash and never kept as a file


class DamagedBackup(Exception):
    """Parts are missing or changed, or rows name files that the store can't give."""


@dataclass(frozen=True)
class Part:
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Written last: a folder without it is no backup. `number` and `head` are the log's anchor; `files` is None when they were left out."""

    made_at: str
    database: str
    revision: str
    number: int
    head: str
    tables: dict[str, Part] = field(default_factory=dict)
    files: list[str] | None = None
    format: int = FORMAT


def write(target: Path, connection: Connection, revision: str, *, with_files: bool = True) -> Path:
    """A new folder inside `target`, from a reading connection (one state throughout); DamagedBackup for a file that isn't intact."""
    moment = now()
    folder = _new_folder(target, f"simpul-{moment.astimezone(LOCAL):%Y-%m-%d-%H%M%S}")
    tables = kept(connection)
    parts = {name: Part(*lines.write(folder / f"{name}.jsonl", table, connection)) for name, table in tables.items()}
    named = sorted(named_files(connection, tables.values()))
    if with_files:
        _write_files(folder / "files", named)
    head = head_of(connection)
    made = Manifest(moment.isoformat(), connection.dialect.name, revision, *head, parts, named if with_files else None)
    (folder / MANIFEST).write_text(json.dumps(asdict(made), indent=1, sort_keys=True), "utf-8")
    return folder


def manifest(folder: Path) -> Manifest:
    """What the backup says about itself (DamagedBackup when it says nothing we understand)."""
    try:
        raw = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Manifest(**{**raw, "tables": {name: Part(**part) for name, part in raw["tables"].items()}})
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise DamagedBackup(f"{folder / MANIFEST}: {fault}") from fault


def damage(folder: Path, said: Manifest) -> list[str]:
    """Parts of a backup that are missing or no longer have their hash."""
    tables = [f"{name}.jsonl" for name, part in said.tables.items() if _hash_of(folder / f"{name}.jsonl") != part.sha256]
    return tables + [f"files/{one}" for one in said.files or () if _hash_of(folder / "files" / one) != one]


def kept(connection: Connection) -> dict[str, Table]:
    """Every table that a backup carries."""
    return {name: table for name, table in lines.describe(connection).items() if name not in LEFT_OUT}


def named_files(connection: Connection, tables: Any) -> set[str]:
    """Hashes of every file that a row names."""
    holding = (table for table in tables if table.name not in FINGERPRINTS)
    columns = [column for table in holding for column in table.columns if column.name in FILE_COLUMNS]
    return {found for column in columns for found in connection.scalars(select(column).distinct()) if found}


def head_of(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest log entry, asked without the models."""
    newest = connection.execute(text("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")).first()
    return (newest[0], newest[1]) if newest else (0, GENESIS)


def _new_folder(target: Path, name: str) -> Path:
    for number in range(1, 100):
        folder = target / (name if number == 1 else f"{name}-{number}")
        if not folder.exists():
            folder.mkdir(parents=True)
            return folder
    raise FileExistsError(target / name)


def _write_files(folder: Path, named: list[str]) -> None:
    folder.mkdir()
    for sha256 in named:
        try:
            (folder / sha256).write_bytes(files.read(sha256))
        except OSError as fault:
            raise DamagedBackup(f"{sha256}: {fault}") from fault


def _hash_of(path: Path) -> str | None:
    if not path.is_file():
        return None
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
