"""What else a publication concerns: rooms that contents know nothing of may bar it, and hear of it in the same transaction."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.actors import Actor
from models.issues import Issues

if TYPE_CHECKING:
    from models.content.contents import Content

GATES: "list[Callable[[Content], Issues]]" = []
FOLLOWERS: "list[Callable[[Content, Actor], None]]" = []


def barred(content: "Content") -> Issues:
    """Every reason against publishing it that lies outside the content itself."""
    return Issues(issue for gate in GATES for issue in gate(content))


def follow(content: "Content", by: Actor) -> None:
    """It went out on some channel; whoever changes rows of its own logs them itself."""
    for one in FOLLOWERS:
        one(content, by)
