"""Sentences for the screens: every TOML file of this folder, merged by table."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from models.issues import Issue


def say(key: str, **facts: Any) -> str:
    """The sentence `table.key` filled with facts; an unknown key is a fault (KeyError)."""
    table, _, name = key.partition(".")
    return sentences()[table][name].format(**facts)


def sentence(issue: Issue) -> str:
    """What an open requirement or a refusal says to the user."""
    return sentences()["issues"][issue.key].format_map(_Facts(issue.facts))


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """table → key → text; two files may share a table, never a key (ValueError)."""
    merged: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for table, keys in tomllib.loads(path.read_text("utf-8")).items():
            if twice := merged.setdefault(table, {}).keys() & keys.keys():
                raise ValueError(f"{path.name}: {table}.{sorted(twice)[0]} is worded twice")
            merged[table] |= keys
    return merged


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
