"""A playbook as a TOML text that people can read, change and hand back; defaults are left out."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from models.playbooks.rules import Playbook

WIDE = 110


def written(rules: Playbook, heading: str = "") -> str:
    """The text `load` reads back as the same rules; `heading` becomes a comment at its top."""
    values = rules.model_dump(mode="json", exclude_defaults=True)
    lines = [f"# {heading}", ""] if heading else []
    return "\n".join([*lines, *_table(values, "")]).strip() + "\n"


def _table(values: Mapping[str, Any], path: str) -> Iterator[str]:
    """Plain values first, as TOML wants it; then tables, then lists of tables."""
    deep = {name: value for name, value in values.items() if _is_table(value) or _are_tables(value)}
    yield from (f"{_key(name)} = {_value(value)}" for name, value in values.items() if name not in deep and value is not None)
    for name, value in deep.items():
        full = f"{path}.{_key(name)}" if path else _key(name)
        for part in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{full}]]" if isinstance(value, list) else f"[{full}]"
            yield from _table(part, full)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and bool(value)


def _are_tables(value: Any) -> bool:
    """Short ones (an option, a field and its need) stay in one line each."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value) and not _short(value)


def _short(value: list[Any]) -> bool:
    return all(
        len(one) <= 3 and len(_value(one)) <= WIDE and not any(isinstance(part, list | dict) for part in one.values()) for one in value
    )


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{_key(name)} = {_value(part)}" for name, part in value.items() if part is not None) + " }" if value else "{}"
        )
    if isinstance(value, list):
        parts = [_value(part) for part in value]
        line = f"[{', '.join(parts)}]"
        return line if len(line) <= WIDE else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else repr(value)


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else json.dumps(name, ensure_ascii=False)
