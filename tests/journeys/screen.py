"""One person at one browser: what he opens, types, chooses, presses and sees, in the words on the screen."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from playwright.sync_api import Locator, Page, expect

Text = str | re.Pattern[str]


class Upload(TypedDict):
    """A file as Playwright hands it to a file input."""

    name: str
    mimeType: str
    buffer: bytes


class Screen:
    """`page` is Playwright's own, for whatever has no word here; every look waits until it is true or fails.

    `refused` is what the browser refused by policy, `outside` every address asked that isn't ours.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.refused: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda said: self.refused.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("request", lambda asked: None if asked.url.startswith((url, "blob:", "data:")) else self.outside.append(asked.url))

    def open(self, path: str = "/") -> "Screen":
        """Type an address; what lies behind it is up to whether somebody is signed in."""
        self.page.goto(self.url + path)
        return self.settle()

    def beside(self) -> "Screen":
        """Another tab of the same browser."""
        return Screen(self.page.context.new_page(), self.url)

    def sign_in(self, username: str, password: str) -> "Screen":
        """Through the form that stands there."""
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi", exact=True).fill(password)
        self.page.get_by_role("button", name="Masuk").click()
        expect(self.page.get_by_label("Kata sandi", exact=True)).to_have_count(0)
        return self.settle()

    def settle(self) -> "Screen":
        """Until the server has drawn what was asked for."""
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        return self

    def sees(self, text: Text) -> "Screen":
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def misses(self, text: Text) -> "Screen":
        expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)
        return self

    def sees_heading(self, text: Text) -> "Screen":
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()
        return self

    def press(self, button: Text, exact: bool = True) -> "Screen":
        """A button or a link that looks like one; the first of that name."""
        self.page.get_by_role("button", name=button, exact=exact).filter(visible=True).first.click()
        return self.settle()

    def follow(self, link: Text) -> "Screen":
        self.page.get_by_role("link", name=link).filter(visible=True).first.click()
        return self.settle()

    def fill(self, label: Text, text: str, exact: bool = False) -> "Screen":
        """Type and leave the input, as a person does; only then does the server hear of it."""
        box = self.page.get_by_label(label, exact=exact).and_(self.page.locator("input, textarea")).first
        box.fill(text)
        box.press("Tab")
        return self.settle()

    def choose(self, label: Text, *options: Text) -> "Screen":
        """In a select box, one; in one for several, each in turn."""
        for option in options:
            self.page.get_by_role("combobox", name=label).first.click()
            self.page.get_by_role("option", name=option).first.click()
            self.settle()
        if len(options) > 1:
            self.page.keyboard.press("Escape")
        return self

    def tick(self, label: Text) -> "Screen":
        """A check box, a radio button, a segment or a pill of that name."""
        self.page.get_by_text(label, exact=isinstance(label, str)).filter(visible=True).first.click()
        return self.settle()

    def set_day(self, label: Text, day: datetime) -> "Screen":
        return self.fill(label, day.strftime("%d/%m/%Y"))

    def upload(self, files: Upload | Sequence[Upload], place: int = 0) -> "Screen":
        inputs = self.page.get_by_test_id("stFileUploader").locator("input[type=file]")
        inputs.nth(place).set_input_files(files if isinstance(files, dict) else list(files))
        return self.settle()

    def block(self, text: Text) -> Locator:
        """The innermost bordered block that says this."""
        return self.page.get_by_test_id("stVerticalBlock").filter(has_text=text).last
