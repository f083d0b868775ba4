"""Who is at the door: two HttpOnly cookies, read the same way by the guard and by the routes."""

from sqlmodel import Session
from starlette.requests import HTTPConnection

from data import settings
from data.database import reading
from models.actors import Actor
from models.errors import NotFound
from models.people import Person
from models.sessions import SignIn, digest

BROWSER = "simpul_browser"
SESSION = "simpul_session"


def browser_at(asked: HTTPConnection) -> str:
    """The hash that binds sessions and tickets to one browser; '' when it brought no cookie."""
    return digest(asked.cookies.get(BROWSER))


def session_at(asked: HTTPConnection) -> str:
    """The hash under which the session is kept; '' when signed out."""
    return digest(asked.cookies.get(SESSION))


def person_at(asked: HTTPConnection) -> int | None:
    """The id of the person behind a live session of this browser: one indexed SELECT."""
    browser, token = browser_at(asked), session_at(asked)
    if not browser or not token:
        return None
    with reading() as session:
        return SignIn.alive(token, browser, session)


def actor_at(asked: HTTPConnection, session: Session) -> Actor | None:
    """The person with the roles of today, in the practice room where his session stands; None when signed out or switched off."""
    visit = SignIn.visit(session_at(asked), browser_at(asked), session)
    try:
        return Person.acting(visit[0], session, room=visit[1]) if visit else None
    except NotFound:
        return None


def cookie(name: str, value: str, seconds: int, asked: HTTPConnection) -> str:
    """A Set-Cookie line that no script can read; Secure wherever people come by https."""
    secure = asked.url.scheme in ("https", "wss") or (settings.public_url() or "").startswith("https://")
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")
