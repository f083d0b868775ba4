"""The two doors: nothing lost among many writers, nothing left of what failed."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data import database
from data.database import _written, reading, transaction
from models.actors import SYSTEM
from models.errors import NotReady, OutOfDate
from models.people import Person
from tests.cast import Cast
from tests.story import Story

MANY = 12


def test_of_many_who_change_one_row_at_once_all_are_kept_or_told(cast: Cast) -> None:
    """Seen red without the version column (PostgreSQL lost changes silently) and with BEGIN for BEGIN IMMEDIATE (SQLite: locked)."""

    def rename(writer: int) -> bool:
        try:
            with transaction() as session:
                Person.find(cast.nobody.pk, session).revise(by=SYSTEM, rank=f"III/{writer}")
        except OutOfDate:
            return False
        return True

    before = cast.nobody.version
    with ThreadPoolExecutor(MANY) as writers:
        kept = sum(writers.map(rename, range(MANY)))
    with reading() as session:
        assert Person.find(cast.nobody.pk, session).version == before + kept
    assert kept >= 1


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("INSERT OR REPLACE INTO entry VALUES (1)", {"entry"}),
        ("/* so */ update\n  office set name = 'x'", {"office"}),
        ('DELETE FROM "content" WHERE id = 1', {"content"}),
        ("UPDATE public.office SET name = 'x'", {"office"}),
        ("UPDATE ONLY office SET name = 'x'", {"office"}),
        ("WITH old AS (SELECT 1) DELETE FROM unit", {"unit"}),
        ("INSERT INTO unit VALUES (1) ON CONFLICT DO UPDATE SET name = 'x'", {"unit"}),
        ("TRUNCATE entry", {"entry"}),
        ("SELECT 1; DELETE FROM unit", {"unit"}),
        ("SELECT * FROM content FOR UPDATE OF content", set()),
        ("SELECT * FROM content FOR NO KEY UPDATE", set()),
        ("SELECT 'DELETE FROM unit' -- UPDATE office", set()),
    ],
)
def test_the_gate_sees_what_a_statement_writes_to(statement: str, tables: set[str]) -> None:
    """Seen red with only the statement's first word looked at."""
    assert _written(statement) == tables


def test_what_was_loaded_outlives_its_door(cast: Cast) -> None:
    with reading() as session:
        person = Person.find(cast.admin.pk, session)
    assert person.name == cast.admin.name


def test_a_reader_sees_one_state_while_others_write(cast: Cast) -> None:
    with reading() as session:
        before = Person.find(cast.nobody.pk, session).rank
        with transaction() as writing:
            Person.find(cast.nobody.pk, writing).revise(by=SYSTEM, rank="IV/a")
        assert Person.find(cast.nobody.pk, session).rank == before
    with reading() as session:
        assert Person.find(cast.nobody.pk, session).rank == "IV/a"


def test_foreign_keys_are_held(cast: Cast) -> None:
    """Seen red with `foreign_keys` left off on SQLite."""
    past = database.writer().execution_options(past_the_verbs=True)
    with past.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("INSERT INTO unit (name, version, office_id) VALUES ('x', 1, 999999)"))


def test_sqlite_keeps_every_commit_through_a_power_cut(db: str) -> None:
    """WAL only where SQLite is free of the reset fault; FULL, because NORMAL syncs one commit in twelve."""
    if db == "postgres":
        return
    with database.writer().connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "foreign_keys", "journal_mode")}
    wal = database.sqlite_library().sqlite_version_info >= database.WAL_IS_SAFE
    assert pragmas == {"synchronous": 2, "foreign_keys": 1, "journal_mode": "wal" if wal else "delete"}


def test_a_writer_that_is_killed_leaves_nothing_half_done(cast: Cast) -> None:
    """Seen red with a commit after each flush."""
    killed = """
import os, signal
from data.database import transaction
from models.actors import SYSTEM
from models.programmes import Unit
with transaction() as session:
    Unit.add("Unit Terputus", None, by=SYSTEM, session=session)
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == -9
    with reading() as session:
        assert session.execute(text("SELECT count(*) FROM unit WHERE name = 'Unit Terputus'")).scalar() == 0


def test_a_character_that_one_database_cannot_keep_is_refused_on_both(cast: Cast) -> None:
    """Seen red without the question before the flush: SQLite kept it, PostgreSQL answered with a fault."""
    Story.simponi(cast)
    with pytest.raises(NotReady):
        Story.simponi(cast, "Jadwal\0vaksin")
    with pytest.raises(NotReady):
        Story.simponi(cast, fields={"summary": "Datang\0pagi"})
