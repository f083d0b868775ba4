"""Migrations: the same shape on both databases, whole or not at all."""

import pytest
from sqlalchemy import text

from data import database, schema

pytestmark = pytest.mark.both_databases


def test_a_migrated_database_is_what_the_models_say(engine: str) -> None:
    with database.reading() as session:
        assert schema.differences(session.connection()) == []
        assert schema.current(session.connection()) == schema.head()


def test_migrating_twice_changes_nothing(engine: str) -> None:
    assert schema.upgrade() is False


def test_a_database_of_a_newer_program_is_refused(engine: str) -> None:
    with schema.changing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '2031_01_01'"))
    with pytest.raises(schema.NewerDatabase, match="2031_01_01"):
        schema.upgrade()


def test_version_files_import_no_models() -> None:
    """Models move on, a migration stays what it was."""
    for path in (schema.MIGRATIONS / "versions").glob("*.py"):
        lines = [line for line in path.read_text("utf-8").splitlines() if line.startswith(("import", "from"))]
        assert lines == ["import sqlalchemy as sa", "from alembic import op"], path.name
