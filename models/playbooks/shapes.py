"""A fault of a playbook, and the reader's complaints about single values said as faults."""

import re
from tomllib import TOMLDecodeError
from typing import Any, NamedTuple

from pydantic import ValidationError

SHAPES = {
    "extra_forbidden": "kunci ini tidak dikenal",
    "missing": "kunci ini wajib ada",
    "enum": "nilainya tidak dikenal; yang boleh: {expected}",
    "string_pattern_mismatch": "tulisannya tidak sesuai pola {pattern}",
    "string_type": "isinya harus berupa teks",
    "int_type": "isinya harus bilangan bulat",
    "int_from_float": "isinya harus bilangan bulat",
    "float_type": "isinya harus bilangan",
    "finite_number": "isinya harus bilangan terhingga",
    "bool_type": "isinya harus true atau false",
    "tuple_type": "isinya harus berupa daftar",
    "dict_type": "isinya harus berupa tabel",
    "model_type": "isinya harus berupa tabel",
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "paling sedikit {ge}",
    "less_than_equal": "paling banyak {le}",
}


class Fault(NamedTuple):
    """What is wrong (an Indonesian sentence for an admin) and where (`lanes.normal.stages.draf.by`)."""

    path: str
    reason: str


def shape_faults(error: ValidationError, raw: dict[str, Any]) -> tuple[Fault, ...]:
    """Unknown or missing keys and values of the wrong kind."""
    return tuple(Fault(_path(found["loc"], raw), _reason(found["type"], found.get("ctx", {}))) for found in error.errors())


def toml_fault(error: TOMLDecodeError) -> Fault:
    """Where the text stops being TOML; the reader names the place only in its message."""
    place = re.search(r"line (\d+), column (\d+)", str(error))
    return Fault("(berkas)", f"bukan TOML yang sah, {f'baris {place[1]} kolom {place[2]}' if place else 'berkas terputus di akhir'}")


def join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _reason(kind: str, facts: dict[str, Any]) -> str:
    facts = {name: value.replace(" or ", " atau ") if isinstance(value, str) else value for name, value in facts.items()}
    return SHAPES.get(kind, "nilai ini tidak sah ({kind})").format(kind=kind, **facts)


def _path(location: tuple[int | str, ...], raw: Any) -> str:
    """A member of a list is named by its key, else by its place from 1."""
    names: list[str] = []
    for step in location:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            raw = None
        key = raw.get("key") if isinstance(raw, dict) and isinstance(step, int) else None
        names.append(key if isinstance(key, str) else str(step + 1) if isinstance(step, int) else step)
    return ".".join(names) or "(berkas)"
