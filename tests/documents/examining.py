"""The verifier as an inspector runs it: a Python of its own that can't see the app; and what a forger would do to a dossier."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

SUMS = "SHA256SUMS"


def examined(place: Path, *more: str, script: Path | None = None) -> tuple[int, str]:
    """Exit code and what it printed; the script is the one in the folder unless given."""
    command = [sys.executable, "-I", str(script or place / "periksa.py"), str(place), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stderr == ""
    return done.returncode, done.stdout


def unpacked(parcel: bytes, folder: Path) -> Path:
    packed = folder / "berkas.zip"
    packed.write_bytes(parcel)
    with ZipFile(packed) as opened:
        opened.extractall(folder / "isi")
    return folder / "isi"


def reworked(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change isi.json and make every checksum fit again, as somebody would who knows how the dossier is made."""
    told = json.loads((folder / "isi.json").read_text("utf-8"))
    change(told)
    (folder / "isi.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    resealed(folder)


def resealed(folder: Path) -> None:
    names = [one.relative_to(folder).as_posix() for one in sorted(folder.rglob("*")) if one.is_file()]
    listed = {one: described(folder / one) for one in names if one not in (SUMS, "manifest.json")}
    manifest = json.loads((folder / "manifest.json").read_text("utf-8")) | {"files": listed}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    sums = {name: said["sha256"] for name, said in listed.items()} | {"manifest.json": described(folder / "manifest.json")["sha256"]}
    (folder / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()), "utf-8")


def described(path: Path) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "size": path.stat().st_size}
