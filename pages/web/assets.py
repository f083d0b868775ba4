"""The logo, the font and vendored libraries: a fixed shelf, read from disk once, so that no path can lead out of it."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

ASSETS = Path(__file__).parents[1] / "ui" / "assets"
VENDOR = ASSETS / "vendor"
FONT = "public-sans-latin-wght-normal.woff2"

FOR_A_DAY = "public, max-age=86400"
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {".css": "text/css", ".js": "text/javascript", ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def shelf() -> dict[str, Path]:
    """Address below /aset/ → file: our own by name, each release under its name and version, the font where config.toml wants it."""
    own = {file.name: file for file in ASSETS.iterdir() if file.suffix in TYPES}
    released = {str(file.relative_to(VENDOR).as_posix()): file for file in VENDOR.glob("*/*") if file.suffix in TYPES}
    return {**own, **released, FONT: next(VENDOR.glob(f"public-sans-*/{FONT}"))}


SHELF = shelf()


def asset(request: Request) -> Response:
    """GET /aset/<name> or /aset/<release>/<name>: an address with a version never changes its content."""
    name = request.path_params["name"]
    file = SHELF.get(name)
    if file is None:
        return Response(status_code=404)
    return FileResponse(file, media_type=TYPES[file.suffix], headers={"Cache-Control": FOR_EVER if "/" in name else FOR_A_DAY})


def icon(request: Request) -> Response:
    """GET /favicon.png: ours instead of Streamlit's, before any page has run."""
    return FileResponse(ASSETS / "icon.png", media_type="image/png", headers={"Cache-Control": FOR_A_DAY})
