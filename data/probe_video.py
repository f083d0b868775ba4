"""One film: its facts, a poster frame, and a copy without notes where it carries some; runs in the probing child only."""

from pathlib import Path
from typing import Any

import av
from av.stream import Disposition

from data.formats import Unfit
from data.probe_image import PIXELS, write_preview

HARMLESS_TAGS = {"major_brand", "minor_version", "compatible_brands", "encoder", "creation_time", "language", "handler_name", "vendor_id"}
HARMLESS_TAGS |= {"duration"}
PLACES = (b"\xa9xyz", b"loci", b"location", b"gpmd", b"mebx")
LOCKED = (b"encv", b"enca")
BOXES_WITH_NOTES = {b"moov", b"meta", b"uuid", b"udta"}
LARGEST_BOX = 1 << 26


def look(format: str, folder: Path) -> dict[str, Any]:
    """Nothing is encoded again: where notes must go, the packets move into a new container."""
    source, target = folder / "input", folder / "published"
    if any(mark in boxes_with_notes(source, format) for mark in LOCKED):
        raise Unfit("encrypted")
    with opened(source, format) as film:
        facts = {"kind": "video", "format": format, **measured(film)}
    with opened(source, format) as film:
        rotation = write_poster(film, facts["seconds"], folder)
    if rotation % 180:
        facts["width"], facts["height"] = facts["height"], facts["width"]
    if has_notes(source, format):
        copy_without_notes(source, target, format)
        if has_notes(target, format):
            raise Unfit("notes_stay")
    return facts


def opened(path: Path, format: str) -> Any:
    """The container is named, never guessed: a playlist would make the library open other files and addresses."""
    demuxer = "matroska" if format == "webm" else "mp4"
    return av.open(str(path), format=demuxer, options={"protocol_whitelist": "file"}, metadata_errors="replace")


def measured(film: Any) -> dict[str, Any]:
    """Pixels as stored, seconds, codec, and when embedded subtitles show text."""
    stream = picture_stream(film)
    context = stream.codec_context
    if context is None:
        raise Unfit("unknown_codec")
    if context.width * context.height > PIXELS:
        raise Unfit("too_many_pixels")
    declared = film.duration / av.time_base if film.duration else 0.0
    reached, cues = walked(film, stream.index)
    if reached < declared * 0.9 - 1:
        raise Unfit("damaged")
    return {
        "width": context.width,
        "height": context.height,
        "seconds": round(declared or reached, 3),
        "codec": context.codec.canonical_name,
        "embedded_subtitles": bool(cues),
        "cues": len(cues),
        "subtitle_start": min((start for start, _ in cues), default=None),
        "subtitle_end": max((end for _, end in cues), default=None),
    }


def picture_stream(film: Any) -> Any:
    """The first moving picture; the cover of a sound file isn't one."""
    for stream in film.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    raise Unfit("no_picture")


def walked(film: Any, picture: int) -> tuple[float, list[tuple[float, float]]]:
    """Where the film really ends (a cut file stops before its declared end), and the embedded cues with text in them."""
    reached, pictures, cues = 0.0, 0, []
    for packet in film.demux([stream for stream in film.streams if stream.type in {"video", "audio", "subtitle"}]):
        if packet.pts is None or not packet.size:
            continue
        start = float(packet.pts * packet.time_base)
        end = start + float((packet.duration or 0) * packet.time_base)
        pictures += packet.stream.index == picture
        if packet.stream.type != "subtitle":
            reached = max(reached, end)
        elif packet.size > 2:
            cues.append((round(start, 3), round(end, 3)))
    if not pictures:
        raise Unfit("damaged")
    return reached, cues


def write_poster(film: Any, seconds: float, folder: Path) -> int:
    """A frame from a tenth into the film, since films fade in; answers by how many degrees the picture is shown turned."""
    stream = picture_stream(film)
    stream.codec_context.thread_count = 1
    for place in (int(seconds / 10 * av.time_base), 0):
        film.seek(place)
        for frame in film.decode(stream):
            write_preview(frame.to_image().rotate(frame.rotation, expand=True), folder)
            return int(frame.rotation)
    raise Unfit("damaged")


def has_notes(path: Path, format: str) -> bool:
    """Whether there is anything beside picture, sound and subtitles: tags, chapters, data tracks, places in the boxes."""
    with opened(path, format) as film:
        tags = {key.lower() for source in (film, *film.streams) for key in source.metadata}
        other = any(not _is_film(stream) for stream in film.streams)
        if other or film.chapters() or tags - HARMLESS_TAGS:
            return True
    return any(place in boxes_with_notes(path, format) for place in PLACES)


def _is_film(stream: Any) -> bool:
    return stream.type in {"video", "audio", "subtitle"} and not stream.disposition & Disposition.attached_pic


def boxes_with_notes(path: Path, format: str) -> bytes:
    """What an MP4 or QuickTime file says about itself: its top boxes except the recorded data; nothing for WebM."""
    found, size = [], path.stat().st_size
    with path.open("rb") as file:
        while format != "webm" and (at := file.tell()) + 8 <= size:
            length, name, header = int.from_bytes(file.read(4), "big"), file.read(4), 8
            if length == 1:
                length, header = int.from_bytes(file.read(8), "big"), 16
            length = length or size - at
            if length < header:
                raise Unfit("damaged")
            if name in BOXES_WITH_NOTES:
                found.append(file.read(min(length - header, LARGEST_BOX)))
            file.seek(at + length)
    return b"".join(found)


def copy_without_notes(path: Path, target: Path, format: str) -> None:
    """Packet by packet; languages and the turn of the picture stay, and the codec's tag: iPhones play `hvc1`, not `hev1`."""
    options = {} if format == "webm" else {"movflags": "faststart"}
    with opened(path, format) as film, av.open(str(target), "w", format=format, options=options) as copy:
        twins = {}
        for stream in filter(_is_film, film.streams):
            twins[stream.index] = twin = copy.add_stream_from_template(stream)
            if stream.language:
                twin.metadata["language"] = stream.language
            if format != "webm":
                twin.codec_context.codec_tag = stream.codec_context.codec_tag
        for packet in film.demux([film.streams[index] for index in twins]):
            if packet.dts is not None:
                packet.stream = twins[packet.stream.index]
                copy.mux(packet)
