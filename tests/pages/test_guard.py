"""The guard lets through what is ours, tells Streamlit who came, and dresses every answer."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from models.sessions import digest
from pages.web import visitor
from pages.web.guard import Guard

HOME = "http://simpul.test"
OURS = {"Origin": HOME}
PAGE = {"Accept": "text/html,application/xhtml+xml"}
UPLOAD = "/_stcore/upload_file/sesi/berkas"


async def echo(request: Request) -> Response:
    """What Streamlit would see; reads the body only where a guard let it come this far."""
    body = await request.body()
    seen = request.headers.get("x-simpul-browser", "nobody")
    return PlainTextResponse(f"{seen} {len(body)} {request.headers['host']}", headers={"Content-Type": "text/html"})


async def unchanged(_: Request) -> Response:
    return Response(status_code=304)


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(f"{websocket.headers.get('x-simpul-browser', 'nobody')} {websocket.headers['host']}")
    await websocket.close()


@pytest.fixture
def visit() -> TestClient:
    methods = ["GET", "POST", "PUT", "DELETE"]
    inner = Starlette(
        routes=[WebSocketRoute("/_stcore/stream", socket), Route("/lama", unchanged), Route("/{path:path}", echo, methods=methods)]
    )
    return TestClient(Guard(inner), base_url=HOME)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "person_at", lambda _: 7)


def signed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "person_at", lambda _: None)


def seen(visit: TestClient, headers: dict[str, str]) -> str:
    with visit.websocket_connect("ws://simpul.test/_stcore/stream", headers=headers) as socket:
        return socket.receive_text()


# Who came


def test_a_forged_identity_header_never_reaches_streamlit(visit: TestClient) -> None:
    """Seen red with the filter taken out of `introduced`."""
    forged = {"X-Simpul-Browser": "a" * 64}

    assert visit.get("/", headers=forged).text.startswith("nobody")
    assert seen(visit, OURS | forged).startswith("nobody")


def test_the_browser_cookie_becomes_the_identity_as_a_hash(visit: TestClient) -> None:
    """Seen red with the cookie itself instead of its hash."""
    visit.cookies.set(visitor.BROWSER, "rahasia")

    assert seen(visit, OURS | {"X-Simpul-Browser": "a" * 64}).startswith(digest("rahasia"))


def test_a_browser_without_cookie_gets_one_that_no_script_reads(visit: TestClient) -> None:
    """Seen red without HttpOnly."""
    given = visit.get("/", headers=PAGE).headers["set-cookie"]

    assert given.startswith(f"{visitor.BROWSER}=")
    assert "; HttpOnly; SameSite=Lax" in given
    assert "Secure" not in given


def test_it_gets_one_with_an_unchanged_page_too(visit: TestClient) -> None:
    """Seen red with the cookie tied to status 200."""
    answer = visit.get("/lama", headers=PAGE)

    assert answer.status_code == 304
    assert visitor.BROWSER in answer.headers["set-cookie"]


def test_a_known_browser_keeps_its_cookie_and_files_bring_none(visit: TestClient) -> None:
    assert "set-cookie" not in visit.get("/", headers={"Accept": "image/png"}).headers

    visit.cookies.set(visitor.BROWSER, "rahasia")
    assert "set-cookie" not in visit.get("/", headers=PAGE).headers


# Where from


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("origin", ["http://jahat.test", "null", "http://simpul.test.jahat.test", ""])
def test_a_change_from_a_foreign_page_is_refused(visit: TestClient, method: str, origin: str) -> None:
    """Seen red with `is_ours` always true."""
    assert visit.request(method, "/sesi", headers={"Origin": origin}).status_code == 403


def test_a_change_without_any_origin_is_refused(visit: TestClient) -> None:
    assert visit.post("/sesi").status_code == 403


def test_a_change_from_our_own_page_passes(visit: TestClient) -> None:
    assert visit.post("/sesi", headers=OURS, content=b"tiket").text == "nobody 5 simpul.test"


@pytest.mark.parametrize("headers", [{"Origin": "http://jahat.test"}, {}])
def test_a_socket_from_a_foreign_page_is_closed_before_it_opens(visit: TestClient, headers: dict[str, str]) -> None:
    """Seen red with sockets sent on unasked."""
    with pytest.raises(WebSocketDisconnect) as closed:
        seen(visit, headers)

    assert closed.value.code == 1008


def test_behind_a_proxy_the_public_address_is_ours_and_streamlit_sees_it_as_host(
    visit: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen red without the public address in `is_ours`."""
    monkeypatch.setenv("SIMPUL_URL", "https://simpul.bangka.test/")
    public = {"Origin": "https://simpul.bangka.test"}

    assert visit.post("/sesi", headers=public).text.endswith("simpul.bangka.test")
    assert seen(visit, public).endswith("simpul.bangka.test")
    assert visit.post("/sesi", headers={"Origin": "https://bangka.test"}).status_code == 403


