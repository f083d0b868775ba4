"""The real server in a process of its own, as `streamlit run app.py` starts it, on a port and a folder that nobody else has."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
A_MOMENT = 0.05


@dataclass(frozen=True)
class Server:
    """Its address, and what it printed so far."""

    url: str
    process: subprocess.Popen[bytes]
    printed: Path

    @property
    def setup_link(self) -> str:
        """The first person's way in, once it stands on the console."""
        return self.waited_for(lambda: self._found(r"http\S+/mulai\?kunci=\S+"))

    def waited_for(self, look: Callable[[], str]) -> str:
        """What `look` finds at last; a server that died or says nothing for a minute fails with its own words."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := look():
                return found
            try:
                self.process.wait(A_MOMENT)
            except subprocess.TimeoutExpired:
                continue
            break
        raise AssertionError(f"the server didn't get there; it printed:\n{self.printed.read_text('utf-8', 'replace')}")

    def healthy(self) -> str:
        try:
            return "ok" if httpx.get(f"{self.url}/healthz", timeout=PATIENCE).status_code == 200 else ""
        except httpx.TransportError:
            return ""

    def _found(self, pattern: str) -> str:
        match = re.search(pattern, self.printed.read_text("utf-8", "replace"))
        return match[0] if match else ""


@contextmanager
def running(printed: Path, start: tuple[str, ...] = ("-m", "streamlit")) -> Iterator[Server]:
    """Ready when /healthz answers; it takes its database and folder from this process's environment, and is killed at the end."""
    port = free_port()
    command = [sys.executable, *start, "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    with printed.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=os.environ) as process:
        try:
            server = Server(f"http://localhost:{port}", process, printed)
            server.waited_for(server.healthy)
            yield server
        finally:
            process.kill()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
