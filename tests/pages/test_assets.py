"""What /aset and the health address serve, and that vendored files are the ones their makers released."""

import hashlib
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from pages.web.assets import ASSETS, VENDOR
from pages.web.routes import routes

RELEASES = tomllib.loads((VENDOR / "VENDORED.toml").read_text("utf-8"))["release"]


@pytest.fixture
def visit() -> TestClient:
    return TestClient(Starlette(routes=list(routes)))


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release["name"])
def test_a_vendored_release_is_unmodified_and_says_where_it_is_from(release: dict) -> None:
    folder = VENDOR / f"{release['name']}-{release['version']}"

    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()} == release["sha256"]
    assert release["licence"]
    assert (folder / release["licence_file"]).is_file()
    assert release["source"].startswith("https://")
    assert release["version"] in release["source"]


def test_nothing_is_vendored_without_its_entry() -> None:
    listed = {f"{release['name']}-{release['version']}" for release in RELEASES}

    assert {folder.name for folder in VENDOR.iterdir() if folder.is_dir()} == listed


def test_the_font_lies_where_the_theme_looks_for_it(visit: TestClient) -> None:
    face = st.get_option("theme.fontFaces")[0]
    served = visit.get(face["url"])

    assert served.status_code == 200
    assert served.headers["content-type"] == "font/woff2"
    assert served.headers["cache-control"] == "public, max-age=86400"
    assert st.get_option("theme.font").startswith(face["family"])


def test_an_address_with_a_version_is_kept_for_a_year(visit: TestClient) -> None:
    served = visit.get("/aset/public-sans-5.3.0/public-sans-latin-wght-normal.woff2")

    assert served.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path", ["vendor/VENDORED.toml", "public-sans-5.3.0/LICENSE", "../session.py", "..%2Fsession.py", "tidak-ada.png", ""]
)
def test_the_shelf_holds_nothing_else(visit: TestClient, path: str) -> None:
    assert visit.get(f"/aset/{path}").status_code == 404


@pytest.mark.parametrize("name", ["logo.svg", "mark.svg"])
def test_the_logo_stands_alone(visit: TestClient, name: str) -> None:
    drawn = visit.get(f"/aset/{name}")

    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "<text" not in drawn.text
    assert "href" not in drawn.text
    assert "url(" not in drawn.text


def test_the_browser_tab_shows_our_icon(visit: TestClient) -> None:
    assert visit.get("/favicon.png").content == (ASSETS / "icon.png").read_bytes()


def test_health_answers_while_the_database_does(visit: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with an answer that asks nobody: a lost database looked healthy."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ada.db'}")
    assert visit.get("/healthz").json() == {"status": "ok"}

    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'tidak' / 'ada.db'}")
    assert visit.get("/healthz").status_code == 503
