"""The guard at the door, in plain ASGI: every request and every socket passes here before Streamlit sees it."""

import secrets

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import settings
from pages.web import opening, visitor
from pages.web.headers import SEALED, security_headers

IDENTITY = b"x-simpul-browser"  # server.trustedUserHeaders maps it to st.user.browser
READS = ("GET", "HEAD", "OPTIONS")
CLOSED = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/script-health-check", "/component", "/auth", "/oauth2callback", "/app/static")
UPLOADS = "/_stcore/upload_file/"
MEDIA = "/media/"
NO_COOKIE = ("/kalender.ics", "/s/", "/unduh/")
SMALL_BODY = 64 * 1024
YEAR = 365 * 24 * 3600


class Guard:
    """Origin, identity, session and size are checked before anything is read; each answer leaves with its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = HTTPConnection(scope)
        if is_ours(asked):
            await opening.imported()
            await self.app(introduced(scope, asked), receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = HTTPConnection(scope)
        refused = await refusal(asked)
        answer = self.app if refused is None else Response(status_code=refused)
        await answer(introduced(scope, asked), receive, self._dressed(asked, send))

    def _dressed(self, asked: HTTPConnection, send: Send) -> Send:
        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if path_of(asked).startswith(MEDIA):
                    headers.update({"Content-Security-Policy": SEALED, "Cache-Control": "private, no-cache"})
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if _is_page_load(asked) and not visitor.browser_at(asked):  # on 304 too: a browser may keep the page and lose the cookie
                    headers.append("Set-Cookie", visitor.cookie(visitor.BROWSER, secrets.token_urlsafe(32), YEAR, asked))
            await send(message)

        return out


def introduced(scope: Scope, asked: HTTPConnection) -> Scope:
    """The same request with our word on which browser it is, and never the client's own."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != IDENTITY]
    if browser := visitor.browser_at(asked):
        headers.append((IDENTITY, browser.encode()))
    if came_by_public_address(asked):  # a proxy may have put its own Host; Streamlit compares it with Origin once more
        host = asked.headers["origin"].split("://", 1)[1].encode()
        headers = [(name, value) for name, value in headers if name.lower() != b"host"] + [(b"host", host)]
    return {**scope, "headers": headers}


async def refusal(asked: HTTPConnection) -> int | None:
    """The status to answer with instead of serving, found without reading the body."""
    path, method = path_of(asked), asked.scope["method"]
    if path.startswith(CLOSED) or "\0" in path:  # no address has a NUL, and PostgreSQL breaks over one in what is looked up
        return 404
    if method not in READS:
        if not is_ours(asked):
            return 403
        if wrong_size := _wrong_size(asked, _largest_upload() if path.startswith(UPLOADS) else SMALL_BODY):
            return wrong_size
    if path.startswith((UPLOADS, MEDIA)) and await run_in_threadpool(visitor.person_at, asked) is None:
        return 403
    return None


def is_ours(asked: HTTPConnection) -> bool:
    """Origin is the host that was asked, or the public address; browsers send one with every socket and every change."""
    host, origin = asked.headers.get("host", ""), asked.headers.get("origin", "").lower()
    return origin in (f"http://{host}", f"https://{host}") or came_by_public_address(asked)


def came_by_public_address(asked: HTTPConnection) -> bool:
    public = settings.public_url()
    return public is not None and asked.headers.get("origin", "").lower() == public.lower()


def path_of(asked: HTTPConnection) -> str:
    path: str = asked.scope["path"]
    return path.removeprefix(asked.scope.get("root_path", ""))


def _wrong_size(asked: HTTPConnection, limit: int) -> int | None:
    if "transfer-encoding" in asked.headers:
        return 411
    stated = asked.headers.get("content-length", "0")
    if not (stated.isascii() and stated.isdigit()):
        return 400
    return 413 if int(stated) > limit else None


def _largest_upload() -> int:
    megabytes: int = st.get_option("server.maxUploadSize")
    return megabytes * 1024 * 1024


def _is_page_load(asked: HTTPConnection) -> bool:
    """Neither a calendar program nor who answers a survey gets a cookie to follow them by."""
    wants_page = asked.scope["method"] in READS and "text/html" in asked.headers.get("accept", "")
    return wants_page and not path_of(asked).startswith(NO_COOKIE)
