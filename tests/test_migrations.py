"""Migrations: the same shape on both databases, whole or not at all."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from data import backups, database, guards, schema, settings
from models.verification import verify
from tests.cast import Cast
from tests.story import Story

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
        known = {"import json", "import sqlalchemy as sa", "from alembic import op"}
        assert set(lines) <= known, path.name


LATER = '''"""A step that rebuilds a table, as batch mode does."""

import sqlalchemy as sa
from alembic import op

revision = "2031_01_01"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("office", recreate="{recreate}") as office:
        office.add_column(sa.Column("motto", sa.String(), nullable=True))
    op.execute("{last}")
'''


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: str) -> Callable[..., None]:
    """The program's next release: one more version file."""

    def release(last: str = "SELECT 1") -> None:
        head = schema.head()
        folder = shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations")
        recreate = "always" if db == "sqlite" else "auto"
        (folder / "versions" / "2031_01_01_a_motto.py").write_text(LATER.format(head=head, recreate=recreate, last=last), "utf-8")
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return release


def test_a_filled_database_keeps_rows_log_and_guards_through_an_upgrade(cast: Cast, later: Callable[..., None]) -> None:
    """Seen red with foreign keys left on (SQLite deleted the programmes of the rebuilt offices) and with `guards.build` left out."""
    before = counts()
    later()
    assert schema.upgrade() is True
    assert counts() == before
    with database.reading() as session:
        assert guards.missing(session.connection()) == []
        assert verify(session).faults == ()


def test_before_an_upgrade_the_rows_are_backed_up(cast: Cast, later: Callable[..., None]) -> None:
    """Seen red without the backup in `upgrade`."""
    before = schema.head()
    later()
    schema.upgrade()
    folder = next((settings.data_folder() / "backups").iterdir())
    said = backups.manifest(folder)
    assert (said.revision, said.tables["person"].rows) == (before, counts()["person"])
    assert backups.damage(folder, said) == []


def test_a_migration_that_fails_half_way_leaves_nothing_behind(cast: Cast, later: Callable[..., None]) -> None:
    """Seen red with the `begin` event of SQLite left out: each statement was kept by itself."""
    before, revision = counts(), schema.head()
    later(last="SELECT broken FROM nowhere")
    with pytest.raises(SQLAlchemyError):
        schema.upgrade()
    with database.reading() as session:
        columns = [one["name"] for one in inspect(session.connection()).get_columns("office")]
        assert (schema.current(session.connection()), "motto" in columns) == (revision, False)
        assert guards.missing(session.connection()) == []
    assert counts() == before


def test_workers_that_start_together_migrate_once(empty: Callable[[], None]) -> None:
    """Seen red with BEGIN for BEGIN IMMEDIATE (SQLite: locked) and without the advisory lock (PostgreSQL: workers hung on each other)."""
    empty()
    with ThreadPoolExecutor(4) as workers:
        moved = list(workers.map(lambda _: schema.upgrade(), range(4)))
    assert sorted(moved) == [False, False, False, True]


def test_places_written_before_they_were_rows_are_found_by_the_upgrade(cast: Cast) -> None:
    """A2.2: seen red with `_locate` left out."""
    story = Story.asri(cast, fields={"location": ["19.01.02", "19.01.04"]})
    Story.simponi(cast)
    step = ScriptDirectory(str(schema.MIGRATIONS)).get_revision("2026_11_21_2").module
    with schema.changing() as connection, Operations.context(MigrationContext.configure(connection)):
        connection.execute(text("DELETE FROM content_place"))
        step._locate()
    with database.reading() as session:
        found = session.connection().execute(text("SELECT content_id, place FROM content_place ORDER BY place")).all()
    assert [tuple(one) for one in found] == [(story.content_id, "19.01.02"), (story.content_id, "19.01.04")]


def counts() -> dict[str, int]:
    with database.reading() as session:
        connection = session.connection()
        return {name: connection.scalar(select(func.count()).select_from(table)) for name, table in backups.kept(connection).items()}
