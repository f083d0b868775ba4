"""Guards: what was written once stays, whoever holds the connection."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from data import database, guards, schema
from tests.cast import Cast


@pytest.fixture
def past_the_verbs(cast: Cast):
    with database.writer().execution_options(past_the_verbs=True).connect() as connection:
        yield connection
        connection.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET action = 'office.founded' WHERE number = 1",
        "DELETE FROM entry WHERE number = 1",
        "UPDATE playbook_version SET number = 7",
        "DELETE FROM playbook_version",
    ],
)
def test_a_written_row_is_neither_changed_nor_deleted(past_the_verbs: Connection, statement: str) -> None:
    """Seen red with the update and delete triggers left out of `guards`."""
    with pytest.raises(IntegrityError, match="written once"):
        past_the_verbs.execute(text(statement))


def test_no_row_is_replaced_under_its_own_number(past_the_verbs: Connection) -> None:
    """Seen red with the insert trigger left out, with `recursive_triggers=OFF` as another program would have it."""
    if past_the_verbs.dialect.name == "sqlite":
        past_the_verbs.connection.driver_connection.execute("PRAGMA recursive_triggers=OFF")
        statement = "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE number = 2"
    else:
        statement = "INSERT INTO entry SELECT * FROM entry WHERE number = 2 ON CONFLICT (number) DO UPDATE SET action = 'x'"
    with pytest.raises(IntegrityError, match="written once"):
        past_the_verbs.execute(text(statement))


@pytest.mark.postgres
def test_the_log_is_not_truncated(past_the_verbs: Connection) -> None:
    """Seen red with TRUNCATE left out of the trigger."""
    with pytest.raises(IntegrityError, match="written once"):
        past_the_verbs.execute(text("TRUNCATE entry"))


@pytest.mark.postgres
def test_playing_a_replica_switches_no_guard_off(past_the_verbs: Connection) -> None:
    """Seen red without ENABLE ALWAYS."""
    past_the_verbs.execute(text("SET LOCAL session_replication_role = replica"))
    with pytest.raises(IntegrityError, match="written once"):
        past_the_verbs.execute(text("DELETE FROM entry"))


def test_a_migrated_database_is_guarded(past_the_verbs: Connection) -> None:
    assert guards.missing(past_the_verbs) == []


def test_every_immutable_table_has_its_guards(past_the_verbs: Connection) -> None:
    names = [table.name for table in guards.immutable()]
    assert {"entry", "playbook_version"} <= set(names)


def test_a_removed_guard_is_missed(past_the_verbs: Connection) -> None:
    """Seen red with `missing` answering an empty list."""
    _remove(past_the_verbs)
    assert [name for name in guards.missing(past_the_verbs) if name.startswith("guard_entry")]
    with pytest.raises(guards.Unguarded, match="guard_entry"):
        guards.require(past_the_verbs)


def test_a_guard_that_was_made_harmless_is_missed(past_the_verbs: Connection) -> None:
    """Seen red with names compared instead of what the guards do."""
    _remove(past_the_verbs)
    if past_the_verbs.dialect.name == "sqlite":
        past_the_verbs.execute(text("CREATE TRIGGER guard_entry_update BEFORE UPDATE ON entry BEGIN SELECT 1; END"))
    else:
        past_the_verbs.execute(text("CREATE FUNCTION harmless() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$"))
        past_the_verbs.execute(
            text("CREATE TRIGGER guard_entry BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION harmless()")
        )
        past_the_verbs.execute(text("ALTER TABLE entry ENABLE ALWAYS TRIGGER guard_entry"))
    assert [name for name in guards.missing(past_the_verbs) if name.startswith("guard_entry")]


def test_building_anew_heals(past_the_verbs: Connection) -> None:
    _remove(past_the_verbs)
    guards.build(past_the_verbs)
    assert guards.missing(past_the_verbs) == []
    assert schema.current(past_the_verbs) == schema.head()


def _remove(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER guard_entry_update"))
    else:
        connection.execute(text("DROP TRIGGER guard_entry ON entry"))
