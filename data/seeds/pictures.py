"""Pictures of the demo: drawn, sensible, and never of anybody."""

import io
from collections.abc import Sequence
from math import sin
from random import Random

from PIL import Image, ImageDraw, ImageFont

INK, PAPER = (14, 30, 44), (255, 255, 255)
PALETTES = {
    "simponi": ((11, 92, 140), (242, 169, 59)),
    "asri": ((122, 32, 32), (240, 150, 74)),
}
SIZES = {"poster": (1080, 1350), "infografis": (1080, 1350), "carousel": (1080, 1350), "foto": (1440, 1080), "video_singkat": (1080, 1920)}
MARGIN = 84
HIGHEST, GAP = 210, 26


def poster(
    programme: str, title: str, lines: Sequence[str], source: str, format: str = "poster", page: str = "", room_for: int = 0
) -> bytes:
    """A JPEG of the format's size: the office's band, the title, numbered lines, the source; `room_for` more lines than it shows yet."""
    size = SIZES[format]
    ground, accent = PALETTES[programme]
    picture = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(picture)
    _waves(pen, size, ground)
    pen.rectangle((0, 0, size[0], 26), fill=accent)
    pen.text((MARGIN, 90), f"KABUPATEN BANGKA · {programme.upper()}", font=_font(34), fill=accent)
    top = _write(pen, title, 170, 84, PAPER, size[0]) + 50
    height = min(HIGHEST, (size[1] - 190 - top) // max(len(lines), room_for, 1))
    for number, line in enumerate(lines, start=1):
        _step(pen, number, line, top, height - GAP, size[0], accent)
        top += height
    pen.text((MARGIN, size[1] - 110), f"Sumber: {source}"[:60], font=_font(32), fill=PAPER)
    if page:
        pen.text((size[0] - MARGIN, size[1] - 110), page, font=_font(32), fill=accent, anchor="ra")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84)
    return out.getvalue()


def screenshot(channel: str, title: str) -> bytes:
    """A PNG that stands for the proof of a publication without a link: an account, a picture, its first words."""
    picture = Image.new("RGB", (720, 1080), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 720, 110), fill=(243, 245, 247))
    pen.ellipse((36, 24, 98, 86), fill=PALETTES["simponi"][0])
    pen.text((120, 38), f"kabupaten.bangka.contoh · {channel}", font=_font(30), fill=INK)
    pen.rectangle((0, 110, 720, 800), fill=PALETTES["simponi"][0])
    _write(pen, title, 330, 58, PAPER, 720, margin=60)
    for place in range(3):
        pen.rounded_rectangle((40, 840 + 62 * place, 680 - 150 * place, 874 + 62 * place), 14, fill=(213, 219, 225))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def letter(unit: str, number: str, title: str) -> bytes:
    """A PNG of a unit's letter: what was asked, and that it is right; signed by nobody real."""
    picture = Image.new("RGB", (1240, 1754), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((620, 120), f"{unit.upper()}", font=_font(44), fill=INK, anchor="mm")
    pen.text((620, 180), "KABUPATEN BANGKA", font=_font(36), fill=INK, anchor="mm")
    pen.line((100, 230, 1140, 230), fill=INK, width=4)
    pen.text((100, 290), f"Nomor: {number}", font=_font(32), fill=INK)
    pen.text((100, 340), "Perihal: Validasi isi konten", font=_font(32), fill=INK)
    top = _write(pen, f"Isi konten berjudul “{title}” telah kami periksa dan sesuai dengan data kami.", 450, 36, INK, 1240, margin=100)
    pen.text((760, top + 120), "Kepala bidang (contoh)", font=_font(32), fill=INK)
    pen.text((620, 1680), "Surat contoh untuk peragaan, bukan surat dinas", font=_font(28), fill=(91, 103, 115), anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def view(programme: str, heading: str) -> bytes:
    """A JPEG that stands for a photograph: sky, sun, hills and sea, different for each heading."""
    width, height = SIZES["foto"]
    chance = Random(heading)
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    for row in range(height):
        share = row / height
        pen.line((0, row, width, row), fill=(int(120 + 120 * share), int(175 + 50 * share), int(225 - 20 * share)))
    sun = chance.randint(200, width - 300)
    pen.ellipse((sun, 150, sun + 150, 300), fill=PALETTES[programme][1])
    for depth in range(3):
        base, green = 520 + 90 * depth, (70 - 12 * depth, 120 - 18 * depth, 90 - 15 * depth)
        peaks = [(x, base - chance.randint(20, 190 - 40 * depth)) for x in range(-120, width + 240, 180)]
        pen.polygon([(-120, height), *peaks, (width + 240, height)], fill=green)
    pen.rectangle((0, 830, width, height), fill=(38, 96, 134))
    for _ in range(70):
        x, y = chance.randint(0, width), chance.randint(845, height - 10)
        pen.line((x, y, x + chance.randint(30, 140), y), fill=(88, 146, 178), width=3)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84)
    return out.getvalue()


def _step(pen: ImageDraw.ImageDraw, number: int, line: str, top: int, height: int, width: int, accent: tuple[int, int, int]) -> None:
    size = 48 if height > 150 else 40
    rows = _wrapped(line, _font(size), width - 2 * MARGIN - 180)[:3]
    middle = top + height / 2
    pen.rounded_rectangle((MARGIN, top, width - MARGIN, top + height), 18, fill=PAPER)
    pen.ellipse((MARGIN + 26, middle - 38, MARGIN + 102, middle + 38), fill=accent)
    pen.text((MARGIN + 64, middle), str(number), font=_font(42), fill=INK, anchor="mm")
    above = middle - size * 1.2 * (len(rows) - 1) / 2
    for place, row in enumerate(rows):
        pen.text((MARGIN + 136, above + size * 1.2 * place), row, font=_font(size), fill=INK, anchor="lm")


def _waves(pen: ImageDraw.ImageDraw, size: tuple[int, int], ground: tuple[int, int, int]) -> None:
    """Two darker swells along the foot of a poster."""
    for depth, share in enumerate((0.86, 0.72)):
        base = size[1] - 330 + 110 * depth
        crest = [(x, base + 46 * sin(x / (170 - 30 * depth) + depth)) for x in range(0, size[0] + 20, 20)]
        pen.polygon([(0, size[1]), *crest, (size[0], size[1])], fill=tuple(int(one * share) for one in ground))


def _write(pen: ImageDraw.ImageDraw, text: str, top: int, size: int, color: tuple[int, int, int], width: int, margin: int = MARGIN) -> int:
    for row in _wrapped(text, _font(size), width - 2 * margin):
        pen.text((margin, top), row, font=_font(size), fill=color)
        top += int(size * 1.2)
    return top


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> list[str]:
    rows, row = [], ""
    for word in text.split():
        longer = f"{row} {word}".strip()
        if row and font.getlength(longer) > width:
            rows.append(row)
            longer = word
        row = longer
    return [*rows, row] if row else rows


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
