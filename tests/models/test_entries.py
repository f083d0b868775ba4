"""The decision log: nothing happens without its line, no line changes, and the chain says so."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text, update
from sqlmodel import Session, select

from data import database
from data.database import PastTheVerbs, reading, transaction
from models import entries
from models.actors import SYSTEM
from models.entries import Entry, Unlogged, digest
from models.people import Person
from models.programmes import Office, Unit
from models.verification import Fault, verify
from tests.cast import Cast


def test_a_change_without_an_entry_is_refused_and_undone(cast: Cast) -> None:
    """Seen red with `_collect` not listening: the new name was committed."""
    with pytest.raises(Unlogged, match="office"), transaction() as session:
        Office.all(session)[0].name = "Kantor Bayangan"
    assert "Kantor Bayangan" not in {office.name for office in offices()}


def test_a_new_row_without_an_entry_is_refused(cast: Cast) -> None:
    """Seen red with only changed rows collected."""
    with pytest.raises(Unlogged, match="unit"), transaction() as session:
        session.add(Unit(name="Unit Bayangan"))
    assert "Unit Bayangan" not in {unit.name for unit in units()}


def test_a_deleted_row_without_an_entry_is_refused(cast: Cast) -> None:
    """Seen red with deleted rows left out of `_collect`."""
    with transaction() as session:
        Unit.add("Unit Sekejap", None, by=SYSTEM, session=session)
    with pytest.raises(Unlogged, match="unit"), transaction() as session:
        session.delete(next(unit for unit in Unit.all(session) if unit.name == "Unit Sekejap"))
    assert "Unit Sekejap" in {unit.name for unit in units()}


def test_an_entry_about_another_row_doesnt_cover_the_change(cast: Cast) -> None:
    """Seen red with any entry accepted for any row."""

    def one_logged_one_not() -> None:
        with transaction() as session:
            Office.found("Dinas Perhubungan", "Dishub", by=SYSTEM, session=session)
            Person.all(session)[0].name = "Bayangan"

    with pytest.raises(Unlogged, match="person"):
        one_logged_one_not()
    assert "Dishub" not in {office.short_name for office in offices()}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE office SET name = 'x'",
        "  update  office SET name = 'x'",
        "/* so */ UPDATE office SET name = 'x'",
        "-- so\nUPDATE office SET name = 'x'",
        "UPDATE \"office\" SET name = 'x'",
        "DELETE FROM unit",
        "INSERT INTO unit (name, version) VALUES ('x', 1)",
        "WITH old AS (SELECT 1) UPDATE office SET name = 'x'",
        "WITH old AS (SELECT 1) DELETE FROM unit",
    ],
)
def test_a_statement_past_the_verbs_is_refused(cast: Cast, statement: str) -> None:
    """Seen red with `_refuse_past_the_verbs` not listening."""
    with pytest.raises(PastTheVerbs), transaction() as session:
        session.connection().execute(text(statement))


def test_a_bulk_statement_of_the_orm_is_refused_too(cast: Cast) -> None:
    """Seen red with the gate left open between flushes."""
    with transaction() as session:
        Office.found("Dinas Perhubungan", "Dishub", by=SYSTEM, session=session)
        session.flush()
        with pytest.raises(PastTheVerbs):
            session.connection().execute(update(Office).values(name="x"))


def test_the_reading_door_writes_nothing(cast: Cast) -> None:
    """Seen red with `query_only` and `default_transaction_read_only` left off."""
    with reading() as session, pytest.raises(Exception, match=r"read-?only"):
        session.connection().execute(text("UPDATE sign_in SET revoked = true"))


def test_only_registered_actions_with_registered_facts_are_recorded(cast: Cast) -> None:
    with transaction() as session:
        office = Office.found("Dinas Perhubungan", "Dishub", by=SYSTEM, session=session)
        with pytest.raises(KeyError):
            entries.record(session, "office.painted", by=SYSTEM, subject=office)
        with pytest.raises(KeyError, match="colour"):
            entries.record(session, "office.founded", by=SYSTEM, subject=office, colour="hijau")


def test_what_a_verb_did_stands_in_the_log_in_the_same_transaction(cast: Cast) -> None:
    with transaction() as session:
        office = Office.found("Dinas Perhubungan", "Dishub", by=SYSTEM, session=session)
    newest = log()[-1]
    assert (newest.action, newest.subject, newest.subject_id, newest.actor_kind) == ("office.founded", "office", office.id, "system")


def test_a_verb_that_fails_leaves_neither_row_nor_line(cast: Cast) -> None:
    before = len(log())

    def fail_at_the_end() -> None:
        with transaction() as session:
            Office.found("Dinas Perhubungan", "Dishub", by=SYSTEM, session=session)
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_at_the_end()
    assert len(log()) == before
    assert "Dishub" not in {office.short_name for office in offices()}


def test_the_log_as_written_verifies(cast: Cast) -> None:
    assert check().faults == ()
    assert (check().count, check().head) == (len(log()), log()[-1].hash)


def test_twenty_writers_at_once_keep_one_chain(cast: Cast) -> None:
    """Seen red on PostgreSQL without the advisory lock: writers failed on UNIQUE."""

    def write(writer: int) -> None:
        for turn in range(10):
            with transaction() as session:
                Unit.add(f"Unit {writer}-{turn}", None, by=SYSTEM, session=session)

    before = len(log())
    with ThreadPoolExecutor(20) as writers:
        list(writers.map(write, range(20)))
    result = check()
    assert (result.count, result.faults) == (before + 200, ())


@pytest.mark.parametrize(
    ("damage", "faults"),
    [
        (["UPDATE entry SET text = text || ' ' WHERE number = 3"], {(3, "hash")}),
        (["UPDATE entry SET actor_id = 1 WHERE number = 3"], {(3, "columns")}),
        (["UPDATE entry SET at = '2020-01-01 00:00:00.000000' WHERE number = 3"], {(3, "columns")}),
        (["UPDATE entry SET text = 'x' WHERE number = 3"], {(3, "hash"), (3, "text")}),
        (["DELETE FROM entry WHERE number = 3"], {(4, "gap"), (4, "order")}),
        (["DELETE FROM entry WHERE number = 1"], {(2, "gap"), (2, "order")}),
    ],
)
def test_a_line_that_was_edited_or_removed_is_found(cast: Cast, damage: list[str], faults: set[tuple[int, str]]) -> None:
    """Seen red, reason by reason, with the matching comparison of `_wrong` left out."""
    assert faults <= {(fault.number, fault.reason) for fault in check_after(*damage)}


def test_lines_in_another_order_are_found(cast: Cast) -> None:
    """Seen red with `previous_hash` not compared."""
    swap = ("UPDATE entry SET number = -3 WHERE number = 3", "UPDATE entry SET number = 3 WHERE number = 4",
            "UPDATE entry SET number = 4 WHERE number = -3")  # fmt: skip
    assert "order" in {fault.reason for fault in check_after(*swap)}


def test_a_rewritten_line_with_its_own_new_hash_breaks_the_next_one(cast: Cast) -> None:
    said = log()[2].text.replace('"kind":"system"', '"kind":"public"')
    found = check_after(f"UPDATE entry SET text = '{said}', hash = '{digest(said)}', actor_kind = 'public' WHERE number = 3")
    assert {(fault.number, fault.reason) for fault in found} == {(4, "order")}


def test_a_cut_tail_shows_only_against_an_anchor(cast: Cast) -> None:
    """Seen red with anchors ignored; without one nothing inside the log can tell."""
    newest = log()[-1]
    cut = f"DELETE FROM entry WHERE number = {newest.number}"
    assert check_after(cut) == ()
    assert check_after(cut, anchors={newest.number: newest.hash}) == (Fault(newest.number, "missing_anchor"),)


def test_another_history_contradicts_its_anchor(cast: Cast) -> None:
    with reading() as session:
        assert verify(session, {3: "0" * 64}).faults == (Fault(3, "anchor"),)


def test_the_log_holds_no_name_no_phone_and_no_reason(cast: Cast) -> None:
    """Ids, keys and hashes only; erasing a person leaves the chain valid (UU 27/2022)."""
    whole = "\n".join(entry.text for entry in log())
    with reading() as session:
        assert [person.name for person in Person.all(session) if person.name in whole] == []


def check():
    with reading() as session:
        return verify(session)


def check_after(*changes: str, anchors: dict[int, str] | None = None) -> tuple[Fault, ...]:
    """What the verification finds once somebody with the database in his hands has been there; taken back afterwards."""
    with database.writer().execution_options(past_the_verbs=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            removals = [f"DROP TRIGGER guard_entry_{kind}" for kind in ("update", "delete", "insert")]
        else:
            removals = ["DROP TRIGGER guard_entry ON entry"]
        for removal in removals:
            connection.exec_driver_sql(removal)
        for change in changes:
            connection.exec_driver_sql(change)
        found = verify(Session(connection), anchors).faults
        connection.rollback()
    return found


def log() -> list[Entry]:
    with reading() as session:
        return list(session.exec(select(Entry).order_by(Entry.number)))


def offices() -> list[Office]:
    with reading() as session:
        return Office.all(session)


def units() -> list[Unit]:
    with reading() as session:
        return Unit.all(session)
