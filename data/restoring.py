"""Putting a backup back: into an empty database only, all of it or nothing, checked before it counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from sqlalchemy import Connection, ForeignKeyConstraint, MetaData, Table, func, insert, select, text
from sqlalchemy.schema import AddConstraint, DropConstraint
from sqlmodel import Session

from data import backups, database, erasing, files, guards, lines, schema
from models import entries
from models.actors import SYSTEM
from models.programmes import Office
from models.verification import verify

entries.register("backup.restored", "office", ("head", "hash", "made_at", "lost_from", "lost_to", "erased"))


class NotEmpty(Exception):
    """There are rows already: a restore never mixes two installations."""


class NotRestored(Exception):
    """What came out isn't what went in; nothing was kept."""


@dataclass(frozen=True)
class Anchor:
    """Number and hash of a log entry, from a document or an export kept elsewhere."""

    number: int
    hash: str


def restore(folder: Path, anchor: Anchor | None = None) -> backups.Manifest:
    """Files first, then every row in one transaction, verified, then a log entry that says so and names what is lost.

    Whom the erasure register names is blanked again before it counts.

    Raises DamagedBackup, NotEmpty, NewerDatabase or NotRestored; after each of them the database is as it was.
    """
    said = backups.manifest(folder)
    if said.revision not in schema.known():
        raise schema.NewerDatabase(said.revision)
    if wrong := backups.damage(folder, said):
        raise backups.DamagedBackup(", ".join(wrong[:5]))
    if anchor and anchor.number == said.number and anchor.hash != said.head:
        raise NotRestored(f"anchor {anchor.number}")
    register = erasing.beside(folder)
    _restore_files(folder, said)
    with schema.changing() as connection:
        put_back(folder, said, connection, anchor)
        erased = erasing.replay(connection, register)
        erasing.drop_files(register, connection)
    erasing.add(register, erasing.own_register())
    _say_so(said, anchor, erased)
    return said


def put_back(folder: Path, said: backups.Manifest, connection: Connection, anchor: Anchor | None = None) -> None:
    """Every row of a sound backup into the empty database behind this connection, verified before the caller commits."""
    _require_empty(connection)
    _reach(connection, said.revision)
    with _unordered(connection):
        for name, table in backups.kept(connection).items():
            _fill(connection, folder / f"{name}.jsonl", table, said.tables.get(name))
    schema.finish(connection)
    _verify(connection, said, anchor)


def _restore_files(folder: Path, said: backups.Manifest) -> None:
    for sha256 in said.files or ():
        if files.keep((folder / "files" / sha256).read_bytes()).sha256 != sha256:
            raise backups.DamagedBackup(sha256)


def _require_empty(connection: Connection) -> None:
    filled = [name for name, table in backups.kept(connection).items() if connection.execute(select(table).limit(1)).first()]
    if filled:
        raise NotEmpty(", ".join(filled[:5]))


def _reach(connection: Connection, revision: str) -> None:
    """The shape that the backup was made in; `schema.finish` brings it to today's."""
    standing = schema.current(connection)
    if standing is None:
        command.upgrade(schema.config(connection), revision)
    elif standing != revision:
        raise NotEmpty(f"revision {standing}")


def _fill(connection: Connection, path: Path, table: Table, part: backups.Part | None) -> None:
    if part is None:
        raise NotRestored(f"{table.name} isn't in the backup")
    for batch in lines.read(path, table, connection):
        connection.execute(insert(table), batch)
    count = connection.scalar(select(func.count()).select_from(table))
    if count != part.rows:
        raise NotRestored(f"{table.name}: {count} of {part.rows} rows")
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        follow = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"  # noqa: S608  a name of ours
        connection.execute(text(follow))


@contextmanager
def _unordered(connection: Connection) -> Iterator[None]:
    """Tables point at each other: on PostgreSQL foreign keys come back, and are checked, once all rows are in."""
    if connection.dialect.name == "sqlite":
        yield
        return
    described = MetaData()
    described.reflect(connection)
    keys = [one for table in described.tables.values() for one in table.constraints if isinstance(one, ForeignKeyConstraint)]
    for key in keys:
        connection.execute(DropConstraint(key))
    yield
    for key in keys:
        connection.execute(AddConstraint(key))


def _verify(connection: Connection, said: backups.Manifest, anchor: Anchor | None) -> None:
    guards.require(connection)
    anchors = {said.number: said.head} if said.number else {}
    if anchor and anchor.number <= said.number:
        anchors[anchor.number] = anchor.hash
    with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
        if faults := verify(session, anchors).faults:
            raise NotRestored(f"log entry {faults[0].number}: {faults[0].reason}")
    damaged = [one for one in said.files or () if not files.intact(one)]
    if damaged:
        raise NotRestored(damaged[0])


def _say_so(said: backups.Manifest, anchor: Anchor | None, erased: int) -> None:
    lost = anchor is not None and anchor.number > said.number
    with database.transaction() as session:
        offices = Office.all(session)
        if not offices:
            return
        entries.record(
            session, "backup.restored", by=SYSTEM, subject=offices[0], head=said.number, hash=said.head, made_at=said.made_at,
            lost_from=said.number + 1 if lost else None, lost_to=anchor.number if lost and anchor else None, erased=erased,
        )  # fmt: skip
