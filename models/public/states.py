"""How a comment stands, and where it is listed."""

from enum import StrEnum


class InteractionKind(StrEnum):
    COMMENT = "comment"
    MESSAGE = "message"
    REPORT = "report"


class InteractionState(StrEnum):
    NEW = "new"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    REFERRED = "referred"
    ANSWERED = "answered"
    HIDDEN = "hidden"
    REMOVED = "removed"
    CLOSED = "closed"

    @property
    def shelf(self) -> "Shelf":
        if self is InteractionState.REFERRED:
            return Shelf.REFERRED
        return Shelf.OPEN if self in (InteractionState.NEW, InteractionState.ASSIGNED, InteractionState.IN_PROGRESS) else Shelf.DONE


class Shelf(StrEnum):
    OPEN = "open"
    REFERRED = "referred"
    DONE = "done"
