"""Two doors: `reading()` sees, `transaction()` changes; nothing slow belongs inside the second."""

import importlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from data import reference, settings
from models import entries, places
from models.asked import STANDS_STILL
from models.base import Row
from models.content import attempts
from models.errors import NotReady, OutOfDate, Refused
from models.governance import retention
from models.inbox import telling  # noqa: F401  from here on, what is appended to the log is told
from models.issues import Issue
from models.results.importing import layouts

WAL_IS_SAFE = (3, 51, 3)
BESIDE = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.S)  # comments and texts, where a verb is only a word
WRITES = re.compile(
    r'\b(?:INTO|(?<!FOR )(?<!KEY )UPDATE(?: OR \w+)?|DELETE FROM|TRUNCATE(?: TABLE)?|COPY) (?:ONLY )?(?:"?public"?\.)?"?(?!SET\b)(\w+)',
    re.I,
)


class PastTheVerbs(Exception):
    """A statement tried to change a governed table outside a verb."""


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent, read-only view; the frame opens one per page run, and what it loaded outlives it."""
    with Session(_engines(settings.database_url())[0], autoflush=False, expire_on_commit=False, info={STANDS_STILL: True}) as session:
        yield session  # closing ends the view and keeps what was loaded; a rollback would expire it


@contextmanager
def transaction() -> Iterator[Session]:
    """One change: all of it with its log entries, or nothing; a row somebody changed first raises OutOfDate."""
    with Session(_engines(settings.database_url())[1], expire_on_commit=False) as session:
        event.listen(session, "before_flush", _open_the_gate)
        event.listen(session, "after_flush", _collect)
        event.listen(session, "before_commit", _judge)
        try:
            yield session
            session.commit()
        except StaleDataError as stale:
            raise OutOfDate(Issue("page", "changed_meanwhile")) from stale
        except IntegrityError as clash:
            if not _taken_meanwhile(clash):
                raise
            raise OutOfDate(Issue("page", "changed_meanwhile")) from clash
        except Refused:
            session.rollback()
            _keep_attempts(session)
            raise


def writer() -> Engine:
    """The engine behind `transaction()`: for migrations, backup, restore and the bench filler only."""
    return _engines(settings.database_url())[1]


def forget() -> None:
    """Close all connections; the next door opens anew (tests, restore)."""
    for reader, writing in _opened:
        reader.dispose()
        writing.dispose()
    _opened.clear()
    _engines.cache_clear()


places.hand_in(reference.places())
layouts.hand_in(reference.exports())
retention.hand_in(reference.retention())
_opened: list[tuple[Engine, Engine]] = []


@cache
def _engines(url: str) -> tuple[Engine, Engine]:
    pair = (_sqlite(url, reading=True), _sqlite(url, reading=False)) if url.startswith("sqlite") else _postgres(url)
    event.listen(pair[1], "begin", _start_closed)
    event.listen(pair[1], "before_cursor_execute", _refuse_past_the_verbs)
    _opened.append(pair)
    return pair


def _postgres(url: str) -> tuple[Engine, Engine]:
    only_reading = {"options": "-c default_transaction_read_only=on"}
    pooled: dict[str, Any] = {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}
    reader = create_engine(url, connect_args=only_reading, isolation_level="REPEATABLE READ", **pooled)
    return reader, create_engine(url, **pooled)


def _sqlite(url: str, *, reading: bool) -> Engine:
    library = sqlite_library()
    engine = create_engine(url, module=library, connect_args={"timeout": 30, "check_same_thread": False}, pool_size=20, max_overflow=40)
    wal = library.sqlite_version_info >= WAL_IS_SAFE

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"journal_mode={'WAL' if wal else 'DELETE'}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "recursive_triggers=ON",
            "busy_timeout=30000",
            f"query_only={'ON' if reading else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@cache
def sqlite_library() -> ModuleType:
    """`pysqlite3` where its wheel exists: Debian's own SQLite lies in the range that can corrupt a WAL."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def _keep_attempts(refused: Session) -> None:
    """What a refusal must not take with it, in a transaction of its own."""
    if tried := attempts.noted(refused):
        with transaction() as session:
            for one in tried:
                one.keep(session)


def _taken_meanwhile(clash: IntegrityError) -> bool:
    """Somebody else wrote the same name or decided the same state an instant before; any other breach is a fault."""
    return "UNIQUE constraint failed" in str(clash.orig) or getattr(clash.orig, "sqlstate", "") == "23505"


def _open_the_gate(session: Session, *_: object) -> None:
    if any(_holds_nul(value) for row in (*session.new, *session.dirty) for value in vars(row).values()):
        raise NotReady(Issue("page", "nul_in_text"))  # PostgreSQL can't keep it, and SQLite's rows must fit there
    session.connection().info["flushing"] = True


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(one) for pair in value.items() for one in pair)
    return isinstance(value, list) and any(_holds_nul(one) for one in value)


def _start_closed(connection: Connection) -> None:
    connection.info["flushing"] = False


def _collect(session: Session, _: object) -> None:
    session.connection().info["flushing"] = False
    touched: list[Row] = session.info.setdefault("touched", [])
    for row in (*session.new, *session.dirty, *session.deleted):
        changed = row in session.new or row in session.deleted or session.is_modified(row)
        if changed and isinstance(row, Row) and row.__tablename__ not in entries.EXEMPT:
            touched.append(row)


def _judge(session: Session) -> None:
    session.flush()
    entries.append(session)


def _refuse_past_the_verbs(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    if connection.info.get("flushing") or connection.get_execution_options().get("past_the_verbs"):
        return
    if governed := _written(statement) - entries.EXEMPT.keys():
        raise PastTheVerbs(f"{', '.join(sorted(governed))} is governed: it changes through a model's verb only")


@lru_cache(maxsize=1024)
def _written(statement: str) -> frozenset[str]:
    """Names of the tables that a statement writes to, wherever in it the writing stands."""
    plain = " ".join(BESIDE.sub(" ", statement).split())
    return frozenset(name.lower() for name in WRITES.findall(plain))
