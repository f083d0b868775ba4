"""Starting: what stands before the first visitor comes."""

import stat

import pytest
from sqlalchemy import text

from data import database, guards, playbooks, schema, settings, start
from models import places
from models.playbooks import PlaybookError
from tests.cast import Cast


def test_an_empty_folder_becomes_a_guarded_database() -> None:
    start.prepare()
    with database.reading() as session:
        assert schema.current(session.connection()) == schema.head()
        assert guards.missing(session.connection()) == []


def test_places_are_known_after_starting() -> None:
    start.prepare()
    assert places.known()


def test_a_database_whose_guards_were_removed_is_refused(cast: Cast) -> None:
    """Seen red with `require` left out of `prepare`."""
    with schema.changing() as connection:
        sqlite = connection.dialect.name == "sqlite"
        connection.execute(text("DROP TRIGGER guard_entry_update" if sqlite else "DROP TRIGGER guard_entry ON entry"))
    with pytest.raises(guards.Unguarded, match="guard_entry"):
        start.prepare()


def test_an_unlawful_playbook_file_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playbooks, "texts", lambda: {"asri": 'format = 1\nkey = "asri"\n'})
    with pytest.raises(PlaybookError, match=r"asri\.toml"):
        start.prepare()


def test_the_first_person_gets_in_by_a_link_that_only_the_newest_of_opens(db: str) -> None:
    """Seen red with the key left unchanged by a second link."""
    first = key(start.setup_link())
    second = key(start.setup_link("https://simpul.example"))
    assert start.opens_setup(second)
    assert not start.opens_setup(first)
    assert not start.opens_setup("")
    assert not start.opens_setup(None)


def test_the_key_is_kept_as_a_hash_that_only_the_owner_reads(db: str) -> None:
    link = start.setup_link()
    file = settings.data_folder() / "setup-key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert key(link) not in file.read_text()


def test_once_somebody_is_there_no_link_opens_anything(cast: Cast) -> None:
    assert start.setup_link() is None
    assert not start.opens_setup("x")


def key(link: str | None) -> str:
    assert link is not None
    return link.partition("kunci=")[2]
