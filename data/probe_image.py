"""One image, wholly decoded, upright, without notes; runs in the probing child only."""

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from data.formats import Unfit

PIXELS = 50_000_000
PREVIEW = (1280, 1280)
ORIENTATION = 0x0112
PNG_PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD", b"cICP"}
WEBP_PICTURE = {b"VP8 ", b"VP8L", b"ALPH", b"ICCP"}
JPEG_HEADS = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}


def look(format: str, folder: Path) -> dict[str, Any]:
    """Facts of the picture to be published; its bytes change only if it must be turned, converted or rid of notes."""
    original = (folder / "input").read_bytes()
    picture = decoded(folder / "input", format)
    target = "jpeg" if format == "heic" else format
    published = original
    if format == "heic" or picture.getexif().get(ORIENTATION, 1) in range(2, 9):
        ImageOps.exif_transpose(picture, in_place=True)
        published = encoded(picture, target, lossless=b"VP8L" in original[:64])
    published = WITHOUT_NOTES[target](published)
    if published != original:
        (folder / "published").write_bytes(published)
    facts = {"kind": "image", "format": target, "width": picture.width, "height": picture.height}
    write_preview(picture, folder)
    return facts


def decoded(path: Path, format: str) -> Image.Image:
    """The size is judged before a single pixel is unpacked; the decoder is named, not guessed."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = PIXELS
    if format == "heic":
        from pillow_heif import register_heif_opener  # noqa: PLC0415 - needed by few files

        register_heif_opener(thumbnails=False)
    try:
        picture = Image.open(path, formats=["HEIF" if format == "heic" else format.upper()])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unfit("too_many_pixels")
    if format in {"png", "webp"} and getattr(picture, "is_animated", False):
        raise Unfit("animated")
    picture.load()
    return picture


def encoded(picture: Image.Image, format: str, *, lossless: bool) -> bytes:
    """Written anew; a JPEG with the tables it came with, so that it loses next to nothing."""
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile"), "quality": 92, "lossless": lossless}
    if hasattr(picture, "quantization"):
        sampling = get_sampling(picture)
        options |= {"quality": -1, "qtables": picture.quantization, "subsampling": max(sampling, 0)}
    buffer = io.BytesIO()
    (opaque(picture) if format == "jpeg" and picture.mode not in {"L", "CMYK"} else picture).save(buffer, format.upper(), **options)
    return buffer.getvalue()


def write_preview(picture: Image.Image, folder: Path) -> None:
    """A small JPEG on white for the screens; shrinks `picture` itself where it can, which saves a second full copy."""
    if picture.mode in {"RGB", "RGBA", "L", "CMYK"}:
        picture.thumbnail(PREVIEW)
    small = opaque(picture)
    small.thumbnail(PREVIEW)
    small.info = {}
    small.save(folder / "preview", "JPEG", quality=82)


def opaque(picture: Image.Image) -> Image.Image:
    """RGB on white: JPEG has no transparency."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def jpeg_without_notes(data: bytes) -> bytes:
    """Segments of the first picture and its colour profile: no EXIF, XMP, IPTC, comment, second picture or appended film."""
    kept, at = [data[:2]], 2
    while True:
        if data[at] != 0xFF:
            raise Unfit("damaged")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            return b"".join((*kept, data[at : at + 2]))
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _scan_end(data, end)
        if _belongs_to_picture(marker, data[at + 4 : at + 16]):
            kept.append(data[at:end])
        at = end


def _belongs_to_picture(marker: int, head: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return marker in JPEG_HEADS and head.startswith(JPEG_HEADS[marker])
    return marker != 0xFE


def _scan_end(data: bytes, at: int) -> int:
    """The next marker after compressed data, in which FF is followed by 00, by another FF or by a restart number."""
    while (at := data.index(b"\xff", at)) + 1 < len(data):
        following = data[at + 1]
        if following not in {0x00, 0xFF} and not 0xD0 <= following <= 0xD7:
            return at
        at += 1 if following == 0xFF else 2
    raise Unfit("damaged")


def png_without_notes(data: bytes) -> bytes:
    """Chunks that make the picture, up to its end: no text, time or EXIF, nothing appended."""
    kept, at, name = [data[:8]], 8, b""
    while name != b"IEND":
        if at + 12 > len(data):
            raise Unfit("damaged")
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        if name in PNG_PICTURE:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def webp_without_notes(data: bytes) -> bytes:
    """Chunks that make the picture; the extended header no longer promises EXIF and XMP."""
    kept, at, end_of_file = [], 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(len(data), end_of_file):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if name == b"VP8X":
            kept.append(data[at : at + 8] + bytes([data[at + 8] & ~0x0C]) + data[at + 9 : end])
        elif name in WEBP_PICTURE:
            kept.append(data[at:end])
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


WITHOUT_NOTES: dict[str, Callable[[bytes], bytes]] = {"jpeg": jpeg_without_notes, "png": png_without_notes, "webp": webp_without_notes}
