"""Pasted text taken apart: where one comment ends, who wrote it, what only the platform's screen said (S3.3, A3.3)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from models.content.links import ADDRESS, channel_of
from models.playbooks import Channel
from models.public.receiving import Arrival

BLANK = re.compile(r"\n[ \t]*\n")
AGE = r"\d{1,3} ?(?:dtk|detik|mnt|menit|jam|hari|mgg|minggu|bln|bulan|thn|tahun|[smhjdwy])\b(?: yang lalu)?"
BUTTONS = r"(?:suka|like|balas|reply|bagikan|share|terjemahkan|see translation|lihat terjemahan|diedit|edited|penulis|author)"
CHROME = re.compile(rf"^(?:(?:{AGE}|{BUTTONS}|\d+ ?(?:suka|likes?|balasan|repl(?:y|ies)))[\s·•|,.]*)+$", re.I)
TOP_FAN = re.compile(r"^(?:top fan|penggemar berat|penggemar baru|pengikut)$", re.I)
HANDLED = re.compile(r"^@([\w.]{2,40})\s*[:\-–—]\s+(.+)$", re.S)
NAMED = re.compile(r"^([A-Z][\w.'’]*(?: (?:[A-Z][\w.'’]*|bin|binti|al|van|de)){0,4})\s*:\s+(.+)$", re.S)
HANDLE_ALONE = re.compile(r"^@?[a-z0-9][\w.]{2,39}$")
NAME_ALONE = re.compile(r"^[A-Z][\w.'’]*(?: (?:[A-Z][\w.'’]*|bin|binti|al|van|de)){0,4}$")
# Words that people put before a colon though nobody bears them as a name.
NO_NAMES = frozenset((
    "info", "informasi", "tolong", "mohon", "pertanyaan", "tanya", "lokasi", "alamat", "kepada", "yth", "catatan", "note", "jawab",
    "jawaban", "usul", "saran", "lapor", "laporan", "update", "ps", "nb", "bahaya", "darurat", "awas", "dari", "untuk", "kontak", "hp",
    "wa", "telp", "tanggal", "hari", "jam", "pukul", "contoh", "link", "tautan", "keluhan", "hoaks", "hoax",
))  # fmt: skip


def take_apart(pasted: str, channels: Iterable[Channel], *, link: str = "", channel: str = "", kind: str = "comment") -> list[Arrival]:
    """A comment per block between blank lines, or per line where there are none; `link` and `channel` hold for all that name no other."""
    channels = tuple(channels)
    given = Arrival("", kind=kind, channel=channel or _channel(link, channels), link=link)
    blocks = _blocks(pasted.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    return [one for block in blocks if (one := _arrival(block, given, channels)) is not None]


def _blocks(text: str) -> list[str]:
    """Between blank lines; without any, after each line that only the platform's screen says; without those, each line."""
    lines = text.split("\n")
    if BLANK.search(text):
        return [part for block in BLANK.split(text) for part in _by_writer(block)]
    if not any(CHROME.match(one.strip()) for one in lines if one.strip()):
        return lines
    blocks: list[list[str]] = [[]]
    for line in lines:
        if CHROME.match(line.strip()) and blocks[-1]:
            blocks.append([])
        elif not CHROME.match(line.strip()):
            blocks[-1].append(line)
    return ["\n".join(one) for one in blocks]


def _by_writer(block: str) -> list[str]:
    """A block in which several lines begin with somebody's name and a colon is several comments."""
    lines = block.strip("\n").split("\n")
    starts = [place for place, one in enumerate(lines) if _named(one.strip())]
    if len(starts) < 2 or starts[0] != 0:
        return [block]
    return ["\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _named(line: str) -> bool:
    found = NAMED.match(line)
    return bool(HANDLED.match(line)) or (found is not None and not _no_name(found[1]))


def _arrival(block: str, given: Arrival, channels: tuple[Channel, ...]) -> Arrival | None:
    lines = [one.strip() for one in block.split("\n")]
    kept = [one for one in lines if one and not CHROME.match(one) and not TOP_FAN.match(one)]
    told = given
    words = []
    for line in kept:
        if (found := ADDRESS.fullmatch(line)) and (key := channel_of(found[0], channels)):
            told = replace(told, link=found[0], channel=key)
        else:
            words.append(line)
    if not words:
        return None
    author, handle, rest = _writer(words)
    return replace(told, author=author, handle=handle, text="\n".join(rest))


def _writer(words: list[str]) -> tuple[str, str, list[str]]:
    """(name, handle, the rest); a first line on its own, or what stands before a colon."""
    first, *others = words
    if (
        others
        and HANDLE_ALONE.match(first)
        and (first.startswith("@") or "_" in first or "." in first or any(one.isdigit() for one in first))
    ):
        return "", first.lstrip("@"), others
    if others and NAME_ALONE.match(first) and not _no_name(first):
        return first, "", others
    joined = "\n".join(words)
    if found := HANDLED.match(joined):
        return "", found[1], found[2].split("\n")
    if (found := NAMED.match(joined)) and not _no_name(found[1]):
        return found[1], "", found[2].split("\n")
    return "", "", words


def _no_name(text: str) -> bool:
    return all(word.casefold().strip(".") in NO_NAMES for word in text.split())


def _channel(link: str, channels: tuple[Channel, ...]) -> str:
    return (channel_of(link, channels) or "") if link else ""
