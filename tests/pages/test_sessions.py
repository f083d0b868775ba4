"""From the form to the cookie and out again, through the guard, with real people in a real database."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from data.database import transaction
from models.people import Person
from models.sessions import SignIn, digest
from pages.web import visitor
from pages.web.guard import Guard
from pages.web.routes import routes

HOME = "http://simpul.test"
OURS = {"Origin": HOME}
MEDIA = "/media/abc.png"

pytestmark = pytest.mark.usefixtures("cast")


def browser(cookie: str = "peramban") -> TestClient:
    inner = [*routes, Route("/media/{name}", lambda _: PlainTextResponse("isi"))]
    visit = TestClient(Starlette(routes=inner, middleware=[Middleware(Guard)]), base_url=HOME)
    visit.cookies.set(visitor.BROWSER, cookie)
    return visit


def ticket(cookie: str = "peramban") -> str:
    """Andi, editor of SIMPONI, has just filled in the form."""
    with transaction() as session:
        return SignIn.open(named("andi", session), digest(cookie), session)[1]


def named(username: str, session: Session) -> Person:
    person = Person.named(username, session)
    assert person is not None
    return person


def sign_in(visit: TestClient) -> None:
    assert visit.post("/sesi", headers=OURS, content=ticket()).status_code == 204
    assert visit.get(MEDIA).status_code == 200


def test_a_ticket_becomes_a_cookie_that_no_script_reads() -> None:
    visit = browser()
    assert visit.get(MEDIA).status_code == 403

    entered = visit.post("/sesi", headers=OURS, content=ticket())

    assert entered.status_code == 204
    assert "Max-Age=43" in entered.headers["set-cookie"]
    assert entered.headers["set-cookie"].endswith("; HttpOnly; SameSite=Lax")
    assert visit.get(MEDIA).status_code == 200


def test_a_ticket_works_once() -> None:
    """Seen red with the ticket left in its table."""
    given = ticket()

    assert [browser().post("/sesi", headers=OURS, content=given).status_code for _ in range(2)] == [204, 401]


def test_another_browser_cannot_redeem_it() -> None:
    """Seen red without the comparison of browsers."""
    assert browser("lain").post("/sesi", headers=OURS, content=ticket()).status_code == 401


def test_a_ticket_lapses_after_a_minute(at: Callable[[str], datetime]) -> None:
    """Seen red without the comparison of times."""
    at("2026-11-16 09:00:00")
    given = ticket()
    at("2026-11-16 09:01:01")

    assert browser().post("/sesi", headers=OURS, content=given).status_code == 401


@pytest.mark.parametrize("body", [b"", b"x" * 60_000, "tidak-ada-\u00e9".encode()])
def test_nonsense_is_no_ticket(body: bytes) -> None:
    assert browser().post("/sesi", headers=OURS, content=body).status_code == 401


def test_a_stolen_cookie_is_worthless_in_another_browser() -> None:
    """Seen red with sessions that aren't bound to a browser."""
    mine, theirs = browser(), browser("lain")
    sign_in(mine)
    theirs.cookies.set(visitor.SESSION, mine.cookies[visitor.SESSION])

    assert theirs.get(MEDIA).status_code == 403


def test_signing_out_ends_the_session_and_its_copies() -> None:
    """Seen red with the cookie taken back and the session left alive."""
    visit, copy = browser(), browser()
    sign_in(visit)
    copy.cookies.set(visitor.SESSION, visit.cookies[visitor.SESSION])

    assert visit.post("/keluar", headers=OURS).status_code == 204

    assert visitor.SESSION not in visit.cookies
    assert copy.get(MEDIA).status_code == 403


def test_signing_out_twice_is_no_fault() -> None:
    assert browser().post("/keluar", headers=OURS).status_code == 204


def test_a_deactivated_person_is_out_at_the_next_request() -> None:
    """Seen red without the person's state in the gate."""
    visit = browser()
    sign_in(visit)

    with transaction() as session:
        admin = Person.acting(named("maya", session).pk, session)
        Person.find(named("andi", session).pk, session).deactivate(by=admin)

    assert visit.get(MEDIA).status_code == 403


def test_a_session_lapses_after_twelve_hours(at: Callable[[str], datetime]) -> None:
    """Seen red without the comparison of times."""
    at("2026-11-16 07:00:00")
    visit = browser()
    sign_in(visit)
    at("2026-11-16 19:00:01")

    assert visit.get(MEDIA).status_code == 403


def test_foreign_pages_can_neither_sign_in_nor_out() -> None:
    visit = browser()
    sign_in(visit)

    assert visit.post("/keluar", headers={"Origin": "http://jahat.test"}).status_code == 403
    assert visit.get(MEDIA).status_code == 200
