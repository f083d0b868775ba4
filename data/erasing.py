"""The erasure register beside the backups: ids and hashes only, replayed by `restore`, so that erased people don't come back."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection, select, update

from data import backups, files, lines, settings
from models.governance.erasable import ERASABLE, forget_words
from models.governance.erasing import Line

REGISTER = "erasures.jsonl"
PLACES = "backup-places.json"


def own_register() -> Path:
    """In the folder of the backups this installation makes by itself."""
    return settings.data_folder() / "backups" / REGISTER


def remember_place(folder: Path, known: Iterable[Line]) -> None:
    """Backups lie here from now on: the register goes beside them, today and after each erasure."""
    places = {*_places(), folder.resolve()}
    _listed().write_text(json.dumps(sorted(map(str, places))), "utf-8")
    add([*known, *read(own_register())], folder / REGISTER)


def note(new: Iterable[Line]) -> list[Path]:
    """Write what was just erased into every register; gives the places that couldn't be reached, so that somebody carries it there."""
    told = list(new)
    add(told, own_register())
    missed = []
    for place in _places():
        try:
            if not place.is_dir():
                raise FileNotFoundError(place)
            add([*read(own_register()), *told], place / REGISTER)
        except OSError:
            missed.append(place)
    return missed


def beside(folder: Path) -> list[Line]:
    """What is known to be erased when this backup is put back: registers beside it and in it, and this installation's own."""
    found: dict[tuple[str, int, str], Line] = {}
    for path in (folder / REGISTER, folder.parent / REGISTER, own_register()):
        found |= {(one.table, one.id, one.hash): one for one in read(path)}
    return list(found.values())


def replay(connection: Connection, register: Iterable[Line]) -> int:
    """Blank again what a backup from before brought back; a row that has become somebody else's is left alone. How many were blanked."""
    tables, blanked = lines.describe(connection), 0
    for line in register:
        erasable, table = ERASABLE.get(line.table), tables.get(line.table)
        if erasable is None or table is None:
            continue
        standing = connection.execute(select(table).where(table.c.id == line.id)).mappings().first()
        row = {str(key): value for key, value in standing.items()} if standing else {}
        if not row or erasable.is_blank(row) or erasable.fingerprint(row, line.salt) != line.hash:
            continue
        connection.execute(update(table).where(table.c.id == line.id).values(**erasable.blank))
        blanked += 1
    if blanked:
        forget_words(connection)
    return blanked


def drop_files(register: Iterable[Line], connection: Connection) -> int:
    """Files that went with erased rows and that no row names any more; how many."""
    wanted = {sha256 for line in register for sha256 in line.files}
    named = backups.named_files(connection, backups.kept(connection).values()) if wanted else set()
    return sum(files.discard(one) for one in sorted(wanted - named))


def read(path: Path) -> list[Line]:
    """The lines of a register; none when there is no such file. A line that isn't ours is passed over."""
    if not path.is_file():
        return []
    return [one for text in path.read_text("utf-8").splitlines() if (one := _line(text))]


def add(new: Iterable[Line], path: Path) -> None:
    """Append what isn't in it yet, and only return once it would survive a power cut."""
    there = {(one.table, one.id, one.hash) for one in read(path)}
    told = {(one.table, one.id, one.hash): one for one in new if (one.table, one.id, one.hash) not in there}
    if not told and path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(one), sort_keys=True) + "\n" for one in told.values())
        file.flush()
        os.fsync(file.fileno())


def _line(text: str) -> Line | None:
    try:
        raw = json.loads(text)
        return Line(str(raw["table"]), int(raw["id"]), str(raw["salt"]), str(raw["hash"]), tuple(map(str, raw.get("files", ()))))
    except (ValueError, KeyError, TypeError):
        return None


def _places() -> list[Path]:
    listed = _listed()
    try:
        return [Path(one) for one in json.loads(listed.read_text("utf-8"))] if listed.is_file() else []
    except ValueError:
        return []


def _listed() -> Path:
    return settings.data_folder() / PLACES
