"""Whether an address may stand as the official link: https, and really on a permitted domain."""

from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import urlsplit


class LinkFault(StrEnum):
    MALFORMED = "malformed"
    SCHEME = "scheme"
    USERINFO = "userinfo"
    HOMOGRAPH = "homograph"
    PORT = "port"
    DOMAIN = "domain"


def fault_of(url: str, domains: Iterable[str]) -> LinkFault | None:
    """The first reason against it, None for a good one.

    Refused are also tricks that show one host and open another: a name before an @, letters of other scripts that look Latin (typed or as
    xn--), backslashes and blanks that browsers and this reader take differently, a port of its own.
    """
    if any(character.isspace() or not character.isprintable() or character == "\\" for character in url):
        return LinkFault.MALFORMED
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return LinkFault.MALFORMED
    if parts.scheme.lower() != "https":
        return LinkFault.SCHEME
    if not host or host.endswith(".") or ".." in host:
        return LinkFault.MALFORMED
    if "@" in parts.netloc:
        return LinkFault.USERINFO
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        return LinkFault.HOMOGRAPH
    if port not in (None, 443):
        return LinkFault.PORT
    if not any(host == domain.lower() or host.endswith(f".{domain.lower()}") for domain in domains):
        return LinkFault.DOMAIN
    return None


def is_web_address(url: str) -> bool:
    """Any honest https address, whatever its domain."""
    return fault_of(url, ()) is LinkFault.DOMAIN
