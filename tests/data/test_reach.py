"""Whether the public address leads here, asked over a real socket."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from data.reach import Reach, is_inside, reach

SAYS = {"/ours/healthz": (200, b'{"status": "ok"}'), "/other/healthz": (200, b"<html>"), "/ill/healthz": (503, b'{"status": "away"}')}


class Door(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = SAYS[self.path]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def door() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_an_answer_counts_only_as_ours(door: str) -> None:
    found = [reach(f"{door}/{name}") for name in ("ours", "other", "ill")]
    assert found == [Reach.OURS, Reach.OTHER, Reach.OTHER]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:9", Reach.SILENT), ("http://simpul.invalid", Reach.UNKNOWN), ("simpul.bangka.go.id", Reach.UNREADABLE),
        ("file:///etc/passwd", Reach.UNREADABLE), ("https://simpul.bangka.go.id:keras", Reach.UNREADABLE), ("", Reach.UNREADABLE),
    ],
)  # fmt: skip
def test_what_fails_says_why(address: str, why: Reach) -> None:
    assert reach(address, patience=1) is why


def test_an_address_of_the_office_s_own_network_is_told_apart() -> None:
    inside = ("http://10.1.2.3:8501", "http://simpul", "https://simpul.local", "http://localhost:8501", "http://[::1]")
    assert [one for one in inside if not is_inside(one)] == []
    assert not is_inside("https://simpul.bangka.go.id")
