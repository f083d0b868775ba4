"""A file goes to those who may see a content that carries it, and to nobody else."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import files as store
from models.actors import Actor, ActorKind
from models.content.media import Media
from models.errors import NotFound
from models.people import Person
from models.sessions import SignIn
from pages.web import files
from pages.web.routes import routes


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[TestClient]:
    store.configure(tmp_path)
    yield TestClient(Starlette(routes=list(routes)))
    store.configure(None)


@pytest.fixture
def seen_by(monkeypatch: pytest.MonkeyPatch):
    """`seen_by(sha256, …)`: a signed-in person for whom only these files exist."""

    def known(*hashes: str) -> None:
        monkeypatch.setattr(SignIn, "visit", lambda *_: (7, None))
        monkeypatch.setattr(Person, "acting", lambda person_id, session, room=None: Actor(ActorKind.PERSON, person_id, "Rina"))
        found = SimpleNamespace(name="banjir, Sungailiat.png")
        monkeypatch.setattr(Media, "carrying", lambda sha256, actor, session: found if sha256 in hashes else None)
        for kind in files.CARRIERS[1:]:
            monkeypatch.setattr(kind, "carrying", lambda sha256, actor, session: None)

    return known


def png() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (64, 64), "navy").save(drawn, "PNG")
    return drawn.getvalue()


def test_a_picture_is_shown_to_somebody_who_sees_its_content(visit: TestClient, seen_by) -> None:
    kept = store.keep(png())
    seen_by(kept.sha256)

    shown = visit.get(f"/berkas/{kept.sha256}")

    assert hashlib.sha256(shown.content).hexdigest() == kept.sha256
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["content-disposition"] == "inline; filename*=utf-8''banjir%2C%20Sungailiat.png"
    assert "sandbox" in shown.headers["content-security-policy"]


def test_without_a_session_no_file_exists(visit: TestClient) -> None:
    """Seen red with the session check taken out of `_visible`."""
    kept = store.keep(png())
    assert visit.get(f"/berkas/{kept.sha256}").status_code == 404


def test_anothers_file_and_no_file_look_the_same(visit: TestClient, seen_by) -> None:
    """Seen red with a file served because it exists."""
    foreign, missing = store.keep(png()).sha256, "0" * 64
    seen_by(missing)

    answers = [visit.get(f"/berkas/{name}") for name in (foreign, missing, "A" * 64)]

    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b"")}
    assert visit.get("/berkas/..%2f..%2fapp.py").status_code == 404


def test_a_person_who_was_switched_off_meanwhile_finds_nothing(visit: TestClient, seen_by, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = store.keep(png())
    seen_by(kept.sha256)

    def nobody(*_: object, **__: object) -> None:
        raise NotFound

    monkeypatch.setattr(Person, "acting", nobody)
    assert visit.get(f"/berkas/{kept.sha256}").status_code == 404


def test_what_could_run_in_a_browser_is_only_saved(visit: TestClient, seen_by) -> None:
    """Seen red with every type inline."""
    kept = store.keep(b"<html><script>alert(1)</script></html>")
    seen_by(kept.sha256)

    saved = visit.get(f"/berkas/{kept.sha256}")

    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=90-", 90, 99), ("bytes=-10", 90, 99), ("bytes=95-400", 95, 99), ("bytes=-400", 0, 99)],
)
def test_a_player_gets_the_piece_it_asks_for(visit: TestClient, seen_by, asked: str, first: int, last: int) -> None:
    data = bytes(range(100))
    kept = store.keep(data)
    seen_by(kept.sha256)

    piece = visit.get(f"/berkas/{kept.sha256}", headers={"Range": asked})

    assert piece.status_code == 206
    assert piece.content == data[first : last + 1]
    assert piece.headers["content-range"] == f"bytes {first}-{last}/100"


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,5-6", "halaman=1"])
def test_an_odd_range_gets_the_whole_file(asked: str) -> None:
    assert files.asked_range(asked, 100) is None


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=9-5", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(visit: TestClient, seen_by, asked: str) -> None:
    kept = store.keep(bytes(100))
    seen_by(kept.sha256)

    assert visit.get(f"/berkas/{kept.sha256}", headers={"Range": asked}).status_code == 416


def test_a_browser_that_has_it_asks_for_permission_only(visit: TestClient, seen_by) -> None:
    """Seen red with the 304 before the right was asked."""
    kept = store.keep(png())
    known = {"If-None-Match": f'"{kept.sha256}"'}

    assert visit.get(f"/berkas/{kept.sha256}", headers=known).status_code == 404
    seen_by(kept.sha256)
    assert visit.get(f"/berkas/{kept.sha256}", headers=known).status_code == 304
