"""A playbook's values by key path: what differs between two, and one value put in another's place."""

import copy
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

NAMES = ("label", "text", "name")


class Step(NamedTuple):
    """One step of a path: the name of a field (`label` empty), or a member of a list by its key, with what people call it."""

    key: str
    label: str = ""
    member: bool = False


class ChangeKind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    ORDER = "order"


class Change(NamedTuple):
    """One difference; `before` and `after` are plain values (None where it wasn't there), for ORDER the keys in order."""

    kind: ChangeKind
    trail: tuple[Step, ...]
    before: Any
    after: Any

    @property
    def path(self) -> str:
        return ".".join(one.key for one in self.trail)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Every difference between two playbooks' values, leaf by leaf; lists of keyed parts are compared by key."""
    return tuple(_between(before, after, ()))


def put(values: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The values with another one at that path; the part it stands in no longer counts as assumed. KeyError for an unknown path."""
    told = copy.deepcopy(dict(values))
    *above, last = path.split(".")
    holder: Any = told
    for step in above:
        holder = _below(holder, step)
    if isinstance(holder, list):
        place = next((place for place, one in enumerate(holder) if one["key"] == last), None)
        if place is None:
            raise KeyError(path)
        holder[place] = value
        return told
    if last not in holder:
        raise KeyError(path)
    if above and holder[last] != value and holder.get("assumed"):
        holder["assumed"] = False
    holder[last] = value
    return told


def added(values: Mapping[str, Any], path: str, part: Mapping[str, Any]) -> dict[str, Any]:
    """The values with one more member at the end of the list at that path."""
    told = copy.deepcopy(dict(values))
    listed = at(told, path)
    if not isinstance(listed, list):
        raise KeyError(path)
    listed.append(dict(part))
    return told


def removed(values: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The values without the member that the path names."""
    told = copy.deepcopy(dict(values))
    above, _, last = path.rpartition(".")
    listed = at(told, above)
    if not isinstance(listed, list):
        raise KeyError(path)
    listed.remove(_below(listed, last))
    return told


def at(values: Any, path: str) -> Any:
    """What stands at a path; KeyError where nothing does."""
    for step in path.split(".") if path else ():
        values = _below(values, step)
    return values


def keyed(value: Any) -> bool:
    """A list of parts with keys; order and key matter there, the place doesn't."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "key" in one for one in value)


def _below(holder: Any, step: str) -> Any:
    if isinstance(holder, list):
        found = next((one for one in holder if isinstance(one, dict) and one.get("key") == step), None)
        if found is None:
            raise KeyError(step)
        return found
    return holder[step]


def _between(before: Any, after: Any, trail: tuple[Step, ...]) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in (*after, *(name for name in before if name not in after)):
            yield from _between(before.get(name), after.get(name), (*trail, Step(name)))
    elif _lists(before, after):
        yield from _members({one["key"]: one for one in before}, {one["key"]: one for one in after}, trail)
    elif before != after:
        yield Change(ChangeKind.CHANGED, trail, before, after)


def _lists(before: Any, after: Any) -> bool:
    """Both are lists of keyed parts, one of them perhaps empty."""
    both = isinstance(before, list) and isinstance(after, list)
    return both and (keyed(before) or keyed(after)) and all(keyed(one) or not one for one in (before, after))


def _members(before: dict[str, Any], after: dict[str, Any], trail: tuple[Step, ...]) -> Iterator[Change]:
    for key, part in after.items():
        step = Step(key, _called(part), member=True)
        if key not in before:
            yield Change(ChangeKind.ADDED, (*trail, step), None, part)
        else:
            yield from _between(before[key], part, (*trail, step))
    for key, part in before.items():
        if key not in after:
            yield Change(ChangeKind.REMOVED, (*trail, Step(key, _called(part), member=True)), part, None)
    stayed = [[key for key in one if key in other] for one, other in ((before, after), (after, before))]
    if stayed[0] != stayed[1]:
        yield Change(ChangeKind.ORDER, trail, stayed[0], stayed[1])


def _called(part: Mapping[str, Any]) -> str:
    return str(next((part[name] for name in NAMES if part.get(name)), part["key"]))
