"""Two people wrote on the same revision: what goes together by itself, and what one of them has to choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FileState = Mapping[str, Any]


@dataclass(frozen=True)
class Conflict:
    """Both changed it, differently. `key` is a field key or `file:<media id>`; a file that one of them took out is None."""

    key: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """`fields` and `files` with mine wherever there is a conflict; `mine` and `theirs` name what only one of the two changed."""

    fields: dict[str, Any]
    files: list[dict[str, Any]]
    conflicts: tuple[Conflict, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    def settled(self, choices: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Fields and files once each conflict has its value (by its key); a conflict not named keeps mine."""
        fields, files = dict(self.fields), [dict(one) for one in self.files]
        for conflict in (one for one in self.conflicts if one.key in choices):
            chosen = choices[conflict.key]
            if not conflict.key.startswith("file:"):
                fields[conflict.key] = chosen
                continue
            media_id = int(conflict.key.removeprefix("file:"))
            places = [place for place, one in enumerate(files) if one["media_id"] == media_id]
            if places and chosen is None:
                del files[places[0]]
            elif places:
                files[places[0]] = dict(chosen)
            elif chosen is not None:
                files.append(dict(chosen))
        return {key: value for key, value in fields.items() if value}, files


def merge(
    base: tuple[Mapping[str, Any], Sequence[FileState]],
    mine: tuple[Mapping[str, Any], Sequence[FileState]],
    theirs: tuple[Mapping[str, Any], Sequence[FileState]],
) -> Merge:
    """Three states as (fields, files): the common ground and what two people made of it."""
    fields, conflicts, kept, taken = _merged(base[0], mine[0], theirs[0])
    listed, *told = _merged(*(_by_name(one[1]) for one in (base, mine, theirs)))
    order = [f"file:{one['media_id']}" for one in (*_order(base[1], mine[1], theirs[1]),)]
    files = [dict(listed[name]) for name in dict.fromkeys(order) if listed.get(name)]
    return Merge(fields, files, (*conflicts, *told[0]), (*kept, *told[1]), (*taken, *told[2]))


def _merged(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Conflict], list[str], list[str]]:
    values, conflicts, kept, taken = {}, [], [], []
    for key in dict.fromkeys((*theirs, *mine, *base)):
        was, ours, others = (one.get(key) or None for one in (base, mine, theirs))
        values[key] = ours
        if ours == others:
            continue
        if ours == was:
            values[key] = others
            taken.append(key)
        elif others == was:
            kept.append(key)
        else:
            conflicts.append(Conflict(key, was, ours, others))
    return {key: value for key, value in values.items() if value}, conflicts, kept, taken


def _by_name(files: Sequence[FileState]) -> dict[str, FileState]:
    return {f"file:{one['media_id']}": one for one in files}


def _order(base: Sequence[FileState], mine: Sequence[FileState], theirs: Sequence[FileState]) -> list[FileState]:
    """Mine where I moved anything, theirs otherwise; what the other added follows."""
    ids = [[one["media_id"] for one in files] for files in (base, mine, theirs)]
    common = set(ids[0]) & set(ids[1])
    moved = [one for one in ids[0] if one in common] != [one for one in ids[1] if one in common]
    return [*mine, *theirs] if moved else [*theirs, *mine]
