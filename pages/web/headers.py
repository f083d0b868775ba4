"""What every answer tells the browser to refuse."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit

from data import settings

SEALED = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""The policy of files that people brought: shown or saved, never run."""

HALF_A_YEAR = 15_768_000
UNUSED_DEVICES = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")


def security_headers() -> dict[str, str]:
    """Names and values, worked out once at start; a route may set a stricter one of its own."""
    chosen = {
        "Content-Security-Policy": content_security_policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{device}=()" for device in UNUSED_DEVICES),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-store",
    }
    if (settings.public_url() or "").startswith("https://"):
        chosen["Strict-Transport-Security"] = f"max-age={HALF_A_YEAR}"
    return chosen


def content_security_policy() -> str:
    """Scripts: our own files, Streamlit's inline ones by hash, and `blob:` for components v2; nothing evaluates text."""
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "blob:", *inline_script_hashes()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())


def form_policy() -> str:
    """Of the one page whose form is sent by the browser itself: no script at all, and the form goes to us."""
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def inline_script_hashes() -> list[str]:
    """Read from the installed index.html, so that a Streamlit upgrade needs no edit here."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    page = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    found = re.findall(r"<script\b([^>]*)>(.*?)</script>", page, flags=re.DOTALL)
    return [f"'sha256-{_sha256(text)}'" for attributes, text in found if not re.search(r"\ssrc\s*=", attributes)]


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
