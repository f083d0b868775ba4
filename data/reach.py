"""Whether an address leads to this program: asked over the network as a stranger asks, never inside a transaction."""

import ipaddress
import json
import socket
import ssl
import threading
from enum import StrEnum
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

PATIENCE = 5.0  # seconds
LARGEST = 4_096
LOCAL_ENDS = (".local", ".lan", ".internal", ".localdomain", ".home.arpa")


class Reach(StrEnum):
    """`OURS`: /healthz answered as ours does. `OTHER`: somebody else answered, or ours in trouble."""

    OURS = "ours"
    OTHER = "other"
    UNKNOWN = "unknown"
    UNTRUSTED = "untrusted"
    SILENT = "silent"
    UNREADABLE = "unreadable"


class _SameHost(HTTPRedirectHandler):
    """From http to https at the same name; whoever answers can't send this program on to another computer of the office."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        there = urlsplit(newurl)
        stays = there.scheme in ("http", "https") and there.hostname == urlsplit(req.full_url).hostname
        return super().redirect_request(req, fp, code, msg, headers, newurl) if stays else None


def reach(url: str, patience: float = PATIENCE) -> Reach:
    """What answers at an http(s) address from this computer's place in the network; `patience` in seconds for all of it."""
    if not _readable(url):
        return Reach.UNREADABLE
    found: list[Reach] = []
    asking = threading.Thread(target=lambda: found.append(_asked(url, patience)), daemon=True)  # each byte might come just in time
    asking.start()
    asking.join(patience)
    return found[0] if found else Reach.SILENT


def _asked(url: str, patience: float) -> Reach:
    try:
        with build_opener(_SameHost()).open(Request(f"{url}/healthz", headers={"User-Agent": "Simpul"}), timeout=patience) as answer:
            return Reach.OURS if json.loads(answer.read(LARGEST)) == {"status": "ok"} else Reach.OTHER
    except (HTTPError, ValueError, RecursionError):
        return Reach.OTHER
    except URLError as fault:
        if isinstance(fault.reason, ssl.SSLError):
            return Reach.UNTRUSTED
        return Reach.UNKNOWN if isinstance(fault.reason, socket.gaierror) else Reach.SILENT
    except (OSError, HTTPException):
        return Reach.SILENT


def is_inside(url: str) -> bool:
    """Whether the name itself says that only the office's own network knows it."""
    host = (urlsplit(url).hostname or "").lower()
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(LOCAL_ENDS)


def _readable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
