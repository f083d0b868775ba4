"""People at real browsers before a real server: each in a context of his own, in Indonesian and in western Indonesian time."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from models.people import Person
from tests.cast import PASSWORD
from tests.journeys.screen import PATIENCE, Screen
from tests.journeys.server import Server, running

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

Visit = Callable[..., Screen]
failed: pytest.StashKey[bool] = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember a failure until the screens are put away: they are photographed then."""
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium; without one the journeys fail, on every machine: a journey that was left out proves nothing."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Journeys need Chromium: sudo apt-get install -y chromium", pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        yield found
        found.close()


@pytest.fixture
def server(engine: str, tmp_path: Path) -> Iterator[Server]:
    """A fresh one on the test's own database: with the cast where the test asks for the cast, else empty."""
    with running(tmp_path / "server.log") as one:
        yield one


@pytest.fixture
def visit(server: Server, browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visit]:
    """`visit(person, "/draf", phone=True)`: that person at a device of his own, signed in there; None stays outside.

    No journey may need what the policy of the browser refuses, or a host that isn't ours.
    """
    screens: list[Screen] = []

    def come(person: Person | None = None, path: str = "/", phone: bool = False, dark: bool = False) -> Screen:
        context = browser.new_context(
            locale="id-ID", timezone_id="Asia/Jakarta", viewport=PHONE if phone else DESK, has_touch=phone, is_mobile=phone,
            color_scheme="dark" if dark else "light", reduced_motion="reduce", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        screen = Screen(context.new_page(), server.url)
        screens.append(screen)
        screen.open(path)
        return screen.sign_in(person.username, PASSWORD) if person else screen

    yield come
    for place, screen in enumerate(screens):
        if request.node.stash.get(failed, False):
            picture = tmp_path / f"screen-{place}.png"
            screen.page.screenshot(path=picture)
            request.node.add_report_section("teardown", "screen", f"{screen.page.url} looked like {picture}")
        screen.page.context.close()
    if request.node.stash.get(failed, False):
        request.node.add_report_section("teardown", "server", server.printed.read_text("utf-8", "replace"))
    assert [one for screen in screens for one in (*screen.refused, *screen.outside)] == []
