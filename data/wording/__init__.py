"""Sentences for the screens: every TOML file of this folder, merged by table."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from models.content import indonesian
from models.issues import Issue


def say(key: str, **facts: Any) -> str:
    """The sentence `table.key` filled with facts; an unknown key is a fault (KeyError)."""
    table, _, name = key.partition(".")
    return sentences()[table][name].format(**facts)


def sentence(issue: Issue) -> str:
    """What an open requirement or a refusal says to the user: times in WIB, an action of the log (`action`) as `{what}`."""
    facts = _Facts({key: _told(value) for key, value in issue.facts.items()})
    if "action" in facts:
        facts["what"] = sentences()["changes"].get(facts["action"], sentences()["changes"]["other"])
    return sentences()["issues"][issue.key].format_map(facts)


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


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return indonesian.moment(value)
    return indonesian.day(value) if isinstance(value, date) else value


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
