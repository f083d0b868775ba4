"""What a view was told already: a reading stands still, so the same question needs no second statement."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlmodel import Session

STANDS_STILL = "stands_still"  # in the info of a session that only reads
TOLD = "told"

Answer = TypeVar("Answer")


def once(session: Session, question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer, asked for the first time or kept from the same view; a session that changes things asks each time."""
    if not session.info.get(STANDS_STILL):
        return ask()
    known = _told(session)
    if question in known:
        return known[question]  # type: ignore[no-any-return]
    answer = ask()
    known = _told(session)  # asking may itself have asked
    known[question] = answer
    session.info[TOLD] = (session.get_transaction(), known)
    return answer


def _told(session: Session) -> dict[Hashable, Any]:
    """What this view was told; nothing before it began."""
    view, told = session.info.get(TOLD, (None, {}))
    return told if view is not None and view is session.get_transaction() else {}
