"""Two verifiers that share no line, the app's own and the one that leaves the house, say the same of the same log."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from data import database
from models import verification
from models.entries import Entry
from pages.documents import log_export
from tests.cast import Cast
from tests.documents.examining import examined, unpacked

LAST = 40


def edited(log: Connection) -> None:
    log.execute(text('UPDATE entry SET text = replace(text, \'"action":"\', \'"action":"x\') WHERE number = 7'))


def rewritten(log: Connection) -> None:
    """One line changed together with its own hash."""
    edited(log)
    line = log.execute(text("SELECT text FROM entry WHERE number = 7")).scalar_one()
    log.execute(text("UPDATE entry SET hash = :hash WHERE number = 7"), {"hash": hashlib.sha256(line.encode()).hexdigest()})


def taken_from_the_middle(log: Connection) -> None:
    log.execute(text("DELETE FROM entry WHERE number = 9"))


def exchanged(log: Connection) -> None:
    """Two lines in each other's place, each still true to its hash."""
    lines = {row.number: row for row in log.execute(text("SELECT number, text, hash FROM entry WHERE number IN (5, 6)"))}
    aside = text("UPDATE entry SET text = :text, hash = :aside WHERE number = :n")
    for number, other in ((5, lines[6]), (6, lines[5])):
        log.execute(aside, {"text": other.text, "aside": f"a{number}", "n": number})
    for number, other in ((5, lines[6]), (6, lines[5])):
        log.execute(text("UPDATE entry SET hash = :hash WHERE number = :n"), {"hash": other.hash, "n": number})


def cut_off(log: Connection) -> None:
    log.execute(text(f"DELETE FROM entry WHERE number >= {LAST}"))


def nothing(log: Connection) -> None:
    """A whole log is whole for both."""


@pytest.mark.parametrize(
    ("damage", "whole"),
    [(nothing, True), (edited, False), (rewritten, False), (taken_from_the_middle, False), (exchanged, False), (cut_off, False)],
)
def test_both_verifiers_agree(cast: Cast, tmp_path: Path, damage: Callable[[Connection], None], whole: bool) -> None:
    """S3.4, A3.3b: on a whole log and on each kind of damage; a cut tail shows only against the anchor kept before."""
    with database.reading() as session:
        anchor = Entry.head(session)
    unguarded(damage)

    with database.reading() as session:
        faults = verification.verify(session, dict([anchor])).faults
        export = log_export.sealed(session, 1, anchor[0], cast.acting(cast.leader, session))
    code, said = examined(unpacked(export, tmp_path), "--segel", f"{anchor[0]}:{anchor[1]}")

    assert (not faults, code == 0) == (whole, whole), (faults, said)


def test_a_stretch_that_begins_later_is_whole_too(cast: Cast, tmp_path: Path) -> None:
    """S3.4: lines of every programme, no gap, whatever the page was narrowed to."""
    with database.reading() as session:
        export = log_export.sealed(session, 11, 30, cast.acting(cast.leader, session))

    code, said = examined(unpacked(export, tmp_path))

    assert (code, "20 catatan, nomor 11 s.d. 30" in said) == (0, True)


def unguarded(damage: Callable[[Connection], None]) -> None:
    """Somebody with the database in his hands: without its guards and past the verbs."""
    with database.writer().execution_options(past_the_verbs=True).begin() as log:
        if log.dialect.name == "sqlite":
            for name in log.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'")).scalars().all():
                log.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            log.exec_driver_sql("ALTER TABLE entry DISABLE TRIGGER USER")
        damage(log)
