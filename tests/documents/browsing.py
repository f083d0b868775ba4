"""The verifier that opens in a browser, from a file:// address: what it says of a ZIP."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from data import documents

SCRIPT = Path(documents.__file__).parent / "periksa.html"


@contextmanager
def opened() -> Iterator[Page]:
    """Its page; whatever it asked of the network, or its own policy refused, fails at the end."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "the verifier needs Chromium: sudo apt-get install -y chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        page = browser.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.on("console", lambda one: said.append(one.text))
        page.on("pageerror", lambda one: said.append(str(one)))
        page.goto(SCRIPT.as_uri())
        yield page
        browser.close()
    assert [one for one in asked if not one.startswith(("file:", "blob:"))] == []
    assert said == []


def verdict(page: Page, packed: Path, seals: str = "") -> tuple[str, list[str]]:
    """Its last line, and what it calls broken."""
    page.fill("#segel", seals)
    page.set_input_files("#zip", str(packed))
    page.wait_for_function("name => document.getElementById('jalan').textContent === `Selesai: ${name}`", arg=packed.name)
    broken = page.eval_on_selector_all("#hal li.RUSAK", "found => found.map(one => one.textContent.slice(6))")
    return page.inner_text("#putusan"), broken
