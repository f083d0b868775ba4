"""Files are kept by their content, survive, and go only when nobody names them."""

import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

import pytest

from data import files

PNG = b"\x89PNG\r\n\x1a\n and so on"
LONG_AGO = timedelta(days=3)
AT_ONCE = timedelta(seconds=-1)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    files.configure(tmp_path / "files")
    yield tmp_path / "files"
    files.configure(None)


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Every claim with this fixture holds for a local folder and for a store that isn't one."""
    monkeypatch.setenv("SIMPUL_DATA", str(tmp_path / "data"))
    address = str(tmp_path / "store" / "files") if request.param == "folder" else f"memory://simpul/{tmp_path.name}"
    files.configure(address)
    yield request.param
    files.configure(None)


def age(path: Path, by: timedelta) -> None:
    moment = path.stat().st_mtime - by.total_seconds()
    os.utime(path, (moment, moment))


def kept_long_ago(data: bytes) -> str:
    sha256 = files.keep(data).sha256
    path = files.local_path(sha256)
    assert path is not None
    age(path, LONG_AGO)
    return sha256


def test_a_kept_file_is_named_by_its_hash_and_comes_back_whole(store: str) -> None:
    stored = files.keep(PNG)
    assert stored == files.StoredFile(hashlib.sha256(PNG).hexdigest(), len(PNG), "image/png")
    assert files.read(stored.sha256) == PNG
    assert files.size(stored.sha256) == len(PNG)
    assert files.exists(stored.sha256)
    assert files.intact(stored.sha256)


def test_the_media_type_is_read_from_the_content() -> None:
    """SAFETY 10 and 19: HTML stays HTML under any name. Red once with the type guessed from a name ending in .jpg."""
    found = [files.media_type(data) for data in (b"<html><script>", b'<svg onload="x">', b"WEBVTT\n\n", b"%PDF-1.7", b"")]
    assert found == ["application/octet-stream"] * 2 + ["text/vtt", "application/pdf", "application/octet-stream"]


def test_a_stored_file_opens_anywhere_in_it(store: str) -> None:
    with files.open_stored(files.keep(b"0123456789").sha256) as file:
        file.seek(6)
        assert file.read(2) == b"67"


def test_the_same_bytes_twice_are_one_file(folder: Path) -> None:
    assert files.keep(PNG) == files.keep(PNG)
    assert [path.name for path in folder.glob("*/*")] == [hashlib.sha256(PNG).hexdigest()]


def test_what_was_never_kept_is_not_found(store: str) -> None:
    nothing = "0" * 64
    assert not files.exists(nothing)
    assert not files.intact(nothing)
    assert files.local_path(nothing) is None
    for ask in (files.read, files.open_stored, files.size):
        with pytest.raises(FileNotFoundError):
            ask(nothing)


@pytest.mark.parametrize("name", ["../secret", "a" * 63 + "/", "A" * 64, "", "a" * 64 + "\n"])
def test_nothing_but_a_hash_names_a_file(store: str, tmp_path: Path, name: str) -> None:
    """SAFETY 10. Red once with `path` joining any name (the first was opened)."""
    (tmp_path / "secret").write_text("rahasia")
    files.keep(PNG)
    assert not files.exists(name)
    with pytest.raises(FileNotFoundError):
        files.open_stored(name)


def test_a_local_folder_gives_paths_and_another_store_none(store: str) -> None:
    path = files.local_path(files.keep(PNG).sha256)
    assert (path is not None and path.read_bytes() == PNG) == (store == "folder")


def test_the_address_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SIMPUL_FILES", raising=False)
    assert str(files.local_path(files.keep(PNG).sha256)).startswith(str(tmp_path / "data" / "files"))
    monkeypatch.setenv("SIMPUL_FILES", "memory://elsewhere")
    assert not files.exists(hashlib.sha256(PNG).hexdigest())


def test_file_and_folders_are_on_the_disk_before_keep_returns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SAFETY 15. Red once with the rename before the first sync."""
    steps: list[str] = []
    real_sync, real_replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda it: (steps.append("sync"), real_sync(it)))
    monkeypatch.setattr(os, "replace", lambda a, b: (steps.append("rename"), real_replace(a, b)))
    files.keep(PNG)
    assert steps == ["sync", "rename", "sync", "sync"]


def test_a_broken_write_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SAFETY 15. Red once with the file written in place."""

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        files.keep(PNG)
    assert not files.exists(hashlib.sha256(PNG).hexdigest())
    assert list(folder.glob("writing-*")) == []


def test_damage_is_noticed_and_keeping_again_heals_it(folder: Path) -> None:
    """Red once with `read` returning whatever is stored."""
    sha256 = files.keep(PNG).sha256
    path = files.local_path(sha256)
    assert path is not None
    path.write_bytes(PNG[:-1] + b"!")
    assert not files.intact(sha256)
    with pytest.raises(files.DamagedFile):
        files.read(sha256)
    files.keep(PNG)
    assert files.read(sha256) == PNG


def test_the_sweep_removes_old_files_that_no_row_names(folder: Path) -> None:
    """SAFETY 15. Red once with the condition on `known` left out (the named file went)."""
    named, orphan, fresh = kept_long_ago(b"named"), kept_long_ago(b"orphan"), files.keep(b"fresh").sha256
    assert files.sweep([named]) == (orphan,)
    assert [files.exists(sha256) for sha256 in (named, orphan, fresh)] == [True, False, True]


def test_the_sweep_works_in_another_store(store: str) -> None:
    named, orphan = files.keep(b"named").sha256, files.keep(b"orphan").sha256
    assert files.sweep([named]) == ()
    assert files.sweep([named], grace=AT_ONCE) == (orphan,)
    assert [files.exists(sha256) for sha256 in (named, orphan)] == [True, False]


def test_keeping_an_orphan_again_saves_it_from_the_sweep(folder: Path) -> None:
    """Red once with `keep` leaving a file alone that is there already: the row that follows would name nothing."""
    orphan = kept_long_ago(b"orphan")
    files.keep(b"orphan")
    assert files.sweep(["0" * 64]) == ()
    assert files.exists(orphan)


def test_the_sweep_clears_what_broken_writes_left(folder: Path) -> None:
    named = files.keep(b"named").sha256
    (folder / "writing-abc").write_bytes(b"half")
    files.sweep([named])
    assert list(folder.glob("writing-*")) == []


def test_the_rows_are_asked_while_nobody_can_keep(folder: Path) -> None:
    """SAFETY 15. Red once with a shared lock for the sweep."""
    named = kept_long_ago(b"named")

    def known() -> list[str]:
        with open(folder / ".files.lock", "ab") as other, pytest.raises(BlockingIOError):
            flock(other, LOCK_EX | LOCK_NB)
        with open(folder / ".files.lock", "ab") as other, pytest.raises(BlockingIOError):
            flock(other, files.LOCK_SH | LOCK_NB)
        return [named]

    assert files.sweep(known) == ()


def test_a_store_beside_an_empty_database_is_left_alone(folder: Path) -> None:
    """Red once without the condition: a wrong DATABASE_URL would have emptied the store."""
    sha256 = kept_long_ago(b"from another database")
    assert files.sweep([]) == ()
    assert files.exists(sha256)
