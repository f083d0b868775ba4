"""The calendar for calendar programs: they bring no cookie, only a key that its owner can take back (A3.2)."""

import hashlib

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from data import settings
from data.database import reading
from data.wording import say
from models.errors import NotFound
from models.planning.subscribed import Subscription
from pages.web import ics, opening
from pages.web.headers import SEALED

KEY_LENGTH = 100


async def feed(request: Request) -> Response:
    """GET /kalender.ics?kunci=…: 200, 304, or 404 for every key that doesn't open.

    Not throttled: a key of 256 bits isn't guessed, a wrong one costs one indexed SELECT, and services like Google's ask
    for many people from one address.
    """
    await opening.imported()
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    try:
        with reading() as session:
            shown = Subscription.of(request.query_params.get("kunci", "")[:KEY_LENGTH], session)
    except NotFound:
        return PlainTextResponse(say("feeds.not_found"), status_code=404)
    body = ics.written(shown, settings.public_url() or str(request.base_url).rstrip("/"))
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Content-Security-Policy": SEALED}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="simpul.ics"'
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)
