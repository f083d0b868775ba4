"""Log anchors as they are typed: NUMBER:HASH, copied from a document, an export or a backup."""

import re
from argparse import ArgumentParser, ArgumentTypeError

ANCHOR = re.compile(r"([1-9]\d*):([0-9a-f]{64})")


def anchor(text: str) -> tuple[int, str]:
    """Number and hash; anything else is refused on the command line."""
    found = ANCHOR.fullmatch(text.strip().lower())
    if not found:
        raise ArgumentTypeError(f"{text!r}: NOMOR:SIDIK, 64 angka heksadesimal")
    return int(found[1]), found[2]


def add_anchor(parser: ArgumentParser, *, several: bool) -> None:
    line = "segel log dari dokumen atau ekspor" + (", boleh beberapa kali" if several else "")
    parser.add_argument("--anchor", type=anchor, action="append" if several else "store", metavar="NOMOR:SIDIK", help=line)
