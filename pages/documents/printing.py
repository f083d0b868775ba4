"""A4 pages set by Typst: our templates and fonts, typed text handed over as data, never as markup."""

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

from data import documents

FOLDER = Path(documents.__file__).parent
FONTS = FOLDER / "fonts" / "public-sans-0.4.2"


def printed(template: str, told: Mapping[str, Any], pictures: Mapping[str, bytes], at: datetime) -> bytes:
    """The PDF of `<template>.typ` dated `at`; it reads `told` as `sys.inputs.told`, and `pictures` lie beside it by name."""
    import typst  # noqa: PLC0415  heavy, and only documents need it

    with tempfile.TemporaryDirectory(prefix="simpul-") as name:
        folder = Path(name)
        copyfile(FOLDER / f"{template}.typ", folder / "page.typ")
        for picture, data in pictures.items():
            (folder / picture).write_bytes(data)
        made = typst.compile(
            str(folder / "page.typ"), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True,
            sys_inputs={"told": json.dumps(told, ensure_ascii=False)}, format="pdf", timestamp=int(at.timestamp()), pdf_standards=["a-2b"],
        )  # fmt: skip
    return bytes(made)
