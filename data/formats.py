"""What a file is, by its content: never by its name or by what a browser claims."""

import codecs
import re

MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "gif": "image/gif",
    "avif": "image/avif",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mkv": "video/matroska",
    "avi": "video/vnd.avi",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
}
UNKNOWN = "application/octet-stream"

_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
)
_HEIC = {b"heic", b"heix", b"heim", b"heis"}
_AVIF = {b"avif", b"avis"}
_TIMING = re.compile(r"^[ \t]*[\d:.,]{5,16}[ \t]*-->[ \t]*[\d:.,]{5,16}", re.MULTILINE)


def format_of(data: bytes) -> str | None:
    """A key of `MEDIA_TYPES`, or None if the content shows none of them (HTML and SVG included)."""
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    if data.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"AVI ": "avi"}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in data[:64] else "mkv"
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "bmp"
    return _subtitles(data)


def media_type(data: bytes) -> str:
    """The media type that goes with `format_of`; `application/octet-stream` for everything else."""
    return MEDIA_TYPES.get(format_of(data) or "", UNKNOWN)


def text_of(data: bytes) -> str:
    """Text in UTF-8 (with or without mark) or marked UTF-16; raises UnicodeDecodeError for anything else: a guess would spoil names."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def _by_brand(data: bytes) -> str:
    """MP4, QuickTime and HEIF share one container; the brands at its start tell them apart."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    main, others = data[8:12], {data[at : at + 4] for at in range(16, length, 4)}
    if main in _AVIF or (main == b"mif1" and others & _AVIF):
        return "avif"
    if main in _HEIC or (main in {b"mif1", b"msf1"} and others & _HEIC):
        return "heic"
    return "mov" if main == b"qt  " else "mp4"


def _subtitles(data: bytes) -> str | None:
    """By the first 64 KiB, undecodable letters ignored, so that a wrongly encoded subtitle file is still called one."""
    head = data[:65536]
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    text = head.decode(encoding, errors="ignore").lstrip()
    if re.match(r"WEBVTT(\s|$)", text):
        return "vtt"
    return "srt" if not text.startswith("<") and "\x00" not in text and _TIMING.search(text) else None


class Unfit(Exception):
    """A file that can't be used; the message is the key of the reason."""
