"""A chart as a picture for a letter or a slide: drawn here without a browser, always in light colours, with its sentence above it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pages.documents.printing import FONTS
from pages.ui import charts

WIDTH, HEIGHT, DENSITY = 720, 320, 2.0


def offered(spec: charts.Spec, reading: str, what: str) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: made at the click."""
    return lambda: picture(spec, reading, what)


def picture(spec: charts.Spec, reading: str, what: str, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """PNG at twice the size in pixels. Slow the first time (about 1 s), then 0.1 s."""
    return bytes(_renderer().vegalite_to_png(_titled(spec, reading, what, width, height), scale=DENSITY))


def drawing(spec: charts.Spec, width: int = WIDTH, height: int = HEIGHT) -> str:
    """The chart alone as SVG, for a page set by Typst."""
    worn = charts.dressed(spec, height)
    return str(_renderer().vegalite_to_svg({**worn, "width": width}))


def plain(spec: charts.Spec, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """The chart alone as PNG, for a Word file."""
    return bytes(_renderer().vegalite_to_png({**charts.dressed(spec, height), "width": width}, scale=DENSITY))


def _titled(spec: charts.Spec, reading: str, what: str, width: int, height: int) -> charts.Spec:
    worn = charts.dressed(spec, height)
    title = {"text": reading, "subtitle": what, "anchor": "start", "fontSize": 16, "subtitleFontSize": 12, "offset": 14}
    return {**worn, "width": width, "title": title, "padding": 16}


@cache
def _renderer() -> Any:
    import vl_convert  # noqa: PLC0415  heavy, and only pictures need it

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
