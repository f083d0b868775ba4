"""One person at one browser: what he opens, types, chooses, presses and sees, in the words on the screen."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from playwright.sync_api import Locator, Page, TimeoutError, expect

Text = str | re.Pattern[str]
PATIENCE = 30_000  # milliseconds


# Streamlit's own wire: a rerun asked for starts with field 11 of BackMsg, a run that ended is a short ForwardMsg whose last field is 6.
WATCH = """
(() => {
  const say = (state) => document.documentElement?.setAttribute("data-run", state);
  const socket = window.WebSocket;
  const send = socket.prototype.send;
  const ended = (bytes) => bytes.length < 128 && bytes.at(-2) === 0x30 && bytes.at(-1) !== 2;
  socket.prototype.send = function (bytes) {
    if (!this.heardBySimpul) {
      this.heardBySimpul = true;
      this.addEventListener("message", (one) => { if (ended(new Uint8Array(one.data))) say("ended"); });
    }
    if (new Uint8Array(bytes)[0] === 0x5a) say("asked");
    return send.call(this, bytes);
  };
})();
"""


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
        page.add_init_script(WATCH)
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
        """Through the form that stands there, until the browser has its cookie: an address typed before that would ask again."""
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi", exact=True).fill(password)
        with self.page.expect_response(f"{self.url}/sesi"):
            self.page.get_by_role("button", name="Masuk").click()
        expect(self.page.get_by_label("Kata sandi", exact=True)).to_have_count(0)
        return self.settle()

    def settle(self) -> "Screen":
        """Until the run that was asked for has ended and stands on the screen."""
        expect(self.page.locator("html")).to_have_attribute("data-run", "ended")
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

    def agree(self, button: str) -> "Screen":
        """The button of the open dialog: the same word may stand on the page behind it."""
        self.page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
        return self.settle()

    def pick(self, menu: Text, item: str) -> "Screen":
        """One entry of a button that opens a menu."""
        self.press(menu)
        self.page.get_by_role("menuitem", name=item).or_(self.page.get_by_text(item, exact=True)).first.click()
        return self.settle()

    def download(self, button: str) -> bytes:
        """What the browser gets to keep."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("button", name=button).filter(visible=True).first.click()
        self.settle()
        return coming.value.path().read_bytes()

    def follow(self, link: Text) -> "Screen":
        self.page.get_by_role("link", name=link).filter(visible=True).first.click()
        return self.settle()

    def turn_to(self, tab: str) -> "Screen":
        self.page.get_by_role("tab", name=tab).click()
        return self.settle()

    def fill(self, label: Text, text: str, exact: bool = False) -> "Screen":
        """Type and leave the input, as a person does; only then does the server hear of it."""
        box = self.page.get_by_label(label, exact=exact).and_(self.page.locator("input, textarea")).first
        box.fill(text)
        box.press("Tab")
        return self.settle()

    def choose(self, label: Text, *options: str) -> "Screen":
        """In a select box, one; in one for several, each in turn: found by typing its beginning."""
        for option in options:
            box = self.page.get_by_role("combobox", name=label).first
            box.scroll_into_view_if_needed()  # a list that opens out of sight closes again
            self._pick(box, option)
            self.settle()
            if self.page.get_by_role("listbox").count():
                self.page.keyboard.press("Escape")  # one for several stays open, and hides the rest from readers
        return self

    def _pick(self, box: Locator, option: str, tries: int = 3) -> None:
        """A list closes when the page is drawn anew under it: then it is opened again, as a person does."""
        choice = self.page.get_by_role("option", name=option).first
        for left in reversed(range(tries)):
            box.fill("")
            box.fill(option)
            try:
                choice.click(timeout=PATIENCE / tries)
                return
            except TimeoutError:
                if not left:
                    raise

    def tick(self, label: Text) -> "Screen":
        """A check box, a radio button, a segment or a pill of that name."""
        self.page.get_by_text(label, exact=isinstance(label, str)).filter(visible=True).first.click()
        return self.settle()

    def answer(self, item: str, answer: str) -> "Screen":
        """One item of a checklist, by the beginning of its question."""
        choice = self.page.get_by_role("radiogroup", name=item).get_by_role("radio", name=re.compile(f"{answer}$"))
        if not choice.is_checked():  # a second click would take the answer back
            choice.click()
        return self.settle()

    def answer_all(self, answer: str) -> "Screen":
        """Every item that isn't answered so, once all of them stand on the screen."""
        counted = self.page.get_by_text(re.compile(r"\d+ dari \d+ dijawab")).first.inner_text()
        items = int(re.findall(r"\d+", counted)[-1])
        choices = self.page.get_by_role("radio", name=re.compile(f"{answer}$"))
        expect(choices).to_have_count(items)
        for place in range(items):
            if not choices.nth(place).is_checked():
                choices.nth(place).click()
                self.settle()
        return self

    def set_day(self, label: str, day: date) -> "Screen":
        """Typed as digits, from part to part, as it is done by keyboard; a moment with its hour and minute."""
        self.page.get_by_role("spinbutton", name=re.compile(f"^day, {label}")).first.focus()
        self.page.keyboard.type(day.strftime("%d%m%Y%H%M" if isinstance(day, datetime) else "%d%m%Y"))
        self.page.keyboard.press("Escape")  # closes the calendar, if one opened, and keeps what was typed
        self.page.locator(":focus").blur()
        return self.settle()

    def upload(self, files: Upload | Sequence[Upload], place: int = 0) -> "Screen":
        inputs = self.page.get_by_test_id("stFileUploader").locator("input[type=file]")
        inputs.nth(place).set_input_files(files if isinstance(files, dict) else list(files))
        return self.settle()
