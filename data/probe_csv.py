"""CSV as offices write it: several encodings, the delimiter found out, whatever line ends."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Any

DELIMITERS = (";", ",", "\t", "|")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CUT = re.compile(r"-?\d([.,]\d+)?[eE]\+\d{2,3}")
LOOKED_AT = 30


class Odd(Exception):
    """It isn't CSV after all, or a row is broken: reason and facts."""


def rows(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Number (as a spreadsheet counts: rows, not lines) and cells; empty cells are None, long numbers a program cut are spoilt."""
    text = _decoded(data)
    if CONTROL.search(text):
        raise Odd("unknown", {})
    delimiter = DELIMITERS[0]
    if declared := re.match(r"sep=(.)\r?\n", text):
        delimiter, text = declared[1], text[declared.end() :]
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(1 << 20)
    number = 0
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, [_cell(one) for one in row]
    except csv.Error:
        raise Odd("damaged_row", {"row": number + 1})


def _decoded(data: bytes) -> str:
    """By its mark, by the zeros of UTF-16, as UTF-8, and only then as Windows writes it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16")
    if data.startswith(codecs.BOM_UTF8):
        return _strictly(data, "utf-8-sig")
    head = data[:200]
    if len(head) > 3 and not len(data) % 2 and head[1::2].count(0) > len(head) // 4:
        return _strictly(data, "utf-16-le")
    if len(head) > 3 and not len(data) % 2 and head[0::2].count(0) > len(head) // 4:
        return _strictly(data, "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Odd("damaged" if encoding != "cp1252" else "unknown", {})


def _delimiter(text: str) -> str:
    """The one that cuts most rows into equally many pieces, more pieces before fewer."""
    lines = text.splitlines(keepends=True)[:LOOKED_AT]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        width, often = max(counts.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
        return often, width

    return max(DELIMITERS, key=evenness)


def _cell(text: str) -> Any:
    if CUT.fullmatch(text.strip()):
        return ["spoilt", "digits"]
    return text if text.strip() else None
