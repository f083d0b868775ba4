"""Backup and restore: whole, checked, into an empty database only, alike on both databases."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from data import backups, database, guards, restoring, schema
from data.__main__ import main
from models.actors import SYSTEM
from models.entries import Entry
from models.people import Person
from models.programmes import Office, Programme
from models.public.batches import CommentBatch, Source, Verdict
from models.public.receiving import Arrival
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.verification import verify
from tests.cast import Cast


@pytest.fixture
def backup(cast: Cast, tmp_path: Path) -> Path:
    with database.reading() as session:
        connection = session.connection()
        return backups.write(tmp_path / "away", connection, schema.current(connection) or "")


def test_a_restored_installation_has_the_same_rows_and_an_unbroken_log(backup: Path, cast: Cast, empty: Callable[[], None]) -> None:
    """Seen red with one table left out of `kept`."""
    empty()
    said = restoring.restore(backup)
    with database.reading() as session:
        assert {one.name for one in Person.all(session)} >= {cast.admin.name, cast.simponi.editor.name, cast.nobody.name}
        assert cast.acting(cast.simponi.mentor, session).roles(cast.simponi.programme.id) == {"mentor"}
        assert verify(session, {said.number: said.head}).faults == ()
        assert guards.missing(session.connection()) == []


def test_a_restore_says_in_the_log_where_it_ends(backup: Path, empty: Callable[[], None]) -> None:
    empty()
    said = restoring.restore(backup, restoring.Anchor(10_000, "f" * 64))
    newest = newest_entry()
    assert (newest.action, newest.number) == ("backup.restored", said.number + 1)
    assert (newest.facts["head"], newest.facts["hash"]) == (said.number, said.head)
    assert (newest.facts["lost_from"], newest.facts["lost_to"]) == (said.number + 1, 10_000)


def test_new_rows_after_a_restore_take_new_numbers(backup: Path, empty: Callable[[], None]) -> None:
    """Seen red with the sequences of PostgreSQL left where an empty database has them."""
    empty()
    restoring.restore(backup)
    with database.transaction() as session:
        Office.found("Dinas Perhubungan", "Dishub", by=restoring.SYSTEM, session=session)


def test_a_database_with_rows_is_never_restored_into(backup: Path, cast: Cast) -> None:
    """Seen red without `_require_empty`."""
    with pytest.raises(restoring.NotEmpty):
        restoring.restore(backup)


def test_a_changed_line_is_found_before_anything_is_written(backup: Path, empty: Callable[[], None]) -> None:
    """Seen red without `damage`: the chain doesn't hold the name of an office."""
    lines = backup / "office.jsonl"
    lines.write_text(lines.read_text("utf-8").replace("Dinkominfotik", "Dinas Lain"), "utf-8")
    empty()
    with pytest.raises(backups.DamagedBackup, match=r"office\.jsonl"):
        restoring.restore(backup)
    assert untouched()


def test_a_log_that_was_rewritten_with_its_hashes_is_found_and_nothing_is_kept(backup: Path, empty: Callable[[], None]) -> None:
    """Seen red without the chain's verification inside the restore."""
    lines = backup / "entry.jsonl"
    kept = lines.read_text("utf-8").splitlines(keepends=True)
    rewrite(backup, "entry", "".join(kept[:3] + kept[4:]))
    empty()
    with pytest.raises(restoring.NotRestored, match="entry"):
        restoring.restore(backup)
    assert untouched()


def test_another_history_than_the_anchor_tells_of_is_refused(backup: Path, empty: Callable[[], None]) -> None:
    empty()
    with pytest.raises(restoring.NotRestored):
        restoring.restore(backup, restoring.Anchor(5, "0" * 64))


def test_a_folder_without_a_manifest_is_no_backup(backup: Path, empty: Callable[[], None]) -> None:
    (backup / backups.MANIFEST).unlink()
    empty()
    with pytest.raises(backups.DamagedBackup):
        restoring.restore(backup)


def test_open_sessions_are_not_carried_over(backup: Path) -> None:
    assert {"sign_in", "ticket"} & set(backups.manifest(backup).tables) == set()


def test_a_backup_moves_from_one_database_to_the_other(db: str, cast: Cast, tmp_path: Path, other: Callable[[], None]) -> None:
    with database.reading() as session:
        connection = session.connection()
        folder = backups.write(tmp_path / "away", connection, schema.current(connection) or "")
    other()
    said = restoring.restore(folder)
    with database.reading() as session:
        assert not session.get_bind().dialect.name.startswith(db)
        assert verify(session, {said.number: said.head}).faults == ()
        assert cast.acting(cast.asri.desainer, session).roles(cast.asri.programme.id) == {"desainer"}


def test_the_commands_do_it_and_say_so(cast: Cast, tmp_path: Path, empty: Callable[[], None], capsys: pytest.CaptureFixture[str]) -> None:
    """Pasted comments are told again by their hash, and no file stands behind it. Seen red: the backup stopped at the first one."""
    with database.transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        ServiceHours.set(programme, USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)
        arrival = Arrival("Terima kasih infonya", channel="instagram", author="Sari")
        CommentBatch.take_in(programme, [(1, arrival)], Source.PASTED, by, session, seen=[Verdict.NEW.value])
    assert main(["backup", str(tmp_path / "away")]) == 0
    folder = next(one for one in (tmp_path / "away").iterdir() if one.is_dir())
    assert main(["restore", str(folder)]) == 1
    assert "tidak kosong" in capsys.readouterr().out
    empty()
    assert main(["restore", str(folder)]) == 0
    assert "Dipulihkan" in capsys.readouterr().out


def rewrite(backup: Path, table: str, content: str) -> None:
    """As somebody would who changes a backup and its manifest with it."""
    path = backup / f"{table}.jsonl"
    path.write_text(content, "utf-8")
    raw = json.loads((backup / backups.MANIFEST).read_text("utf-8"))
    raw["tables"][table] = {"rows": content.count("\n"), "sha256": backups._hash_of(path)}
    (backup / backups.MANIFEST).write_text(json.dumps(raw), "utf-8")


def untouched() -> bool:
    with database.reading() as session:
        return schema.current(session.connection()) is None


def newest_entry() -> Entry:
    with database.reading() as session:
        return session.exec(select(Entry).order_by(col(Entry.number).desc()).limit(1)).one()
