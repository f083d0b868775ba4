"""Files by their hash: only for somebody who may see what carries them, piece by piece for a player."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from data import files, formats
from data.database import reading
from models.content.media import Media
from models.content.offers import Offer
from models.governance.evidence import Evidence
from models.governance.evidence_packages import EvidencePackage
from models.governance.innovation_proofs import InnovationProof
from models.governance.library import LibraryFile
from models.governance.trainings import TrainingFile
from models.public.hoaxes.files import HoaxFile
from models.replication.transfers import Transfer
from pages.web import visitor
from pages.web.headers import SEALED

CARRIERS = (Media, HoaxFile, LibraryFile, TrainingFile, Evidence, Offer, InnovationProof, EvidencePackage, Transfer)
Carrier = Media | HoaxFile | LibraryFile | TrainingFile | Evidence | InnovationProof | EvidencePackage | Transfer
SHOWN = frozenset({"image/png", "image/jpeg", "image/webp", "video/mp4", "video/webm"})
PIECE = 256 * 1024
HEAD = 4096
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Unsatisfiable(ValueError):
    """The range lies outside the file."""


def file(request: Request) -> Response:
    """GET /berkas/<sha256>: 200, 206, 304 or 416; everything that isn't this person's to see is 404."""
    sha256: str = request.path_params["sha256"]
    media = _visible(request, sha256)
    if media is None or not files.exists(sha256):
        return Response(status_code=404)
    headers = {"ETag": f'"{sha256}"', "Cache-Control": "private, no-cache", "Accept-Ranges": "bytes", "Content-Security-Policy": SEALED}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    size = files.size(sha256)
    try:
        span = asked_range(request.headers.get("range", ""), size)
    except Unsatisfiable:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    first, last = span or (0, size - 1)
    headers |= {"Content-Length": str(last - first + 1)} | ({"Content-Range": f"bytes {first}-{last}/{size}"} if span else {})
    kind, shown = _presented(sha256)
    headers["Content-Disposition"] = f"{shown}; filename*=utf-8''{quote(media.name, safe='')}"
    body = _pieces(sha256, first, last)
    return StreamingResponse(body, status_code=206 if span else 200, media_type=kind, headers=headers)


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None for the whole file, also where the header is no single range."""
    asked = RANGE.fullmatch(header.strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    if not asked[1]:
        first, last = max(0, size - int(asked[2])), size - 1
    else:
        first, last = int(asked[1]), min(int(asked[2] or size - 1), size - 1)
    if first > last:
        raise Unsatisfiable(header)
    return first, last


def _visible(request: Request, sha256: str) -> Carrier | None:
    with reading() as session:
        actor = visitor.actor_at(request, session)
        if actor is None:
            return None
        return next((found for kind in CARRIERS if (found := kind.carrying(sha256, actor, session))), None)


def _presented(sha256: str) -> tuple[str, str]:
    with files.open_stored(sha256) as stored:
        kind = formats.media_type(stored.read(HEAD))
    return (kind, "inline") if kind in SHOWN else (formats.UNKNOWN, "attachment")


def _pieces(sha256: str, first: int, last: int) -> Iterator[bytes]:
    with files.open_stored(sha256) as stored:
        stored.seek(first)
        left = last - first + 1
        while left > 0 and (piece := stored.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
