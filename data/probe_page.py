"""The first page of a PDF as a small picture; runs in the probing child only."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from data.probe_image import write_preview

WIDTH = 900
PAGE = f'#set page(width: {WIDTH}pt, height: auto, margin: 0pt)\n#image("page.pdf", page: 1, width: {WIDTH}pt)\n'


def look(_format: str, folder: Path) -> dict[str, Any]:
    """Leaves `preview`; whatever Typst can't read ends the child with a reason."""
    import typst  # noqa: PLC0415  once the limits hold

    (folder / "page.pdf").write_bytes((folder / "input").read_bytes())
    (folder / "page.typ").write_text(PAGE, "utf-8")
    drawn = typst.compile(str(folder / "page.typ"), root=str(folder), format="png", ppi=72, ignore_system_fonts=True)
    with Image.open(BytesIO(bytes(drawn)), formats=["PNG"]) as picture:
        write_preview(picture, folder)
    return {"kind": "page"}
