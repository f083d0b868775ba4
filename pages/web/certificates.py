"""The certificate behind the code that is printed on it, for whoever holds the paper: `/unduh/<code>` (S4.4)."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from data import settings
from data.database import reading
from data.wording import say
from models.governance.holding_trainings import certificate
from models.governance.trainings import Training
from pages.documents import certificate as paper

GONE = 410


def checked(code: str, request: Request) -> Response | None:
    """The genuine PDF; a sentence and 410 for one that was withdrawn or no longer says what the records say; None for any other code."""
    with reading() as session:
        seat = Training.coded(code, session)
        if seat is None:
            return None
        training = seat.training
        if not seat.attended:
            return PlainTextResponse(say("certificate.withdrawn"), GONE)
        if certificate(training, seat) != seat.certificate:
            return PlainTextResponse(say("certificate.altered"), GONE)
        site = settings.public_url() or str(request.base_url).rstrip("/")
        data = paper.genuine(seat, training, site, session)
    named = f"inline; filename*=UTF-8''{quote(paper.file_name(training, seat))}"
    headers = {"Content-Disposition": named, "X-Robots-Tag": "noindex", "Cache-Control": "no-store"}
    return Response(data, media_type="application/pdf", headers=headers)
