"""Whether the public address leads here, asked over a real socket."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from data.reach import Reach, is_inside, reach

SAYS = {"/ours/healthz": (200, b'{"status": "ok"}'), "/other/healthz": (200, b"<html>"), "/ill/healthz": (503, b'{"status": "away"}')}
SAYS |= {"/deep/healthz": (200, b"[" * 4_000), "/slow/healthz": (200, b"")}


class Door(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = SAYS.get(self.path) or (302, b"")
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.path.replace("/away/", "http://localhost:").replace("/same/", "http://127.0.0.1:"))
        self.end_headers()
        for piece in [body] if self.path != "/slow/healthz" else [b" "] * 9:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.1 * (piece == b" "))

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


def test_whoever_answers_cannot_send_the_program_elsewhere_keep_it_or_break_it(door: str) -> None:
    """Seen red: any redirect was followed, each byte began the five seconds anew, and deep brackets broke the page."""
    port = door.rpartition(":")[2]
    asked = [reach(f"{door}/{name}", 0.4) for name in (f"away/{port}/ours", f"same/{port}/ours", "deep", "slow")]
    assert asked == [Reach.OTHER, Reach.OURS, Reach.OTHER, Reach.SILENT]


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
