"""Keeping watch: whatever is altered behind the app's back is found, and the drill proves it."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session

from data import database, drill, files, guards, integrity, schema
from data.__main__ import main
from models.entries import Entry
from tests.cast import Cast
from tests.story import SHA, Story


@pytest.fixture
def story(cast: Cast, at: Callable[[str], object], monkeypatch: pytest.MonkeyPatch) -> Story:
    """A content that two people decided on, once back and then on."""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    story.send_back()
    return story.to("desain")


@pytest.fixture
def stored(story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The files of the story as bytes that have their hashes."""
    monkeypatch.setattr(files, "intact", lambda sha256: sha256 in SHA.values())
    return story


def test_what_the_verbs_wrote_is_whole(stored: Story) -> None:
    assert examine() == set()


CHANGES = {
    "UPDATE review SET decision = 'approve' WHERE decision = 'return'": "decision",
    "UPDATE review SET by_id = (SELECT max(id) FROM person)": "by",
    "UPDATE review SET covered = '0'": "covered",
    "UPDATE passage SET revision = 1 WHERE revision > 1": "revision",
    "UPDATE note SET text = 'Sudah baik.'": "text",
    "DELETE FROM checklist_answer WHERE id = (SELECT max(id) FROM checklist_answer)": "answers",
    "INSERT INTO review (content_id, stage, decision, by_id, at, revision, covered, decided_on, letter_number, written, verbal) SELECT"
    " content_id, stage, decision, by_id, at, revision, covered, 9999, '', written, verbal FROM review WHERE id = 1": "unlogged",
}


def test_a_decision_that_contradicts_its_log_line_is_found(stored: Story) -> None:
    """Seen red with `agreement.disagreements` answering nothing."""
    assert {change: reason for change, reason in CHANGES.items() if reason not in reasons_after(change)} == {}


def test_text_that_changed_after_its_decision_is_found(stored: Story, db: str) -> None:
    """Seen red with the covered hash compared to the log line only."""
    other = {"sqlite": "json_set(fields, '$.title', 'Judul lain')", "postgres": "jsonb_set(fields::jsonb, '{title}', '\"Lain\"')::json"}
    assert reasons_after(f"UPDATE revision SET fields = {other[db]}") == {"covered"}


def test_an_erased_note_leaves_everything_whole(stored: Story) -> None:
    assert reasons_after("UPDATE note SET text = '', salt = ''") == set()


def test_a_file_that_is_gone_or_changed_is_found(story: Story) -> None:
    story.attach()
    assert {(damage.what, damage.reason) for damage in found()} == {(SHA["picture"], "missing")}


def test_the_drill_finds_every_damage_and_touches_nothing(stored: Story, capsys: pytest.CaptureFixture[str]) -> None:
    """Seen red with the check of the guards, of the decisions and of the anchors left out, one after the other."""
    before = head()
    assert main(["verify", "--drill"]) == 0
    assert capsys.readouterr().out.count("Ketahuan") == len(drill.ATTEMPTS)
    assert head() == before
    assert examine() == set()


def test_the_command_says_whole_and_how_far_it_can_tell(stored: Story, capsys: pytest.CaptureFixture[str]) -> None:
    number, anchor = head()
    assert main(["verify", "--anchor", f"{number}:{anchor}"]) == 0
    assert f"{number}:{anchor}" in capsys.readouterr().out


def test_the_command_finds_a_cut_tail_against_an_anchor_only(stored: Story, capsys: pytest.CaptureFixture[str]) -> None:
    """Seen red with anchors left out of `verify`."""
    number, anchor = head()
    tamper(f"DELETE FROM entry WHERE number = {number}")
    assert main(["verify", "--anchor", f"{number}:{anchor}"]) == 1
    assert str(number) in capsys.readouterr().out


def test_the_command_refuses_an_anchor_that_is_none(stored: Story) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "--anchor", "12"])


def examine() -> set[str]:
    return {damage.reason for damage in found()}


def found() -> tuple[integrity.Damage, ...]:
    with database.reading() as session:
        return integrity.examine(session).damages


def head() -> tuple[int, str]:
    with database.reading() as session:
        return Entry.head(session)


def tamper(change: str) -> None:
    """As the owner of the database could: guards away, change, guards back."""
    with schema.changing() as connection:
        change_past_the_guards(change, connection)


def reasons_after(change: str) -> set[str]:
    """What the examination would find, and then the change is taken back."""
    with database.writer().execution_options(past_the_verbs=True).connect() as connection:
        change_past_the_guards(change, connection)
        found = integrity.examine(Session(connection)).damages
        connection.rollback()
    return {damage.reason for damage in found}


def change_past_the_guards(change: str, connection: Connection) -> None:
    on = "" if connection.dialect.name == "sqlite" else " ON {}"
    endings = ("_update", "_delete", "_insert") if connection.dialect.name == "sqlite" else ("",)
    for table in guards.immutable():
        for ending in endings:
            connection.execute(text(f"DROP TRIGGER guard_{table.name}{ending}" + on.format(table.name)))
    connection.execute(text(change))
    guards.build(connection)
