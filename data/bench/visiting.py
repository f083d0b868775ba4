"""A visitor without a browser: speaks Streamlit's own protocol and times a page's run on the server."""

import asyncio
import os
import secrets
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data import database
from models.people import Person
from models.sessions import SignIn, Ticket, digest

WARM_UPS = 3
COOKIE, BROWSER = "simpul_session", "simpul_browser"


@dataclass(frozen=True)
class Timing:
    """Milliseconds from the request for a run until the server says it ended."""

    median: float
    worst: float
    faults: tuple[str, ...]


@contextmanager
def server(port: int) -> Iterator[tuple[str, float]]:
    """A server of its own on the installation the doors point to: address, and seconds until `/healthz` answered."""
    started = time.perf_counter()
    words = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    address = f"http://127.0.0.1:{port}"
    try:
        yield address, _wait(address, started)
    finally:
        process.terminate()
        process.wait(20)


def cookies(username: str) -> str:
    """The cookies of a live session, opened without the form."""
    browser = secrets.token_urlsafe(32)
    with database.transaction() as session:
        person = Person.named(username, session)
        if person is None:
            raise LookupError(username)
        _, ticket = SignIn.open(person, digest(browser), session)
        session.flush()
        token = Ticket.redeem(ticket, digest(browser), session)
    return f"{COOKIE}={token}; {BROWSER}={browser}"


def visit(address: str, page: str, query: str, cookie: str, runs: int) -> Timing:
    """Median and worst of several runs of one page for one signed-in person."""
    return asyncio.run(_visit(address, page, query, cookie, runs))


async def _visit(address: str, page: str, query: str, cookie: str, runs: int) -> Timing:
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Origin": address, "Cookie": cookie}
    options = {"subprotocols": ["streamlit", "placeholder"], "additional_headers": headers, "max_size": None, "compression": None}
    async with websockets.connect(url, **options) as socket:  # type: ignore[arg-type]
        script = ""
        faults: list[str] = []
        taken = []
        for turn in range(WARM_UPS + runs):
            started = time.perf_counter()
            await socket.send(_request(page if turn == 0 else "", script, query))
            script = await _finished(socket, script, faults)
            taken.append((time.perf_counter() - started) * 1000)
    measured = taken[WARM_UPS:]
    return Timing(statistics.median(measured), max(measured), tuple(faults[:3]))


def _request(page: str, script: str, query: str) -> bytes:
    message = BackMsg()
    run = message.rerun_script
    run.query_string, run.page_name, run.page_script_hash = query, page, script
    return bytes(message.SerializeToString())


async def _finished(socket: websockets.ClientConnection, script: str, faults: list[str]) -> str:
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(socket.recv(decode=False), 60))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            script = message.new_session.page_script_hash or script
        elif kind == "navigation":
            script = message.navigation.page_script_hash or script
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                faults.append(element.exception.message)
        elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return script


def _wait(address: str, started: float) -> float:
    while time.perf_counter() - started < 60:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):
                return time.perf_counter() - started
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)
