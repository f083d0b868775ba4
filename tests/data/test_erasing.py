"""Erased people don't come back: the register beside the backups, replayed by a restore; and the command at the console."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from data import erasing, files, restoring, settings
from data.__main__ import main
from data.database import reading, transaction
from models.base import today
from models.entries import Entry
from models.governance.consents import Consent, ConsentParty
from models.programmes import Programme
from models.verification import verify
from tests.cast import Cast

NAME = "Siti Rahmah"
ARGUMENTS = ["erase", "--name", NAME, "--admin", "maya", "--reason", "Permintaan tertulis warga"]


def recorded(cast: Cast) -> str:
    """A consent with a real proof file; its SHA-256."""
    proof = files.keep(b"%PDF-1.7 surat izin")
    with transaction() as session:
        Consent.record(
            Programme.find(cast.simponi.programme.pk, session), NAME, "Poster vaksin", ["instagram"],
            cast.acting(cast.simponi.koordinator, session), session, signed_on=today(),
            proof=(proof.sha256, "surat.pdf", "application/pdf"),
        )  # fmt: skip
    return proof.sha256


def backed_up(folder: Path) -> Path:
    assert main(["backup", str(folder)]) == 0
    return next(one for one in folder.iterdir() if one.is_dir())


def names() -> list[str]:
    with reading() as session:
        return [one.name for one in session.exec(select(ConsentParty))]


def test_an_erased_person_does_not_come_back_with_a_restore(cast: Cast, tmp_path: Path, empty: Callable[[], None]) -> None:
    """A1.3; seen red with a restore that doesn't replay the register."""
    proof = recorded(cast)
    backup = backed_up(tmp_path / "backups")
    assert main([*ARGUMENTS, "--yes"]) == 0
    empty()
    restoring.restore(backup)
    assert names() == [""]
    assert not files.exists(proof)
    with reading() as session:
        assert verify(session).faults == ()
        newest = session.exec(select(Entry).order_by(Entry.number.desc())).first()  # type: ignore[attr-defined]
        assert newest is not None
        assert (newest.action, newest.facts["erased"]) == ("backup.restored", 1)


def test_without_a_register_the_same_backup_would_bring_him_back(cast: Cast, tmp_path: Path, empty: Callable[[], None]) -> None:
    """What the register is for: it is the only thing that differs from the test above."""
    recorded(cast)
    backup = backed_up(tmp_path / "backups")
    main([*ARGUMENTS, "--yes"])
    (tmp_path / "backups" / erasing.REGISTER).unlink()
    empty()
    restoring.restore(backup)
    assert names() == [NAME]


def test_somebody_else_under_the_same_number_is_left_alone(cast: Cast, tmp_path: Path, empty: Callable[[], None]) -> None:
    recorded(cast)
    backup = backed_up(tmp_path / "backups")
    main([*ARGUMENTS, "--yes"])
    register = tmp_path / "backups" / erasing.REGISTER
    lines = [{**json.loads(one), "hash": "0" * 64} for one in register.read_text("utf-8").splitlines()]
    register.write_text("".join(json.dumps(one) + "\n" for one in lines) + "not a line of ours\n", "utf-8")
    empty()
    restoring.restore(backup)
    assert names() == [NAME]


def test_the_register_holds_numbers_and_hashes_only(cast: Cast, tmp_path: Path) -> None:
    recorded(cast)
    backed_up(tmp_path / "backups")
    main([*ARGUMENTS, "--yes"])
    told = (tmp_path / "backups" / erasing.REGISTER).read_text("utf-8")
    assert told == erasing.own_register().read_text("utf-8")
    assert NAME not in told
    assert set(json.loads(told)) == {"table", "id", "salt", "hash", "files"}


def test_without_yes_nothing_is_erased_and_it_is_shown_what_would_be(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    proof = recorded(cast)
    assert main(ARGUMENTS) == 0
    said = capsys.readouterr().out
    assert "consent_party:1" in said
    assert NAME in said
    assert names() == [NAME]
    assert files.exists(proof)


@pytest.mark.parametrize(
    "changed",
    [{"--admin": "rina"}, {"--admin": "nobody-here"}, {"--reason": f"Pak {NAME} minta"}, {"--name": "Ab"}, {"--name": "Tidak Ada Di Sini"}],
)
def test_what_cannot_be_erased_is_said_and_exits_with_one(cast: Cast, changed: dict[str, str]) -> None:
    recorded(cast)
    words = list(ARGUMENTS)
    for option, value in changed.items():
        words[words.index(option) + 1] = value
    assert main([*words, "--yes"]) == 1
    assert main(words) == 1
    assert names() == [NAME]


def test_a_place_of_backups_that_is_away_is_told_so_that_somebody_carries_the_register_there(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(cast)
    backed_up(tmp_path / "backups")
    (tmp_path / "backups").rename(tmp_path / "elsewhere")
    assert main([*ARGUMENTS, "--yes"]) == 1
    assert str(tmp_path / "backups") in capsys.readouterr().out
    assert names() == [""]
    assert settings.data_folder().joinpath("backups", erasing.REGISTER).is_file()


def test_a_row_is_spared_when_asked(cast: Cast) -> None:
    recorded(cast)
    assert main([*ARGUMENTS, "--except", "consent_party:1", "--yes"]) == 1
    assert names() == [NAME]


def test_the_proof_of_a_consent_is_no_file_that_the_address_of_files_gives_out(cast: Cast) -> None:
    """A1.3; the door itself is tried in the page tests: no content carries it, so nobody is let through."""
    from models.content.media import Media

    proof = recorded(cast)
    with reading() as session:
        for person in (cast.simponi.koordinator, cast.asri.koordinator, cast.inspector, cast.admin):
            assert Media.carrying(proof, cast.acting(person, session), session) is None
