"""A requirement that isn't met yet, as a value; the sentence is composed by the screen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Issue:
    """`about` is a field key, `file:<media id>`, `stage:<key>`, `item:<key>`, `person` or `page`; `facts` fill the wording of `key`."""

    about: str
    key: str
    facts: dict[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.about, self.key))


class Issues(tuple[Issue, ...]):
    """Several issues; empty means nothing stands in the way."""

    __slots__ = ()

    def __new__(cls, issues: Iterable[Issue] = ()) -> "Issues":
        return super().__new__(cls, tuple(issues))

    def __add__(self, other: Iterable[Issue]) -> "Issues":  # type: ignore[override]
        return Issues((*self, *other))

    def about(self, what: str) -> "Issues":
        """Those that concern one field, file or item."""
        return Issues(issue for issue in self if issue.about == what)
