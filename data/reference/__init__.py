"""Facts from outside, each file with source, status and the day it was checked."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def places() -> dict[str, str]:
    """Name by code of every place a content may be tagged with; the shortest code is the whole district."""
    return {place["code"]: place["name"] for place in _read("places")["places"]}


def centroids() -> dict[str, tuple[float, float]]:
    """(latitude, longitude) in degrees by code of every kecamatan: the middle of its area, not of its office."""
    return {one["code"]: (one["latitude"], one["longitude"]) for one in _read("places")["places"] if one["level"] == "kecamatan"}


def requirements() -> tuple[dict[str, Any], ...]:
    """Every row of the guidelines: `id`, `text` (one sentence), `where` (routes that meet it, empty while none does)."""
    return tuple(_read("requirements")["requirements"])


def satisfaction() -> dict[str, Any]:
    """The nine `elements` of the satisfaction index with their `facts`, and `templates` of surveys to start from."""
    return _read("satisfaction")


def policies(kind: str, programme: str, names: Mapping[str, str]) -> list[dict[str, str]]:
    """Starter text of one kind of policy for a programme's key, as sections; `names` fill {office} and {programme}."""
    offered = (one for one in _read("policies")["sections"] if one["kind"] == kind and programme in one.get("only", [programme]))
    return [{"heading": one["heading"], "text": one["text"].strip().format(**names)} for one in offered]


def exports() -> dict[str, Any]:
    """`layouts` and `titles`: which heading of which platform's export means what."""
    return _read("exports")


def innovation_index() -> dict[str, Any]:
    """`indicators` of the regional innovation index with `source`, `year`, `status` and the day they were checked."""
    return _read("innovation_index")


def retention() -> tuple[dict[str, Any], ...]:
    """Every class of records with its years, fate, source and status."""
    return tuple(_read("retention")["classes"])


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
