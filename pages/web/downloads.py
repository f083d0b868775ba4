"""`/unduh/<slug>`: a document for everybody, counted by day without knowing who fetched it (S4.1); a code leads to a certificate."""

import re
import time
from collections import OrderedDict
from threading import Lock
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from data import files
from data.database import reading, transaction
from models.errors import OutOfDate
from models.results.documents import Document, DownloadDay
from pages.web.certificates import checked
from pages.web.survey import address

ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|telegram|curl|wget|python-|go-http|monitor|headless|whatsapp", re.I
)
PER_MINUTE = 30
SAME = 60.0  # seconds in which one address counts once for one document
KEPT = 5_000
_seen: OrderedDict[tuple[str, str], float] = OrderedDict()
_hits: OrderedDict[str, list[float]] = OrderedDict()
_lock = Lock()


def download(request: Request) -> Response:
    """The file, or the way to the official address; 404 for unknown and closed ones alike, 429 for floods."""
    where = address(request)
    if _floods(where):
        return PlainTextResponse("Terlalu banyak permintaan. Coba lagi sebentar lagi.", 429, headers={"Retry-After": "60"})
    with reading() as session:
        document = Document.open_at(request.path_params["slug"], session)
    if document is None:
        return checked(request.path_params["slug"], request) or PlainTextResponse("Dokumen tidak ditemukan.", 404)
    if document.url:
        response: Response = RedirectResponse(document.url, 302)
    else:
        try:
            data = files.read(document.sha256 or "")
        except OSError:
            return PlainTextResponse("Dokumen tidak ditemukan.", 404)
        named = f"attachment; filename*=UTF-8''{quote(document.slug)}.pdf"
        response = Response(data, media_type="application/pdf", headers={"Content-Disposition": named})
    if _counts(request, where, document.slug):
        _count(document)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _count(document: Document) -> None:
    for _ in range(3):
        try:
            with transaction() as session:
                DownloadDay.count_one(document, session)
            return
        except OutOfDate:  # another visitor was the first of the day an instant before
            continue


def _counts(request: Request, where: str, slug: str) -> bool:
    """People who fetch it: no HEAD, no robot, no later piece of one download, nobody twice within a minute."""
    agent = request.headers.get("user-agent", "")
    piece = request.headers.get("range", "")
    if request.method != "GET" or not agent or ROBOTS.search(agent) or (piece and not piece.startswith("bytes=0-")):
        return False
    moment = time.monotonic()
    with _lock:
        again = moment - _seen.get((where, slug), -SAME) < SAME
        _seen[(where, slug)] = moment
        while len(_seen) > KEPT:
            _seen.popitem(last=False)
    return not again


def _floods(where: str) -> bool:
    """Kept in memory for a minute only: an address is never written down."""
    moment = time.monotonic()
    with _lock:
        recent = [one for one in _hits.pop(where, []) if moment - one < 60][-PER_MINUTE:]
        _hits[where] = [*recent, moment]
        while len(_hits) > KEPT:
            _hits.popitem(last=False)
    return len(recent) >= PER_MINUTE
