"""Two later versions of one playbook brought together by key: base, theirs, ours (S4.5)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

MISSING: Any = object()
APART = frozenset({"key", "name", "description", "office", "format"})  # what makes a programme this programme is never taken over


class Conflict(NamedTuple):
    """Both changed the same thing, each otherwise; None stands for 'removed'."""

    path: str
    base: Any
    theirs: Any
    ours: Any


class Merged(NamedTuple):
    """`values` hold ours where they conflict; `taken` are the paths that came from them."""

    values: dict[str, Any]
    conflicts: tuple[Conflict, ...]
    taken: tuple[str, ...]


def merged(base: Mapping[str, Any], theirs: Mapping[str, Any], ours: Mapping[str, Any], chosen: frozenset[str] = frozenset()) -> Merged:
    """What only they changed is taken, what only we changed is kept; at a conflicting path ours stays unless it is among `chosen`."""
    told = _Merging(chosen)
    values = told.tables({}, base, theirs, ours)
    return Merged(values, tuple(told.conflicts), tuple(told.taken))


class _Merging:
    def __init__(self, chosen: frozenset[str]) -> None:
        self.chosen = chosen
        self.conflicts: list[Conflict] = []
        self.taken: list[str] = []

    def tables(self, into: dict[str, Any], base: Mapping[str, Any], theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
        for name in (*ours, *(name for name in theirs if name not in ours)):
            if name in APART:
                into[name] = ours[name]
                continue
            value = self.one(name, base.get(name, MISSING), theirs.get(name, MISSING), ours.get(name, MISSING))
            if value is not MISSING:
                into[name] = value
        return into

    def one(self, path: str, base: Any, theirs: Any, ours: Any) -> Any:
        if theirs in (ours, base):
            return ours
        if isinstance(theirs, dict) and isinstance(ours, dict):
            return self.below(path, base if isinstance(base, dict) else {}, theirs, ours)
        if _keyed(theirs) and _keyed(ours):
            return self.lists(path, base if _keyed(base) else [], theirs, ours)
        if ours == base:
            self.taken.append(path)
            return theirs
        self.conflicts.append(Conflict(path, *(None if one is MISSING else one for one in (base, theirs, ours))))
        if path in self.chosen:
            self.taken.append(path)
            return theirs
        return ours

    def below(self, path: str, base: Mapping[str, Any], theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
        into = {}
        for name in (*ours, *(name for name in theirs if name not in ours)):
            found = self.one(f"{path}.{name}", base.get(name, MISSING), theirs.get(name, MISSING), ours.get(name, MISSING))
            if found is not MISSING:
                into[name] = found
        return into

    def lists(self, path: str, base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any]:
        """In our order; what only they have comes at the end."""
        by_key = [{one["key"]: one for one in listed} for listed in (base, theirs, ours)]
        keys = [*by_key[2], *(key for key in by_key[1] if key not in by_key[2])]
        found = (self.one(f"{path}.{key}", *(one.get(key, MISSING) for one in by_key)) for key in keys)
        return [one for one in found if one is not MISSING]


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "key" in one for one in value)
