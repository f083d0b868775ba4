"""Filling a bench database: a told demo, then its archived contents copied until there are enough, the log's chain real."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from data import database
from models.base import now, tables
from models.entries import canonical, digest

MARK = "bench"
# The key that has no index comes first.
COPIED = ("revision", "content", "media", "review", "checklist_answer", "passage", "publication", "content_place", "debt")
ACTIONS = ("content.begun", "content.saved", "content.submitted", "content.approved", "content.scheduled", "content.published")
MOMENTS = {"created_at", "acted_at", "stage_since", "planned_for", "published_at", "archived_at", "scheduled_for", "at"}
MINUTES_APART = 24 * 60  # a copy a day further back: years of an archive


class NotABench(Exception):
    """The folder holds something that isn't a bench database; nothing was touched."""


def prepare(folder: Path, contents: int) -> bool:
    """Point the doors at a marked folder of its own; True when it is already filled with that many contents."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / MARK
    if any(folder.iterdir()) and not mark.exists():
        raise NotABench(folder)
    os.environ["SIMPUL_DATA"] = str(folder)
    for name in ("DATABASE_URL", "SIMPUL_FILES"):
        os.environ.pop(name, None)
    database.forget()
    filled = mark.exists() and mark.read_text() == str(contents)
    mark.write_text("0" if not filled else str(contents))
    return filled


def multiply(folder: Path, contents: int, like: str = "archived", actions: Sequence[str] = ACTIONS) -> None:
    """Copy contents of one state with all that belongs to them until there are `contents`, then prolong the log by these actions."""
    with database.writer().connect().execution_options(past_the_verbs=True) as connection:
        with connection.begin():
            connection.exec_driver_sql("PRAGMA cache_size=-600000")  # 600 MB: one large transaction that never spills
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # a content and its revision name each other
            first = _copy(connection, contents, like)
            _prolong_log(connection, first, actions)
        with connection.begin():
            connection.exec_driver_sql("ANALYZE")
    (folder / MARK).write_text(str(contents))


def _copy(connection: Connection, contents: int, like: str) -> int:
    """The first copied content's id, so that the log's new entries know theirs."""
    content = tables.metadata.tables["content"]
    models = [row[0] for row in connection.execute(select(content.c.id).where(content.c.state == like))]
    there = connection.execute(select(func.count()).select_from(content)).scalar_one()
    rounds = max(0, contents - there) // max(1, len(models))
    if not rounds:
        raise RuntimeError("there is no such content to copy, or there are enough already")
    stride = max(connection.execute(select(func.max(tables.metadata.tables[name].c.id))).scalar_one() or 0 for name in COPIED) + 1
    chosen = ",".join(map(str, models))
    for name in COPIED:
        connection.execute(text(_statement(tables.metadata.tables[name], chosen)), {"rounds": rounds, "stride": stride})
    words = f"""
        INSERT INTO search_row (subject, subject_id, programme_id, at, words)
        {_numbers()} SELECT 'content', s.subject_id + n.k * :stride, s.programme_id, s.at, s.words || ' salinan ' || n.k
        FROM search_row s CROSS JOIN numbers n WHERE s.subject = 'content' AND s.subject_id IN ({chosen}) ORDER BY n.k DESC, s.id"""  # noqa: S608  ids of our own rows
    connection.execute(text(words), {"rounds": rounds, "stride": stride})
    return stride


def _statement(table: Table, chosen: str) -> str:
    columns = [column.name for column in table.columns]
    of_content = "t.id" if table.name == "content" else "t.content_id"
    if table.name == "checklist_answer":
        of_content = "(SELECT content_id FROM review WHERE review.id = t.review_id)"
    values = ", ".join(_value(table, name) for name in columns)
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) {_numbers()} "  # noqa: S608  names of our own tables
        f"SELECT {values} FROM {table.name} t CROSS JOIN numbers n WHERE {of_content} IN ({chosen})"
    )


def _value(table: Table, name: str) -> str:
    points_to = {key.column.table.name for key in table.columns[name].foreign_keys}
    if name == "id" or points_to & set(COPIED):
        return f"t.{name} + n.k * :stride"
    if name == "title":
        return "t.title || ' (' || n.k || ')'"
    if name in MOMENTS:
        return f"strftime('%Y-%m-%d %H:%M:%f', t.{name}, '-' || (n.k * {MINUTES_APART}) || ' minutes') || '000'"
    return f"t.{name}"


def _numbers() -> str:
    return "WITH RECURSIVE numbers(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM numbers WHERE k < :rounds)"


def _prolong_log(connection: Connection, first: int, actions: Sequence[str]) -> None:
    """One true link per action per copied content, hashed like any other."""
    content, entry = tables.metadata.tables["content"], tables.metadata.tables["entry"]
    head = connection.execute(select(entry.c.number, entry.c.hash).order_by(entry.c.number.desc()).limit(1)).one()
    copied = connection.execute(select(content.c.id, content.c.programme_id).where(content.c.id >= first)).all()
    batch: list[dict[str, Any]] = []
    for line in _links(copied, head[0], head[1], actions):
        batch.append(line)
        if len(batch) == 20_000:
            connection.execute(insert(entry), batch)
            batch = []
    if batch:
        connection.execute(insert(entry), batch)


def _links(copied: Any, number: int, previous: str, actions: Sequence[str]) -> Iterator[dict[str, Any]]:
    at = now()
    for content_id, programme_id in copied:
        for action in actions:
            number += 1
            line = canonical({
                "number": number, "previous": previous, "at": at.isoformat(), "action": action,
                "actor": {"kind": "system", "id": None}, "programme": programme_id,
                "subject": {"table": "content", "id": content_id}, "names": [f"content:{content_id}"], "facts": {},
            })  # fmt: skip
            hashed = digest(line)
            yield {
                "number": number, "at": at, "action": action, "actor_kind": "system", "actor_id": None, "programme_id": programme_id,
                "subject": "content", "subject_id": content_id, "text": line, "previous_hash": previous, "hash": hashed,
            }  # fmt: skip
            previous = hashed
