"""A small team: the roles of a playbook merged into few, so that whoever writes never decides on it (S4.5, A4.3)."""

import copy
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from models.playbooks.lane_checks import STARTS
from models.playbooks.parts import Key, Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook

NAMING_ROLES = frozenset({"by", "tells", "escalate_to", "owner", "roles", "role"})


class MergedRole(Part):
    """One role of the small team and the roles of the source it takes over."""

    key: Key
    label: str
    takes: tuple[str, ...]


class Team(Part):
    """A profile: data, so that another size of team is another file."""

    key: Key
    label: str
    help: str
    roles: tuple[MergedRole, ...]

    @classmethod
    def read(cls, text: str) -> "Team":
        return cls.model_validate(tomllib.loads(text))


def merged_roles(values: Mapping[str, Any], team: Team) -> dict[str, Any]:
    """The playbook's values with the team's roles instead of its own; a role nobody takes over stays and shows as a fault later.

    In each lane who validates no longer writes where somebody else can, and what a technical unit validated is validated inside.
    """
    into = {old: one.key for one in team.roles for old in one.takes}
    told = _renamed(copy.deepcopy(dict(values)), into)
    told["rights"] = {right: _once(into.get(key, key) for key in holders) for right, holders in values["rights"].items()}
    told["roles"] = [_role(one, values["roles"]) for one in team.roles] + [one for one in values["roles"] if one["key"] not in into]
    for lane in told["lanes"]:
        _part(lane, {one["key"] for one in told["roles"] if one["unit"]})
    starters = {lane["key"]: lane["stages"][0]["by"] for lane in told["lanes"] if lane["stages"]}
    for lane_key, right in STARTS.items():
        told["rights"][right] = [key for key in told["rights"][right] if key in starters.get(lane_key, ())]
    return told


def team_faults(rules: "Playbook") -> Iterator[Fault]:
    """With one person per role: lanes where no different persons are left to validate what the others write."""
    for lane in rules.lanes:
        writers = {role for stage in lane.stages if stage.edits or stage.files for role in stage.by if not stage.plans}
        deciders = [[role for role in stage.by if role not in writers] for stage in lane.validating]
        if not _distinct(deciders, frozenset()):
            yield Fault(f"lanes.{lane.key}", "dengan satu orang per peran, penulis dan pemutusnya tidak selalu orang yang berbeda")


def _part(lane: dict[str, Any], units: set[str]) -> None:
    """Writers and deciders apart."""
    deciding = {role for stage in lane["stages"] if stage["kind"] == "validate" for role in stage["by"]}
    for stage in lane["stages"]:
        stage["written"] = stage["written"] and bool(units & set(stage["by"]))
        if stage["kind"] == "work" and not stage["plans"]:
            stage["by"] = [role for role in stage["by"] if role not in deciding] or stage["by"]


def _role(one: MergedRole, roles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    taken = [role for role in roles if role["key"] in one.takes]
    return {
        "key": one.key, "label": one.label, "unit": False, "assumed": True,
        "duties": _once(duty for role in taken for duty in role["duties"]),
        "sop_lanes": _once(lane for role in taken for lane in role["sop_lanes"]),
    }  # fmt: skip


def _renamed(value: Any, into: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(one, into) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: _names(part, into) if name in NAMING_ROLES else _renamed(part, into) for name, part in value.items()}


def _names(value: Any, into: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return into.get(value, value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return _once(into.get(one, one) for one in value)
    return _renamed(value, into)


def _once(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _distinct(choices: list[list[str]], taken: frozenset[str]) -> bool:
    """Whether each can be given somebody of its own."""
    if not choices:
        return True
    return any(_distinct(choices[1:], taken | {role}) for role in choices[0] if role not in taken)
