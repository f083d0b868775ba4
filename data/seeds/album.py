"""Files of the demo's pieces, drawn and examined beside the telling and kept by the third door."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime

from data import files
from data.media import examine
from data.seeds import film, pictures
from data.seeds.scripts import Script
from models.content.drafts import Purpose
from models.content.media import Media, MediaRole

FILM = "video_singkat"
PHOTO = "foto"
WORKERS = 2


@dataclass(frozen=True)
class Page:
    """A kept file and what a designer says about it."""

    name: str
    sha256: str
    preview: str | None
    type: str
    found: dict[str, object]
    purpose: Purpose = Purpose.VISUAL
    alt: str = ""

    def media(self, role: MediaRole = MediaRole.FILE) -> Media:
        """A row that belongs to no content yet; `add_file` says whose it is and when."""
        return Media(  # type: ignore[call-arg]
            role=role, sha256=self.sha256, preview=self.preview, name=self.name, type=self.type, found=self.found
        )  # fmt: skip


class Album:
    """`order` early, `pages` when they are needed: drawing runs in threads, examining in children of its own."""

    def __init__(self) -> None:
        self._workers = ThreadPoolExecutor(WORKERS)
        self._ordered: dict[str, Future[list[Page]]] = {}

    def order(self, name: str, script: Script, planned: datetime, *, unfinished: bool = False) -> None:
        """`unfinished`: the last picture still lacks its last line."""
        self._ordered[name] = self._workers.submit(_drawn, name, script, planned, unfinished)

    def pages(self, name: str) -> list[Page]:
        return self._ordered[name].result()

    def close(self) -> None:
        self._workers.shutdown(cancel_futures=True)


def proof(channel: str, title: str) -> Page:
    """A screenshot that a publication leaves."""
    return _kept(pictures.screenshot(channel, title), f"bukti-{channel.casefold()}.png")


def poster(programme: str, title: str, lines: list[str], source: str, name: str) -> Page:
    """An infographic drawn on the spot, for what nobody planned."""
    data = pictures.poster(programme, title, lines, source, "infografis")
    return _kept(data, f"{name}.jpg", alt=f"Infografis: {title}. {'. '.join(lines)}")


def letter(unit: str, number: str, title: str) -> Page:
    """A unit's validation on paper, as the coordinator photographs it."""
    return _kept(pictures.letter(unit, number, title), "surat-validasi.png")


def _drawn(name: str, script: Script, planned: datetime, unfinished: bool) -> list[Page]:
    slides, source = script.slides(planned), str(script.fields["source"])
    if unfinished:
        slides = (*slides[:-1], slides[-1][:-1] or slides[-1])
    if script.format == FILM:
        return list(_film(name, script, slides[0], source))
    return [
        _kept(_picture(script, slide, source, f"{place}/{len(slides)}" if len(slides) > 1 else ""), f"{name}-{place}.jpg", alt=alt)
        for place, (slide, alt) in enumerate(zip(slides, script.alts, strict=True), start=1)
    ]


def _film(name: str, script: Script, slide: tuple[str, ...], source: str) -> Iterable[Page]:
    heading, *lines = slide
    yield _kept(film.film(script.programme, heading, lines, source), f"{name}.mp4", alt=script.alts[0])
    yield _kept(film.subtitles(lines).encode(), f"{name}.srt", Purpose.SUBTITLES)


def _picture(script: Script, slide: tuple[str, ...], source: str, page: str) -> bytes:
    heading, *lines = slide
    if script.format == PHOTO:
        return pictures.view(script.programme, heading)
    return pictures.poster(script.programme, heading, lines, source, script.format, page)


def _kept(data: bytes, name: str, purpose: Purpose = Purpose.VISUAL, alt: str = "") -> Page:
    examined = examine(data, name)
    stored = files.keep(examined.converted or data)
    preview = files.keep(examined.preview).sha256 if examined.preview else None
    facts = asdict(examined.facts)
    found = {**facts, "kind": examined.facts.kind.value, "faults": list(examined.facts.faults)}
    return Page(name, stored.sha256, preview, stored.type, found, purpose, alt)
