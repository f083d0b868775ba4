"""Pasted addresses: which channel each belongs to, and whether it leads to a post."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from models.playbooks import Channel

PRACTISED = "latihan.invalid"  # a host that nobody can ever own (RFC 2606): what a practice room has "published"
ADDRESS = re.compile(r"https?://[^\s,;<>\"']+", re.I)


@dataclass(frozen=True)
class Recognised:
    """`links`: channel → first address of it; `unknown`: lines or addresses of no channel; `doubled`: further addresses of a known one."""

    links: dict[str, str]
    unknown: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()


def recognise(pasted: str, channels: Iterable[Channel], *, practising: bool = False) -> Recognised:
    """Everything somebody pasted into one box, told apart by host."""
    channels, links, unknown, doubled = tuple(channels), dict[str, str](), [], []
    for line in filter(None, map(str.strip, pasted.splitlines())):
        addresses = [one.rstrip(".)") for one in ADDRESS.findall(line)]
        unknown += [line] if not addresses else []
        for address in addresses:
            channel = channel_of(address, channels, practising=practising)
            if channel is None:
                unknown.append(address)
            elif links.setdefault(channel, address) != address:
                doubled.append(address)
    return Recognised(links, tuple(unknown), tuple(doubled))


def practice_link(content_id: int, channel: str) -> str:
    """What stands for a post that never was."""
    return f"https://{PRACTISED}/{channel}/{content_id}"


def channel_of(link: str, channels: Iterable[Channel], *, practising: bool = False) -> str | None:
    """The channel a link belongs to, by its host; only web addresses of the channel's own hosts count, in a practice room none of them."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or parts.username is not None or not host:
        return None
    if practising:
        return next((one.key for one in channels if host == PRACTISED and parts.path.strip("/").split("/")[0] == one.key), None)
    return next((one.key for one in channels if any(host == own or host.endswith(f".{own}") for own in one.hosts)), None)


def names_a_post(link: str) -> bool:
    """An address beyond the front page: a profile's own or a site's home proves nothing."""
    parts = urlsplit(link.strip())
    return bool(parts.path.strip("/") or parts.query)
