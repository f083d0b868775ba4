"""Who is at the screen, and the two doors as a page uses them; the only place that owns identity in st.session_state."""

import logging
import secrets
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from textwrap import shorten
from typing import Any, ParamSpec
from urllib.parse import urlsplit

import streamlit as st
from sqlmodel import Session

from data import database
from data.wording import say, sentence
from models.actors import Actor
from models.errors import NotAllowed, NotFound, Refused
from models.issues import Issue
from models.people import Person
from models.programmes import Programme
from models.sessions import SignIn, digest
from pages.ui.addressing import PROGRAMME
from pages.web.visitor import BROWSER, SESSION

Given = ParamSpec("Given")
log = logging.getLogger("simpul")
TOAST = 90  # letters; a longer one offers "view more" in English, and the whole stands on the page
_here = threading.local()


def me() -> Actor:
    """Who looks at this run, with today's roles; a run whose session died starts again at the sign-in form; callbacks ask `signed_in`."""
    actor = visitor()
    if actor is None:
        st.rerun()
    return actor


def visitor() -> Actor | None:
    """Like `me`, None when signed out; asked once per run: one indexed SELECT and the roles."""
    session = db()
    if not hasattr(_here, "actor"):
        _here.actor = _actor(session)
    return _here.actor  # type: ignore[no-any-return]


def signed_in(session: Session) -> Actor:
    """Who acts, asked anew inside the transaction: session alive, person active, roles of today (NotAllowed)."""
    actor = _actor(session)
    if actor is None:
        raise NotAllowed(Issue("person", "signed_out"))
    return actor


def db() -> Session:
    """The reading session of this run; outside one (a plain fragment, a callback) a fresh one that ends with the script's thread."""
    if getattr(_here, "session", None) is None:
        held = ExitStack()
        _here.session = held.enter_context(database.reading())
        _here.borrowed = weakref.finalize(threading.current_thread(), held.close)
    return _here.session  # type: ignore[no-any-return]


@contextmanager
def view() -> Iterator[None]:
    """One reading for one run; what is drawn inside another view shares it."""
    _give_back()
    if getattr(_here, "session", None) is not None:
        yield
        return
    with database.reading() as session:
        _here.session = session
        try:
            yield
        finally:
            _forget()


def fragment(draw: Callable[Given, None]) -> Callable[Given, None]:
    """st.fragment with a reading of its own and its own messages when it runs alone; use it instead of st.fragment."""

    @wraps(draw)
    def alone(*args: Given.args, **kwargs: Given.kwargs) -> None:
        outside = getattr(_here, "session", None) is None or hasattr(_here, "borrowed")
        with view():
            if outside:
                show_notices()
            with telling():
                draw(*args, **kwargs)
            show_notices()

    return st.fragment(alone)


@contextmanager
def attempt(done: str | None = None, then: Callable[[], Any] | None = None) -> Iterator[Session]:
    """A change: committed, `done` said and `then` called; or rolled back, with every reason in the user's words."""
    with telling():
        with database.transaction() as session:
            yield session
        _give_back()
        if then:
            then()
        if done:
            notice("done", done)


@contextmanager
def telling() -> Iterator[None]:
    """A refusal becomes its sentences; the unexpected is logged and told by a short reference, never by a traceback."""
    try:
        yield
    except Refused as refused:
        notice("refused", *(sentence(issue) for issue in refused.issues))
    except Exception:
        reference = secrets.token_hex(3).upper()
        log.exception("fault %s", reference)
        notice("fault", say("pages.fault", reference=reference))


def notice(kind: str, *lines: str) -> None:
    """Say something at the next drawing: `done` (passing), `info`, `refused` or `fault` (they stay until the next run)."""
    st.session_state.setdefault("notices", []).append([kind, *lines])


def show_notices(in_dialog: bool = False) -> None:
    """Draw what was said, once; in a dialog no toast repeats it on the page behind."""
    for kind, *lines in st.session_state.pop("notices", []):
        if kind == "done":
            st.toast(lines[0], icon=":material/check_circle:")
        elif kind == "info":
            st.info("\n\n".join(lines), icon=":material/info:")
        else:
            text = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
            icon = ":material/block:" if kind == "refused" else ":material/error:"
            st.error(text, icon=icon)
            if not in_dialog:
                st.toast(shorten(lines[0], TOAST, placeholder=" …"), icon=icon, duration="long")  # the page may be scrolled far below


def programmes() -> list[Programme]:
    """Those this person has a part in."""
    if not hasattr(_here, "programmes"):
        _here.programmes = Programme.visible(me(), db())
    return _here.programmes  # type: ignore[no-any-return]


def programme_choice() -> int | None:
    """The programme chosen in the frame, None for all; a value that isn't on offer counts as none."""
    chosen, offered = st.session_state.get(PROGRAMME), programmes()
    if len(offered) == 1:
        return offered[0].id
    return chosen if chosen in {one.id for one in offered} else None


def cookie_hash(name: str) -> str:
    """SHA-256 of a cookie as this socket's handshake brought it; '' when there is none."""
    return digest(st.context.cookies.get(name))


def token() -> str:
    """Hash of the session token: from the sign-in of this run's tab, else from the cookie."""
    return st.session_state.get("session") or cookie_hash(SESSION)


def enter(opened: tuple[str, str]) -> None:
    """After the form: token hash, and the ticket that the bridge swaps for the cookie."""
    st.session_state.update(session=opened[0], ticket=opened[1], leaving=False)
    _forget_who()


def leave() -> None:
    """End this session everywhere: server first, then the cookie."""
    with database.transaction() as session:
        SignIn.revoke(token(), session)
    st.session_state.update(session=None, ticket=None, leaving=True)
    _forget_who()


def forget_the_dead() -> None:
    """A session that ended elsewhere: its token and ticket would only keep the form from showing."""
    if st.session_state.get("session"):
        st.session_state.update(session=None, ticket=None)


def browser() -> str:
    """The hash that binds a session to this browser; '' when it refuses cookies."""
    return cookie_hash(BROWSER)


def address() -> str:
    """Where the visitor comes from, for the throttle; behind a proxy on this machine what that proxy says; '' when nobody can tell."""
    found = st.context.ip_address
    if found is None:
        found = st.context.headers.get("X-Forwarded-For")
    return found.rsplit(",", 1)[-1].strip() if isinstance(found, str) else ""


def place() -> str:
    """The last part of the address in the browser, '' for the first page and where nobody can tell."""
    here = st.context.url
    return urlsplit(here).path.rpartition("/")[2] if isinstance(here, str) else ""


def _actor(session: Session) -> Actor | None:
    visit = SignIn.visit(token(), browser(), session)
    try:
        return Person.acting(visit[0], session, room=visit[1]) if visit else None
    except NotFound:
        return None


def _give_back() -> None:
    """A borrowed reading is older than what was just written, or than the run that begins."""
    if hasattr(_here, "borrowed"):
        _here.borrowed()
        _forget()


def _forget() -> None:
    _here.__dict__.clear()


def _forget_who() -> None:
    for name in ("actor", "programmes"):
        _here.__dict__.pop(name, None)
