"""The districts' place names, handed in once by the doors: reference is data, not code."""

from collections.abc import Mapping
from types import MappingProxyType

_places: dict[str, str] = {}


def hand_in(places: Mapping[str, str]) -> None:
    """Code → name; called where the database is opened."""
    _places.update(places)


def known() -> Mapping[str, str]:
    """All places content can be tagged with, the whole district among them, in the order of their codes."""
    return MappingProxyType(_places)
