"""Triggers that keep written rows written, on both databases.

Every upgrade ends in making them anew, and every start compares them word by word: a change here needs a version file, be it an empty one.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, UniqueConstraint, text

from models.base import tables

REFUSAL = "BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END"
BEFORE_UPDATE_DELETE_TRUNCATE = 2 + 16 + 8 + 32  # pg_trigger.tgtype, for each statement
ALWAYS = "A"  # pg_trigger.tgenabled: also when somebody plays a replica

IN_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
IN_POSTGRES = """
SELECT tgname, tgtype, tgenabled, prosrc FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)
"""

# The word index of SQLite follows `search_row` by itself; PostgreSQL has an index over the same text.
SEARCH = {
    "search_row_added": "AFTER INSERT ON search_row BEGIN INSERT INTO search_words(rowid, words) VALUES (NEW.id, NEW.words); END",
    "search_row_removed": "AFTER DELETE ON search_row BEGIN "
    "INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', OLD.id, OLD.words); END",
    "search_row_changed": "AFTER UPDATE ON search_row BEGIN "
    "INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', OLD.id, OLD.words); "
    "INSERT INTO search_words(rowid, words) VALUES (NEW.id, NEW.words); END",
}


class Unguarded(Exception):
    """The database lacks guards it should have: somebody may have removed them."""


def immutable() -> list[Table]:
    """The tables whose rows are written once, by name."""
    once = (mapper.local_table for mapper in tables.mappers if getattr(mapper.class_, "immutable", False))
    return sorted((table for table in once if isinstance(table, Table)), key=lambda table: table.name)


def build(connection: Connection) -> None:
    """Make every guard anew; needs the schema of this program."""
    if connection.dialect.name == "sqlite":
        for name, statement in _sqlite().items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(statement)
        return
    doubled = REFUSAL.replace("%", "%%")  # psycopg reads a lone one as a place for a value
    connection.exec_driver_sql(f"CREATE OR REPLACE FUNCTION guard_refuse() RETURNS trigger LANGUAGE plpgsql AS $${doubled}$$")
    for table in immutable():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_name(table)} ON {table.name}")
        when = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} FOR EACH STATEMENT"
        connection.exec_driver_sql(f"CREATE TRIGGER {_name(table)} {when} EXECUTE FUNCTION guard_refuse()")
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ENABLE ALWAYS TRIGGER {_name(table)}")


def missing(connection: Connection) -> list[str]:
    """Names of guards that are absent, switched off or not as this program makes them."""
    if connection.dialect.name == "sqlite":
        found: dict[str, str] = dict(connection.execute(text(IN_SQLITE)).tuples().all())
        return sorted(name for name, statement in _sqlite().items() if found.get(name) != statement)
    standing = {name for name, *how in connection.execute(text(IN_POSTGRES)) if how == [BEFORE_UPDATE_DELETE_TRUNCATE, ALWAYS, REFUSAL]}
    return sorted(_name(table) for table in immutable() if _name(table) not in standing)


def require(connection: Connection) -> None:
    """Refuse an unguarded database (Unguarded, with the names)."""
    if absent := missing(connection):
        raise Unguarded(", ".join(absent))


def _sqlite() -> dict[str, str]:
    """Trigger name → the statement that makes it, exactly as SQLite keeps it."""
    made = {name: f"CREATE TRIGGER {name} {body}" for name, body in SEARCH.items()}
    for table in immutable():
        name, refuse = _name(table), f"BEGIN SELECT RAISE(ABORT, '{table.name} is written once'); END"
        made[f"{name}_update"] = f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {table.name} {refuse}"
        made[f"{name}_delete"] = f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {table.name} {refuse}"
        made[f"{name}_insert"] = f"CREATE TRIGGER {name}_insert BEFORE INSERT ON {table.name} WHEN {_taken(table)} {refuse}"
    return made


def _taken(table: Table) -> str:
    """INSERT OR REPLACE deletes without firing DELETE triggers: a row that takes an existing key is refused beforehand."""
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table.name} WHERE {same})" for same in _same_key(table))  # noqa: S608  names of our own


def _same_key(table: Table) -> Iterator[str]:
    keys = {tuple(column.name for column in table.primary_key)}
    keys |= {tuple(column.name for column in one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)}
    keys |= {tuple(column.name for column in one.columns) for one in table.indexes if one.unique}
    for key in sorted(keys):
        yield " AND ".join(f'"{name}" = NEW."{name}"' for name in key)


def _name(table: Table) -> str:
    return f"guard_{table.name}"
