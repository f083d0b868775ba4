"""Rows as JSON lines, the same from SQLite and from PostgreSQL, read by what the database says about itself."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Connection, DateTime, MetaData, Table, inspect, select

from models.search import WORD_INDEX

AT_ONCE = 1000


def describe(connection: Connection) -> dict[str, Table]:
    """Every table by name, columns only: a backup before a migration can't ask the models."""
    inspector = inspect(connection)
    names = (name for name in sorted(inspector.get_table_names()) if not name.startswith(WORD_INDEX.name))
    return {name: Table(name, MetaData(), *_columns(inspector.get_columns(name), inspector.get_pk_constraint(name))) for name in names}


def write(path: Path, table: Table, connection: Connection) -> tuple[int, str]:
    """All rows in the order of their keys; how many, and the SHA-256 of the file."""
    count, digest = 0, hashlib.sha256()
    found = connection.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE))
    with open(path, "wb") as file:
        for row in found.mappings():
            values = {name: _plain(value) for name, value in row.items()}
            line = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            file.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def read(path: Path, table: Table, connection: Connection) -> Iterator[list[dict[str, Any]]]:
    """Rows as this table takes them, a thousand at a time; a column that it doesn't have is a KeyError."""
    take = {column.name: _reader(column, aware=connection.dialect.name != "sqlite") for column in table.columns}
    batch: list[dict[str, Any]] = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            batch.append({name: None if value is None else take[name](value) for name, value in json.loads(line).items()})
            if len(batch) == AT_ONCE:
                yield batch
                batch = []
    if batch:
        yield batch


def _columns(found: Any, key: Any) -> Iterator[Column[Any]]:
    for one in found:
        if isinstance(one["type"], JSON):
            one["type"].none_as_null = True
        yield Column(one["name"], one["type"], primary_key=one["name"] in key["constrained_columns"])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _reader(column: Column[Any], *, aware: bool) -> Callable[[Any], Any]:
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat if aware else lambda text: datetime.fromisoformat(text).replace(tzinfo=None)
    kinds: dict[type, Callable[[Any], Any]] = {date: date.fromisoformat, Decimal: Decimal, bytes: base64.b64decode}
    return kinds.get(column.type.python_type, lambda value: value)
