"""Looks into one uploaded file, in a process of its own that may be killed: `python -I probe_child.py <format> <folder>`.

Reads `<folder>/input`; writes `result.json` and, where they differ or exist, `published` (nothing personal left in it) and `preview`
(JPEG). Beside its halves it imports only Pillow, pillow-heif, PyAV, openpyxl and Typst, and those once the limits hold.
"""

import importlib
import json
import resource
import sys
from pathlib import Path

MEMORY = 1 << 30
CPU_SECONDS = 60
LARGEST_OUTPUT = 1 << 30
HALVES = {**dict.fromkeys(("mp4", "mov", "webm"), "data.probe_video"), **dict.fromkeys(("xlsx", "csv"), "data.probe_sheet")}
HALVES |= dict.fromkeys(("rows_xlsx", "rows_csv"), "data.probe_rows") | {"pdf": "data.probe_page"}


def main(format: str, folder: Path) -> None:
    limit_myself()
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from data.formats import Unfit  # noqa: PLC0415 - an isolated Python doesn't know where we are until now

    try:
        result = importlib.import_module(HALVES.get(format, "data.probe_image")).look(format, folder)
    except Unfit as unfit:
        result = {"reason": str(unfit)}
    except MemoryError:
        result = {"reason": "too_heavy"}
    except Exception:
        result = {"reason": "damaged"}
    (folder / "result.json").write_text(json.dumps(result), "utf-8")


def limit_myself() -> None:
    """Other systems than Linux know no such limit on memory; there the pixel limit alone holds."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
