"""What lies in the library of both programmes: templates, a style guide, a media kit, one renewed and one no longer used."""

from datetime import datetime, timedelta

from data import files, media
from data.formats import format_of
from data.seeds import pictures
from data.seeds.world import Story, World
from models.base import now as moment
from models.governance.library import LibraryFile, LibraryItem, LibraryKind
from models.programmes import Programme

KEEPERS = {"simponi": "fajar", "asri": "bima"}
LINES = {
    "simponi": ("Judul paling banyak tujuh kata", "Tiga langkah, satu kalimat masing-masing", "Kontak dan sumber selalu di bawah"),
    "asri": ("Bahaya dan wilayah di baris pertama", "Satu tindakan per baris", "Nomor darurat selalu terlihat"),
}
GUIDE = {
    "simponi": ("Panduan gaya SIMPONI", "Warna biru laut dan kuning, huruf tanpa kait, kalimat paling banyak dua puluh kata."),
    "asri": ("Panduan gaya ASRI", "Merah hanya untuk peringatan, jingga untuk waspada. Peta selalu memakai nama kecamatan."),
}


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    return [_shelving(world, key, start, now) for key in KEEPERS]


def _shelving(world: World, key: str, start: datetime, now: datetime) -> Story:
    """The shelf fills in the first weeks; a template is renewed, an old one set aside."""
    keeper = KEEPERS[key]
    yield world.in_hours(key, start + timedelta(days=3), 35)
    poster = _add(world, key, LibraryKind.TEMPLATE, "Templat poster", _picture(key, "Judul poster di sini", "poster"), "1080 x 1350")
    story = _picture(key, "Judul video di sini", "video_singkat")
    _add(world, key, LibraryKind.TEMPLATE, "Templat pembuka video singkat", story, "1080 x 1920, untuk cerita dan video singkat")
    old = _add(world, key, LibraryKind.TEMPLATE, "Templat infografis lama", _picture(key, "Infografis lama", "infografis"), "")
    yield world.in_hours(key, start + timedelta(days=6), 20)
    title, note = GUIDE[key]
    _add(world, key, LibraryKind.GUIDE, title, _document(title, LINES[key]), note)
    kit = _document(f"Perangkat media {key.upper()}", ("Tentang program", "Kontak untuk wartawan", "Lambang dan cara memakainya"))
    _add(world, key, LibraryKind.KIT, "Perangkat media", kit, "Dibagikan kepada wartawan saat peluncuran.")
    yield world.in_hours(key, now - timedelta(days=30), 50)
    with world.acting(keeper) as (session, by):
        file = _picture(key, "Judul poster di sini", "poster", page="2026")
        LibraryItem.current(poster, None, by, session).renew(file, "Ruang untuk sumber diperlebar", by)
        LibraryItem.current(old, None, by, session).retire(by)


def _add(world: World, key: str, kind: LibraryKind, title: str, file: LibraryFile, note: str) -> int:
    with world.acting(KEEPERS[key]) as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        return LibraryItem.add(programme, kind, title, file, by, session, note=note).pk


def _picture(key: str, title: str, format: str, page: str = "") -> LibraryFile:
    return kept(pictures.poster(key, title, LINES[key], "nama sumber", format, page), f"{format}{page}.jpg")


def _document(title: str, lines: tuple[str, ...]) -> LibraryFile:
    return kept(sheet(title, lines), f"{title.lower().replace(' ', '-')}.pdf")


def sheet(title: str, lines: tuple[str, ...]) -> bytes:
    """A plain page, as a PDF."""
    import typst  # noqa: PLC0415  heavy, and only the demo's papers need it

    text = '#set page(paper: "a5")\n#set text(lang: "id")\n' + f"= {title}\n" + "".join(f"- {line}\n" for line in lines)
    return bytes(typst.compile(text.encode(), ignore_system_fonts=True))


def kept(data: bytes, name: str) -> LibraryFile:
    """Examined and stored, of a PDF with its first page."""
    examined = media.examine(data, name)
    stored = files.keep(examined.converted or data)
    preview = media.first_page(data) if format_of(data) == "pdf" else examined.preview
    shown = files.keep(preview).sha256 if preview else None
    return LibraryFile(sha256=stored.sha256, preview=shown, name=name, type=stored.type, at=moment())
