"""The one-time ticket becomes the session cookie; signing out ends the session and takes the cookie back."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from data.database import transaction
from models.base import now
from models.sessions import SignIn, Ticket, digest
from pages.web import visitor

TICKET_LENGTH = 100


async def enter(request: Request) -> Response:
    """POST /sesi, body: the ticket. 204 with the cookie, or 401 (used, late, or another browser's)."""
    ticket = (await request.body())[:TICKET_LENGTH].decode("ascii", "ignore")
    token, seconds = await run_in_threadpool(_redeem, ticket, visitor.browser_at(request))
    if not token:
        return Response(status_code=401)
    return Response(status_code=204, headers={"Set-Cookie": visitor.cookie(visitor.SESSION, token, seconds, request)})


async def leave(request: Request) -> Response:
    """POST /keluar: 204, whether or not a session was open."""
    await run_in_threadpool(_revoke, visitor.session_at(request))
    return Response(status_code=204, headers={"Set-Cookie": visitor.cookie(visitor.SESSION, "", 0, request)})


def _redeem(ticket: str, browser: str) -> tuple[str | None, int]:
    with transaction() as session:
        token = Ticket.redeem(ticket, browser, session)
        ends = SignIn.ends(digest(token), session)
    return (token, int((ends - now()).total_seconds())) if token and ends else (None, 0)


def _revoke(token: str) -> None:
    if token:
        with transaction() as session:
            SignIn.revoke(token, session)