def test_a_public_address_with_https_makes_cookies_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_URL", "https://simpul.bangka.test")
    visit = TestClient(Guard(Starlette(routes=[Route("/", echo)])), base_url=HOME)

    answer = visit.get("/", headers=PAGE)

    assert answer.headers["set-cookie"].endswith("; Secure")
    assert "Strict-Transport-Security" in answer.headers


# With what


def test_an_upload_needs_a_live_session(visit: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with uploads taken out of the session check."""
    signed_out(monkeypatch)
    assert visit.put(UPLOAD, headers=OURS, content=b"isi").status_code == 403


def test_streamlits_media_need_a_live_session(visit: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with media taken out of the session check."""
    signed_out(monkeypatch)
    assert visit.get("/media/abc.png").status_code == 403


@pytest.mark.usefixtures("signed_in")
def test_somebody_signed_in_uploads_and_looks(visit: TestClient) -> None:
    assert visit.put(UPLOAD, headers=OURS, content=b"isi").text == "nobody 3 simpul.test"
    assert visit.get("/media/abc.png").status_code == 200


@pytest.mark.usefixtures("signed_in")
def test_streamlits_media_are_sealed_whatever_their_type(visit: TestClient) -> None:
    """Seen red with the page's policy on media: a kept HTML file would run in our origin."""
    sealed = visit.get("/media/abc.html").headers

    assert "sandbox" in sealed["content-security-policy"]
    assert "script-src" not in sealed["content-security-policy"]
    assert sealed["cache-control"] == "private, no-cache"


@pytest.mark.usefixtures("signed_in")
def test_a_body_over_the_limit_is_refused_by_its_stated_length(visit: TestClient) -> None:
    """Seen red without the comparison: the body was read first."""
    huge = OURS | {"Content-Length": str(121 * 1024 * 1024)}

    assert visit.put(UPLOAD, headers=huge).status_code == 413
    assert visit.post("/sesi", headers=OURS | {"Content-Length": "70000"}).status_code == 413


@pytest.mark.usefixtures("signed_in")
def test_a_body_that_hides_its_length_is_refused(visit: TestClient) -> None:
    """Seen red without the check: a chunked body has no Content-Length to judge."""

    def pieces():
        yield b"isi"

    assert visit.put(UPLOAD, headers=OURS, content=pieces()).status_code == 411
    assert visit.put(UPLOAD, headers=OURS | {"Content-Length": "-1"}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/script-health-check", "/auth/login", "/component/x/y"]
)
def test_inner_doors_of_streamlit_stay_shut(visit: TestClient, path: str) -> None:
    """Seen red with an empty list of closed paths."""
    assert visit.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/unduh/%00", "/unduh/a%00b", "/s/%00"])
def test_an_address_with_a_nul_leads_nowhere(visit: TestClient, path: str) -> None:
    """Seen red on PostgreSQL, which broke over it (500) where a stranger looked for a document or a survey."""
    assert visit.get(path).status_code == 404


# What the browser is told


def test_every_answer_carries_the_policy(visit: TestClient) -> None:
    """Seen red with the headers on answers of status 200 only: a refusal had none."""
    for answer in (visit.get("/", headers=PAGE), visit.get("/lama"), visit.post("/sesi")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self' blob: 'sha256-")
        assert policy.endswith("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["permissions-policy"].startswith("camera=()")
        assert answer.headers["cache-control"] == "no-store"


def test_the_policy_runs_neither_typed_scripts_nor_evaluated_text(visit: TestClient) -> None:
    """Seen red with 'unsafe-inline' among the script sources."""
    scripts = next(part for part in visit.get("/").headers["content-security-policy"].split("; ") if part.startswith("script-src"))

    assert "unsafe" not in scripts
    assert "http" not in scripts
