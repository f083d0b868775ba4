"""The form and the password check are streamlit-authenticator's; sessions, throttle and cookie are ours: two of its objects are swapped."""

import re
from typing import Any
from urllib.parse import urljoin

import streamlit as st
import streamlit_authenticator
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel

from data import start
from data.database import reading, transaction
from data.wording import say
from models import passwords
from models.people import Person
from models.programmes import Office
from models.sessions import SignIn, admit
from pages.ui import session

FIELDS = {"Form name": "Masuk", "Username": "Nama pengguna", "Password": "Kata sandi", "Login": "Masuk"}
DEVICES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
CARRY = """
export default function ({ data }) {
  if (!data || document.carriedBySimpul === data.body) return;  // drawn again on every run, carried once
  document.carriedBySimpul = data.body;
  if (data.reload) {                                            // on a shared phone nothing stays behind of who leaves
    try { for (const key of Object.keys(localStorage)) if (/^simpul-/.test(key)) localStorage.removeItem(key); } catch { /* forbidden */ }
  }
  fetch(data.address, { method: "POST", body: data.body }).then(
    (answer) => { if (data.reload || !answer.ok) location.reload(); },
    () => { document.carriedBySimpul = null; }                  // no network: the next run tries again
  );
}
"""
bridge = st.components.v2.component("simpul_bridge", html="<span></span>", js=CARRY)


def show_sign_in() -> None:
    """Instead of any page while nobody is signed in; the address stays, so a deep link goes on to its page afterwards."""
    with st.container(horizontal=True, horizontal_alignment="center"), st.container(width=420):
        st.title("Simpul", anchor=False)
        st.caption(say("pages.purpose"))
        if not session.browser():
            st.error(say("pages.cookies_refused"), icon=":material/cookie_off:")
        if start.first_run(session.db()):
            st.info(say("pages.nobody_yet"), icon=":material/key:")
        show_form()


def show_way_in() -> None:
    """From a page that is seen signed out, to the form."""
    st.page_link(st.Page(show_sign_in, title="Masuk", default=True), label="Masuk", icon=":material/login:")


def show_form() -> None:
    days = Office.own_device_limit(session.db())
    own = days > 0 and st.checkbox(f"Ini ponsel saya sendiri (tetap masuk {days} hari)", key="own_device")
    form = Form(own_device=own)
    form.login(fields=FIELDS)
    if form.opened:
        st.rerun()
    if form.refused:
        st.error(say("pages.sign_in_refused"), icon=":material/block:")
    st.caption(say("pages.password_forgotten"))


def mount_bridge() -> None:
    """Last in the frame on every run, so that no rerun loses it: hands over the ticket, or takes the cookie back."""
    if st.session_state.get("leaving"):
        bridge(data={"address": "/keluar", "body": "keluar", "reload": True}, key="leave")
    elif ticket := st.session_state.get("ticket"):
        bridge(data={"address": "/sesi", "body": ticket, "reload": False}, key="enter")


def asset(name: str) -> str | None:
    """The address of a picture that may be seen before sign-in; None where the server doesn't know its own (tests)."""
    here = st.context.url
    return urljoin(here, f"/aset/{name}") if isinstance(here, str) else None


def device(agent: object) -> str:
    """Chrome di Android: enough to recognise one's own sessions."""
    if not isinstance(agent, str):
        return ""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Peramban")
    place = next((name for mark, name in DEVICES if re.search(rf"\b{mark}", agent)), "")
    return f"{browser} di {place}" if place else browser


class Credentials(AuthenticationModel):  # type: ignore[misc]
    """Asks the database instead of a file; bcrypt runs between two short looks at it, and just as long for unknown names."""

    def __init__(self, *, own_device: bool) -> None:
        super().__init__({"usernames": {}}, auto_hash=False)
        self.own_device = own_device
        self.opened: tuple[str, str] | None = None

    def check_credentials(self, username: str, password: str) -> bool:
        browser = session.browser()
        with reading() as look:
            person = Person.named(username, look)
            stored = person.password_hash if person else ""
        good = passwords.matches(password, stored)
        with transaction() as change:
            person = admit(username, stored, good, session.address(), browser, change)
            if person and browser:
                agent = st.context.headers.get("User-Agent")
                self.opened = SignIn.open(person, browser, change, own_device=self.own_device, device=device(agent))
                self.credentials["usernames"][username] = {"name": person.name, "email": "", "password": "", "roles": []}
        return self.opened is not None

    def _record_failed_login_attempts(self, username: str, reset: bool = False) -> None:
        """The throttle of models.sessions counts."""


class NoCookie:
    """Stands in for the package's own cookie, which any script could read and replay."""

    def __init__(self, credentials: Credentials) -> None:
        self.credentials = credentials

    def get_cookie(self) -> None:
        return None

    def set_cookie(self) -> None:
        if self.credentials.opened:
            session.enter(self.credentials.opened)
            st.session_state["authentication_status"] = None  # our gate decides, not this flag


class Form(streamlit_authenticator.Authenticate):  # type: ignore[misc]
    """The package's login form without its own __init__, which would mount the cookie's iframe."""

    def __init__(self, *, own_device: bool) -> None:
        self.credentials = Credentials(own_device=own_device)
        self.path: str | None = None
        self.attrs: dict[str, Any] = {"login_sleep_time": 0}  # else each signed-out run sleeps
        self.cookie_controller = NoCookie(self.credentials)
        self.authentication_controller = AuthenticationController({"usernames": {}}, auto_hash=False)
        self.authentication_controller.authentication_model = self.credentials

    @property
    def opened(self) -> bool:
        return self.credentials.opened is not None

    @property
    def refused(self) -> bool:
        return st.session_state.get("authentication_status") is False
